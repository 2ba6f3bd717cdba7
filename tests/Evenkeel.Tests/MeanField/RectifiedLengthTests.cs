using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class RectifiedLengthTests
{
    /// <summary>Sums over the binomial distribution, computed independently to six digits.</summary>
    [Theory]
    [InlineData(10, -0.307461, 0.866734)]
    [InlineData(16, -0.176397, 0.419593)]
    [InlineData(50, -0.051739, 0.108168)]
    [InlineData(1000, -0.002504, 0.005019)]
    public void Of_HasTheMomentsOfTheExactLaw(int units, double mean, double variance)
    {
        RectifiedLength law = RectifiedLength.Of(units);

        law.Mean.ShouldBe(mean, 5e-7);
        law.Variance.ShouldBe(variance, 5e-7);
    }

    /// <summary>One unit, if it is active, gives ln(2χ²₁): digamma(½) + ln 4 and trigamma(½) = π²/2.</summary>
    [Fact]
    public void Of_OneUnit_IsItsOwnSquare()
    {
        RectifiedLength law = RectifiedLength.Of(1);

        law.Mean.ShouldBe(-1.9635100260214235 + 2 * Elementary.Log(2), 1e-14);
        law.Variance.ShouldBe(Math.PI * Math.PI / 2, 1e-13);
    }

    [Fact]
    public void Of_RejectsNoUnits() => Should.Throw<ArgumentOutOfRangeException>(() => RectifiedLength.Of(0));
}
