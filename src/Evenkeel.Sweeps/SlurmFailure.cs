using System.Collections.Immutable;

namespace Evenkeel.Sweeps;

/// <summary>A task that did not end well.</summary>
/// <param name="Task">The task, with Slurm's word for how it ended.</param>
/// <param name="File">Where its output lies, unless sbatch was told to put it elsewhere.</param>
/// <param name="Lines">What it printed last; none where it printed nothing.</param>
public sealed record SlurmFailure(SlurmTask Task, string File, ImmutableArray<string> Lines);
