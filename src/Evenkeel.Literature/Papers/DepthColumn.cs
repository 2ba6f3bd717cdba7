using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Literature.Papers;

/// <summary>Networks of one variance of weights and many depths.</summary>
/// <param name="SigmaW2">σw².</param>
/// <param name="SigmaB2">σb².</param>
/// <param name="Xi">ξ_c; infinite at the edge of chaos.</param>
/// <param name="Depths">The depths, ascending.</param>
/// <param name="Accuracies">The training accuracy at each, mean over seeds; of one that diverged, chance.</param>
internal sealed record DepthColumn(double SigmaW2, double SigmaB2, double Xi, ImmutableArray<int> Depths, ImmutableArray<double> Accuracies)
{
    private const double Chance = 0.1;
    private const double Half = 0.5;

    /// <summary>The borders of each seed by itself.</summary>
    private ImmutableArray<double> Seeds { get; init; } = [];

    /// <summary>The depth at which accuracy falls through one half, between the last depth that is above it and the next, in proportion; NaN where it does not.</summary>
    public double Border => BorderOf(Depths, Accuracies);

    /// <summary>The interval of the mean of the seeds' borders; empty over one.</summary>
    public string Interval => Texts.Interval(CellSummary.Of([.. Seeds]), "0.0");

    /// <summary>A row's depth.</summary>
    public int DepthOf(int row) => Depths[row];

    /// <summary>All columns, σw² ascending.</summary>
    public static ImmutableArray<DepthColumn> Of(IEnumerable<Run> runs) => [.. runs.GroupBy(run => run.Spec.Scheme).Select(Of).OrderBy(column => column.SigmaW2)];

    private static DepthColumn Of(IGrouping<string, Run> runs)
    {
        (double w2, double b2) = MeanFieldScheme.Of(runs.Key);
        IGrouping<int, Run>[] rows = [.. runs.GroupBy(run => run.Spec.Network.Hidden.Length).OrderBy(row => row.Key)];
        ImmutableArray<int> depths = [.. rows.Select(row => row.Key)];
        return new(w2, b2, DepthScale(w2, b2), depths, [.. rows.Select(row => row.Average(Accuracy))])
        {
            Seeds = [.. runs.GroupBy(run => run.Spec.Seed).Select(seed => BorderOf(depths, [.. seed.OrderBy(run => run.Spec.Network.Hidden.Length).Select(Accuracy)]))],
        };
    }

    private static double DepthScale(double sigmaW2, double sigmaB2) => new SignalMap(Activations.Parse("tanh"), sigmaW2, sigmaB2).Attractor(sigmaW2).Point!.XiC ?? double.NaN;

    private static double Accuracy(Run run) => run.Result.DivergedAt is null ? run.Result.TrainAccuracy ?? Chance : Chance;

    private static double BorderOf(ImmutableArray<int> depths, ImmutableArray<double> accuracies)
    {
        for (int row = depths.Length - 2; row >= 0; row--)
        {
            (double above, double below) = (accuracies[row], accuracies[row + 1]);
            if (above >= Half && below < Half) return depths[row] + (depths[row + 1] - depths[row]) * (above - Half) / (above - below);
        }

        return double.NaN;
    }
}
