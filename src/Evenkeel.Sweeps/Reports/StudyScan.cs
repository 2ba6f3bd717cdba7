using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Reports;

/// <summary>The final values of all trials that have a result, and where their lines are.</summary>
internal sealed class StudyScan
{
    private readonly ShardReader shards;
    private readonly Dictionary<string, int> index;
    private readonly Place[] places;
    private readonly TrialResult?[] results;
    private readonly List<ShardDamage> damages = [];
    private readonly Lock taking = new();

    private StudyScan(StudyFolder folder)
    {
        Study = folder.Study;
        shards = new(folder.Root);
        ImmutableArray<StudyTrial> trials = Study.Trials;
        index = new(trials.Length, StringComparer.Ordinal);
        foreach (StudyTrial trial in trials) index.Add(trial.Key, trial.Index);
        (places, results) = (new Place[trials.Length], new TrialResult?[trials.Length]);
    }

    /// <summary>The study.</summary>
    public Study Study { get; }

    /// <summary>Lines that cannot be used, in the order of files and lines.</summary>
    public ImmutableArray<ShardDamage> Damages { get; private set; }

    /// <summary>Lines of trials that are not the study's.</summary>
    public int Foreign { get; private set; }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The study and its results.</param>
    /// <param name="threads">How many read at a time; the scan is the same for any number.</param>
    /// <exception cref="IOException">A shard cannot be read.</exception>
    public static StudyScan Read(StudyFolder folder, int threads)
    {
        StudyScan scan = new(folder);
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads };
        Parallel.ForEach(Partitioner.Create(scan.shards.Blocks(), EnumerablePartitionerOptions.NoBuffering), options, scan.Take);
        scan.Damages = [.. scan.damages.Concat(scan.shards.Unfinished).OrderBy(damage => damage.File, StringComparer.Ordinal).ThenBy(damage => damage.Line)];
        return scan;
    }

    /// <summary>The final values of a trial.</summary>
    /// <param name="trial">Its number in the study.</param>
    /// <returns>The result without curves and readings; null where there is none yet.</returns>
    public TrialResult? Values(int trial) => results[trial];

    /// <summary>All that a trial recorded.</summary>
    /// <param name="trial">Its number in the study.</param>
    /// <returns>The result; null where there is none yet, or its line has changed since.</returns>
    /// <exception cref="IOException">The shard cannot be read.</exception>
    public TrialResult? Whole(int trial) => results[trial] is null ? null : shards.Line(places[trial].File, places[trial].Offset, places[trial].Length)?.ReadResult();

    private void Take(ShardBlock block)
    {
        try
        {
            Read(block);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block.Bytes);
        }
    }

    private void Read(ShardBlock block)
    {
        ReadOnlyMemory<byte> bytes = block.Bytes.AsMemory(0, block.Count);
        int number = block.Line;
        for (int start = 0, length; start < block.Count; start += length + 1, number++)
        {
            length = bytes.Span[start..].IndexOf((byte)'\n');
            TrialLine? line = TrialLine.Read(bytes.Slice(start, length), out string damage);
            TrialResult? result = line is null ? null : ResultOf(line, out damage);
            Place place = new(block.File, block.Offset + start, length);
            lock (taking)
            {
                if (damage.Length > 0) damages.Add(new(shards.NameOf(block.File), number, damage));
                else if (result is null) Foreign++;
                else Keep(index[line!.Key], result, place);
            }
        }
    }

    /// <summary>A result's values; null of a trial that is not the study's.</summary>
    private TrialResult? ResultOf(TrialLine line, out string damage)
    {
        damage = "";
        if (!index.ContainsKey(line.Key)) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.Result);
            return TrialResultJson.ReadValues(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or FormatException)
        {
            damage = "its result cannot be read";
            return null;
        }
    }

    /// <summary>Of several lines of a trial, which say the same, the first counts, whichever thread comes to it first.</summary>
    private void Keep(int trial, TrialResult result, Place place)
    {
        if (results[trial] is not null && place.CompareTo(places[trial]) > 0) return;
        (results[trial], places[trial]) = (result, place);
    }

    /// <summary>Where a line is.</summary>
    private readonly record struct Place(int File, long Offset, int Length)
    {
        public int CompareTo(Place other) => (File, Offset).CompareTo((other.File, other.Offset));
    }
}
