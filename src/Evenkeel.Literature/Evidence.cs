using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Literature;

/// <summary>What a reproduction is judged by: its study's results, and hands for what is computed besides.</summary>
public sealed class Evidence
{
    /// <summary>Gathers evidence.</summary>
    /// <param name="size">How much was run.</param>
    /// <param name="study">The study.</param>
    /// <param name="runs">Every trial of the study with its result, in the study's order.</param>
    /// <param name="workers">Who shares what is computed besides; it changes the speed, never a result.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public Evidence(RunSize size, Study study, ImmutableArray<Run> runs, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(workers);
        (Size, Study, Runs, Workers, Cancellation) = (size, study, runs, workers, cancellation);
    }

    /// <summary>How much was run.</summary>
    public RunSize Size { get; }

    /// <summary>The study.</summary>
    public Study Study { get; }

    /// <summary>Every trial with its result, in the study's order.</summary>
    public ImmutableArray<Run> Runs { get; }

    /// <summary>The study's seed, the least of its trials.</summary>
    public long FirstSeed => Runs.Min(run => run.Spec.Seed);

    /// <summary>Decides what is drawn besides the trials; it follows from <see cref="FirstSeed"/>.</summary>
    public Seed Seed => ((Seed)FirstSeed).For("besides");

    /// <summary>Who shares what is computed besides.</summary>
    public Workers Workers { get; }

    /// <summary>Asks to stop.</summary>
    public CancellationToken Cancellation { get; }
}
