using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Literature.Measures;

/// <summary>How soon networks of one kind learn at the best of the learning rates that were tried: the rate at which most of them do; of such rates the one at which they need the fewest steps, by their median; and where none learns at any, the one with the least loss at the end.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Runs">The networks at that rate, one a seed.</param>
/// <param name="Steps">The steps of those that learn.</param>
internal sealed record BestRate(double Rate, ImmutableArray<Run> Runs, ImmutableArray<double> Steps)
{
    /// <summary>How many there are.</summary>
    public int Of => Runs.Length;

    /// <summary>How many learn.</summary>
    public int Reached => Steps.Length;

    /// <summary>Whether all learn.</summary>
    public bool All => Reached == Of;

    /// <summary>Whether none does, at any rate.</summary>
    public bool Never => Reached == 0;

    /// <summary>The median of the steps of those that learn; NaN where none does.</summary>
    public double Median => CellSummary.Of(Steps.AsSpan()).Median;

    /// <summary>The median over all, of which those that do not learn are the slowest; infinite where that is one of them.</summary>
    public double MedianOfAll => Numerics.Median.Of(Enumerable.Range(0, Of).Select(i => i < Reached ? Steps[i] : (double?)null));

    /// <summary>Where the steps lie; empty for fewer than two.</summary>
    public string Interval => CellSummary.Of(Steps.AsSpan()) is { MedianInterval: { } interval } summary ? Texts.Invariant($"{interval.Low:0.#} … {interval.High:0.#}, {summary.Count} seeds") : "";

    /// <summary>Chooses among runs that differ in learning rate and seed.</summary>
    /// <param name="runs">The runs; one or more.</param>
    /// <param name="steps">The steps after which a run has learned; null for never. Those to the target accuracy where it is left out.</param>
    public static BestRate Among(IEnumerable<Run> runs, Func<Run, int?>? steps = null)
    {
        steps ??= run => run.Result.StepsToTarget;
        return runs.GroupBy(run => run.Spec.Training.LearningRate)
            .Select(group => new BestRate(group.Key, [.. group], [.. group.Select(steps).OfType<int>().Select(step => (double)step)]))
            .OrderByDescending(rate => rate.Reached).ThenBy(rate => rate.Median)
            .ThenBy(rate => rate.Runs.Average(run => double.IsFinite(run.Result.FinalLoss) ? run.Result.FinalLoss : double.MaxValue)).First();
    }

    /// <summary>Such as <c>124 steps at 0.01</c>, <c>124 steps at 0.01 (2 of 3)</c> or <c>never</c>.</summary>
    public override string ToString() => Never ? "never"
        : All ? Texts.Invariant($"{Median:0.#} steps at {Rate:G3}")
        : Texts.Invariant($"{Median:0.#} steps at {Rate:G3} ({Reached} of {Of})");
}
