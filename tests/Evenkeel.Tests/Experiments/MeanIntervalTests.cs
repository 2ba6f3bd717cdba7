using Evenkeel.Numerics;

namespace Evenkeel.Tests.Experiments;

public class MeanIntervalTests
{
    /// <summary>The table holds four decimals.</summary>
    private const double Digits = 1e-4;

    [Fact]
    public void Of_IsTheTextbooksIntervalForOneToFive()
    {
        MeanInterval interval = MeanInterval.Of([1, 2, 3, 4, 5]);

        // s = √2.5, t₄ = 2.7764, half = t₄·s/√5 = 1.9632.
        interval.Mean.ShouldBe(3, 1e-12);
        interval.Low!.Value.ShouldBe(1.0368, Digits);
        interval.High!.Value.ShouldBe(4.9632, Digits);
    }

    [Theory]
    [InlineData(2, 12.7062)]
    [InlineData(4, 3.1824)]
    [InlineData(10, 2.2622)]
    [InlineData(20, 2.0930)]
    [InlineData(30, 2.0452)]
    [InlineData(32, 2.0395)]
    [InlineData(42, 2.0195)]
    [InlineData(62, 1.9996)]
    [InlineData(102, 1.9837)]
    [InlineData(1002, 1.9623)]
    public void Of_TakesStudentsQuantileForItsDegreesOfFreedom(int count, double quantile)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 1.0 : -1.0)];

        MeanInterval interval = MeanInterval.Of(values);

        // For as many 1 as −1, s²/n = 1/(n − 1).
        (interval.High!.Value * Math.Sqrt(count - 1)).ShouldBe(quantile, Digits);
        interval.Low!.Value.ShouldBe(-interval.High!.Value, 1e-12);
    }

    [Fact]
    public void Of_CutsTheEndsToWhatMakesSense()
    {
        MeanInterval interval = MeanInterval.Of([0.9, 1], 0, 1);

        // Half = 12.7062·0.05.
        interval.Low!.Value.ShouldBe(0.95 - 0.63531, Digits);
        interval.High!.Value.ShouldBe(1);
    }

    [Fact]
    public void Of_HasNoEndsForASingleValue() => MeanInterval.Of([0.5]).ShouldBe(new(0.5, null, null));

    [Fact]
    public void Of_IsNotANumberWhereThereIsNothing() => MeanInterval.Of([]).ShouldBe(new(double.NaN, null, null));

    [Fact]
    public void Of_HasNoEndsWhereAValueIsMissing() => MeanInterval.Of([1, double.NaN]).ShouldBe(new(double.NaN, null, null));

    [Fact]
    public void Of_HasNoEndsWhereAValueIsInfinite() => MeanInterval.Of([1, double.PositiveInfinity]).ShouldBe(new(double.PositiveInfinity, null, null));

    [Fact]
    public void Of_IsAPointForEqualValues() => MeanInterval.Of([2, 2, 2, 2]).ShouldBe(new(2, 2, 2));
}
