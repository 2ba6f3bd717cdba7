using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Literature.Measures;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Networks of one start and one depth at several learning rates.</summary>
/// <param name="Scheme">How they start.</param>
/// <param name="Depth">Hidden layers.</param>
/// <param name="Runs">All rates and seeds.</param>
internal sealed record StartAtDepth(string Scheme, int Depth, ImmutableArray<Run> Runs)
{
    /// <summary>The seeds at the best rate, by the one rule.</summary>
    public ImmutableArray<Run> AtBestRate { get; } = BestRate.Among(Runs).Runs;

    /// <summary>The mean over seeds of the updates to the target, at the best rate; infinite where a seed does not reach it.</summary>
    public double Best => AtBestRate.Average(run => run.Result.StepsToTarget ?? double.PositiveInfinity);

    /// <summary>The interval of that mean; empty where it is infinite, or over one seed.</summary>
    public string Interval => double.IsFinite(Best) ? Texts.Interval(Summary, "0") : "";

    private CellSummary Summary => Texts.Summary(AtBestRate, run => run.Result.StepsToTarget ?? double.NaN);

    /// <summary>All, by depth and start.</summary>
    public static ImmutableArray<StartAtDepth> Of(IEnumerable<Run> runs) =>
        [.. runs.GroupBy(run => (run.Spec.Network.Hidden.Length, run.Spec.Scheme)).Select(group => new StartAtDepth(group.Key.Scheme, group.Key.Length, [.. group]))];

    /// <summary>Updates by depth; a gap where the target is not reached.</summary>
    public static PictureLine Line(string name, ImmutableArray<StartAtDepth> depths) =>
        Bands.Line(name, depths.Select(cell => (double)cell.Depth), [.. depths.Select(cell => double.IsFinite(cell.Best) ? cell.Summary : CellSummary.Of([]))]);

    /// <summary>The loss over updates at the best rate, mean over seeds as far as all of them go.</summary>
    public PictureLine Loss(string name)
    {
        ImmutableArray<Run> runs = AtBestRate;
        int points = runs.Min(run => run.Result.Loss.Steps.Length);
        return Bands.Line(name, runs[0].Result.Loss.Steps.Take(points).Select(step => (double)step), [.. Enumerable.Range(0, points).Select(i => Texts.Summary(runs, run => run.Result.Loss.Values[i]))]);
    }
}
