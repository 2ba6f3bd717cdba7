using System.Collections.Immutable;

namespace Evenkeel.Sweeps;

/// <summary>What a job array is asked to be.</summary>
public sealed record SlurmRequest
{
    /// <summary>What starts this program on a node: an absolute path, and words before its own, such as <c>exec</c> and a file.</summary>
    public required ImmutableArray<string> Program { get; init; }

    /// <summary>The folder that tasks run in, absolute: what relative paths in a study start from.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Tasks that may run at once; null for one to as many trials as a task runs at a time, at most <see cref="MostByDefault"/>. ≥ 1.</summary>
    public int? Tasks { get; init; }

    /// <summary>Processors of a task, which runs as many trials at a time; ≥ 1.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>Memory of a task on a node, as sbatch takes it; null for the cluster's default.</summary>
    public string? Memory { get; init; }

    /// <summary>The time after which a task is stopped, as sbatch takes it; null for the cluster's default.</summary>
    public string? Time { get; init; }

    /// <summary>The partition; null for the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Words for sbatch, as they stand.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Words for <c>sweep run</c> beside the study and its folder, as they stand.</summary>
    public ImmutableArray<string> RunOptions { get; init; } = [];

    /// <summary>The tasks of an array where nobody says how many: enough for a cluster to begin at once, few enough not to be in others' way.</summary>
    public const int MostByDefault = 16;

    /// <summary>How many tasks are of use.</summary>
    /// <param name="left">Trials without a result; ≥ 1.</param>
    /// <returns>At least one, and none that would find nothing to do.</returns>
    public int TasksFor(int left)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(left, 1);
        return Math.Min(Tasks ?? MostByDefault, ((left - 1) / Processors) + 1);
    }
}
