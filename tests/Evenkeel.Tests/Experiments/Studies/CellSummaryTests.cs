using Evenkeel.Experiments.Studies;

namespace Evenkeel.Tests.Experiments.Studies;

/// <summary>Expected values are those of scipy 1.10.1 (scipy.stats.bootstrap, permutation_test, norm.ppf) and numpy 1.24.2, or of all draws enumerated with itertools.</summary>
public class CellSummaryTests
{
    private static readonly double[] Accuracies = [0.912, 0.934, 0.921, 0.897, 0.945, 0.918, 0.902, 0.93];
    private static readonly double[] Others = [0.905, 0.921, 0.925, 0.88, 0.931, 0.915, 0.899, 0.911];
    private static readonly double[] Skewed = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.9, 1.6, 2.5, 6.0];

    private static readonly double[] Forty =
    [
        0.6456, 1.1216, 0.6304, -1.0032, 1.2054, 0.7464, -0.237, 0.8811, 0.6646, 0.5941, 0.3284, 0.8467, -0.4365, 0.1371, -0.1821, 0.8988, 0.3397, 0.0075, -0.4819, 0.0428,
        0.3081, 0.0244, 1.5941, 1.3067, -2.4112, -1.589, 0.1252, -0.1222, 0.5136, 0.5173, 2.4178, -0.812, -0.0776, 2.3428, 0.9467, 0.9631, -0.214, -1.3481, 0.4675, 0.409,
    ];

    [Fact]
    public void Of_TakesAllDrawsOfFewValues()
    {
        CellSummary summary = CellSummary.Of([1, 2, 4, 9]);

        // All 256 draws, levels 0.0557 and 0.9925 by bias and acceleration.
        summary.MeanInterval.ShouldBe((1.75, 7.75));
        summary.MedianInterval.ShouldBe((1.0, 9.0));
        (summary.Mean, summary.Median, summary.Minimum, summary.Maximum).ShouldBe((4, 3, 1, 9));
        summary.StandardDeviation.ShouldBe(3.559026084010437, 1e-15);
        // All 3125 draws, enumerated with itertools.
        CellSummary.Of([0.1, 0.2, 0.25, 0.7, 1.6]).MeanInterval!.Value.Low.ShouldBe(0.21, 1e-12);
        CellSummary.Of([0.1, 0.2, 0.25, 0.7, 1.6]).MeanInterval!.Value.High.ShouldBe(1.3, 1e-12);
        CellSummary.Of([0.1, 0.2, 0.25, 0.7, 1.6]).MedianInterval.ShouldBe((0.1, 1.6));
        CellSummary.Of([1, 2, 4, 9], seed: 5).MeanInterval.ShouldBe(summary.MeanInterval, "nothing is random");
    }

    /// <summary>Ends of scipy's from 40,000 draws. The end of an interval from 2000 draws has a standard error of about √(0.025·0.975/2000)/density, a tenth of the standard error of the mean; three of them are allowed.</summary>
    [Fact]
    public void Of_GivesTheIntervalsOfScipy()
    {
        static double Error(double[] values) => CellSummary.Of(values).StandardDeviation / Math.Sqrt(values.Length);

        (double low, double high) = CellSummary.Of(Skewed).MeanInterval!.Value;
        low.ShouldBe(0.553, 0.3 * Error(Skewed));
        high.ShouldBe(3.05, 0.6 * Error(Skewed), "the upper tail is thin where the law is skewed");
        (low, high) = CellSummary.Of(Forty).MeanInterval!.Value;
        low.ShouldBe(0.0015, 0.3 * Error(Forty));
        high.ShouldBe(0.5780, 0.3 * Error(Forty));
        (low, high) = CellSummary.Of(Accuracies).MeanInterval!.Value;
        low.ShouldBe(0.9095, 0.3 * Error(Accuracies));
        high.ShouldBe(0.9305, 0.3 * Error(Accuracies));
        CellSummary.Of(Accuracies).MedianInterval.ShouldBe((0.902, 0.934));
    }

    [Theory]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.2, -0.8416212335729142)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.9999, 3.719016485455709)]
    public void NormalQuantile_IsThatOfScipy(double share, double quantile) => Resampling.NormalQuantile(share).ShouldBe(quantile, 1e-11);

    [Fact]
    public void Of_LeavesOutWhatIsNoNumber()
    {
        CellSummary summary = CellSummary.Of([1, double.NaN, 3, double.PositiveInfinity]);

        (summary.Count, summary.Missing, summary.Mean).ShouldBe((2, 2, 2));
        CellSummary.Of([double.NaN]).Mean.ShouldBe(double.NaN);
        CellSummary.Of([2]).MeanInterval.ShouldBeNull();
        CellSummary.Of([2, 2, 2]).MeanInterval.ShouldBe((2, 2));
    }

    [Fact]
    public void Compare_GivesTheExactChanceOfScipy()
    {
        PairedComparison comparison = PairedComparison.Of(Accuracies, Others);

        comparison.PValue.ShouldBe(0.03125);
        comparison.IsExact.ShouldBeTrue();
        comparison.MeanDifference.ShouldBe(0.009, 1e-15);
        comparison.EffectSize.ShouldBe(1.122497216032182, 1e-12);
        comparison.ShareLarger.ShouldBe(7.0 / 8);
        PairedComparison.Of(Others, Accuracies).PValue.ShouldBe(0.03125, "which arm is called the first does not matter");
    }

    /// <summary>scipy's from 400,000 draws; three standard errors of 20,000 draws are 0.0045.</summary>
    [Fact]
    public void Compare_DrawsWhereThereAreManyPairs()
    {
        PairedComparison comparison = PairedComparison.Of(Forty, new double[40]);

        comparison.IsExact.ShouldBeFalse();
        comparison.PValue.ShouldBe(0.047865, 0.0045);
        PairedComparison.Of(Forty, new double[40]).ShouldBe(comparison);
    }

    [Fact]
    public void Compare_CannotSayMoreThanItsPairs()
    {
        PairedComparison.Of([2, 3, 4, 5, 6], [1, 1, 1, 1, 1]).PValue.ShouldBe(2.0 / 32, "two of 32 exchanges are as large");
        PairedComparison.Of([1, 2], [1, 2]).PValue.ShouldBe(1);
        PairedComparison.Of([1, double.NaN], [0, 1]).Missing.ShouldBe(1);
        Should.Throw<ArgumentException>(() => PairedComparison.Of([1], [1, 2])).Message.ShouldStartWith("One arm has 1 seeds and the other 2; a comparison by seed needs the same ones.");
    }
}
