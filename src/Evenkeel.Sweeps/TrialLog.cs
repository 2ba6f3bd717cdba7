namespace Evenkeel.Sweeps;

/// <summary>Reads the shards of a folder, and later what has been added to them since.</summary>
/// <param name="root">The study's folder.</param>
internal sealed class TrialLog(string root)
{
    private const int LongestLine = 1 << 30;

    private readonly string folder = Path.Combine(root, StudyFolder.TrialsName);
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly List<ShardDamage> damages = [];

    /// <summary>Lines that cannot be used, found so far.</summary>
    public IReadOnlyList<ShardDamage> Damages => damages;

    /// <summary>Shards that end in the middle of a line: their process was stopped while it wrote, or is writing.</summary>
    public IEnumerable<ShardDamage> Unfinished => places.Where(place => place.Value.HasRest).OrderBy(place => place.Key, StringComparer.Ordinal)
        .Select(place => new ShardDamage(NameOf(place.Key), place.Value.Lines + 1, "it was not written to its end"));

    /// <summary>Reads what there is beyond the last look.</summary>
    /// <param name="take">Takes each whole line, in the order of the files' names and of the lines.</param>
    /// <param name="exceptFor">The beginning of the names of shards that are not read; null to read all.</param>
    /// <exception cref="IOException">A shard cannot be read.</exception>
    public void Refresh(Action<TrialLine> take, string? exceptFor = null)
    {
        if (!Directory.Exists(folder)) return;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*.jsonl").OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (exceptFor is not null && file.Name.StartsWith(exceptFor, StringComparison.Ordinal)) continue;
            Place place = places.GetValueOrDefault(file.Name);
            if (file.Length > place.Offset + place.Rest) places[file.Name] = Read(file, place, take);
        }
    }

    private Place Read(FileInfo file, Place place, Action<TrialLine> take)
    {
        using FileStream stream = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        stream.Position = place.Offset;
        byte[] bytes = new byte[Math.Min(stream.Length - place.Offset, LongestLine)];
        int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        (int start, int lines) = (0, place.Lines);
        for (int end; (end = bytes.AsSpan(start, count - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
        {
            lines++;
            ReadOnlyMemory<byte> line = bytes.AsMemory(start, end);
            if (TrialLine.Read(line, out string damage) is { } read) take(read);
            else damages.Add(new(NameOf(file.Name), lines, damage));
        }

        return new(place.Offset + start, lines, count - start);
    }

    private static string NameOf(string file) => $"{StudyFolder.TrialsName}/{file}";

    /// <summary>How far a shard is read.</summary>
    /// <param name="Offset">The bytes of its whole lines.</param>
    /// <param name="Lines">Their number.</param>
    /// <param name="Rest">Bytes that were seen beyond them.</param>
    private readonly record struct Place(long Offset, int Lines, int Rest)
    {
        public bool HasRest => Rest > 0;
    }
}
