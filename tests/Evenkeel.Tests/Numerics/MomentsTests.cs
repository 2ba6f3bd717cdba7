using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class MomentsTests
{
    [Fact]
    public void Of_MeasuresValuesThatCanBeCheckedByHand()
    {
        Moments moments = Moments.Of([2, 4, 4, 4, 5, 5, 7, 9]);

        moments.ShouldBe(new Moments(8, 5, 4, 29, 2, 9));
        moments.StandardDeviation.ShouldBe(2);
    }

    [Fact]
    public void Of_KeepsTheVarianceOfValuesFarFromZero()
    {
        // 2²⁴ + {0, 2}: in float32 their squares differ in the last bit or not at all.
        float[] values = new float[1000];
        for (int i = 0; i < values.Length; i++) values[i] = 16777216 + i % 2 * 2;

        Moments.Of(values).Variance.ShouldBe(1);
    }

    [Fact]
    public void Of_NothingIsNotANumber() => Moments.Of([]).ShouldBe(new Moments(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN));

    [Fact]
    public void Of_TellsOfNotANumber() => Moments.Of([1, float.NaN, 2]).ShouldBe(new Moments(3, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN));

    [Fact]
    public void Of_TellsOfInfinity() =>
        Moments.Of([1, float.NegativeInfinity, 2]).ShouldBe(new Moments(3, double.NegativeInfinity, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 2));

    [Fact]
    public void Of_HoldsTheLargestNumbers() => Moments.Of([float.MaxValue, float.MaxValue]).SecondMoment.ShouldBe((double)float.MaxValue * float.MaxValue);
}
