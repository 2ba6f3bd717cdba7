using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps;

/// <summary>The results of a study that are there.</summary>
public sealed class StudyResults
{
    private readonly TrialLine?[] lines;

    private StudyResults(Study study, TrialLine?[] lines, IEnumerable<ShardDamage> damages, int repeated, int foreign)
    {
        (Study, this.lines, Repeated, Foreign) = (study, lines, repeated, foreign);
        Damages = [.. damages];
        Done = lines.Count(line => line is not null);
    }

    /// <summary>The study.</summary>
    public Study Study { get; }

    /// <summary>How many trials have a result.</summary>
    public int Done { get; }

    /// <summary>Lines that cannot be used.</summary>
    public ImmutableArray<ShardDamage> Damages { get; }

    /// <summary>Lines of trials that have a result already; the first counts, and the others say the same.</summary>
    public int Repeated { get; }

    /// <summary>Lines of trials that are not the study's, as another version of the program writes them.</summary>
    public int Foreign { get; }

    /// <summary>A trial's line.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>The line; null where the trial has no result yet.</returns>
    public TrialLine? Of(StudyTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return lines[trial.Index];
    }

    /// <summary>All trials with a result, in the study's order.</summary>
    public IEnumerable<(StudyTrial Trial, TrialLine Line)> All => Study.Trials.Where(trial => lines[trial.Index] is not null).Select(trial => (trial, lines[trial.Index]!));

    internal static StudyResults Read(StudyFolder folder)
    {
        ImmutableArray<StudyTrial> trials = folder.Study.Trials;
        Dictionary<string, int> index = trials.ToDictionary(trial => trial.Key, trial => trial.Index, StringComparer.Ordinal);
        TrialLine?[] lines = new TrialLine?[trials.Length];
        TrialLog log = new(folder.Root);
        (int repeated, int foreign) = (0, 0);
        log.Refresh(line =>
        {
            if (!index.TryGetValue(line.Key, out int place)) foreign++;
            else if (lines[place] is not null) repeated++;
            else lines[place] = line;
        });
        return new(folder.Study, lines, log.Damages.Concat(log.Unfinished), repeated, foreign);
    }
}
