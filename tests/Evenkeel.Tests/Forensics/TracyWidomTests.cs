using Evenkeel.Forensics;

namespace Evenkeel.Tests.Forensics;

public class TracyWidomTests
{
    // Quantiles as published by Johnstone 2001 and Bejan 2005: 0.90 at 0.4501, 0.95 at 0.9793, 0.99 at 2.0234, to four digits.
    [Theory]
    [InlineData(0.4501, 0.10)]
    [InlineData(0.9793, 0.05)]
    [InlineData(2.0234, 0.01)]
    public void Upper_HasThePublishedQuantiles(double s, double expected) => TracyWidom.Upper(s).ShouldBe(expected, 0.001 * expected);

    // Bornemann's determinant with 120 nodes at points between those of the table; beyond it, ½∫Ai from s on, scipy 1.10.1.
    [Theory]
    [InlineData(-3.0, 0.930399881132629, 0.001)]
    [InlineData(-1.2065335745820, 0.4803478690169545, 0.001)]
    [InlineData(9.75, 3.815646807293412e-11, 0.001)]
    [InlineData(20.0, 1.8759060994770432e-28, 0.03)]
    public void Upper_HasTheStatedError(double s, double expected, double error) => TracyWidom.Upper(s).ShouldBe(expected, error * expected);

    /// <summary>The mean and variance that Bornemann 2010 gives in thirteen digits, from sums over the interpolated law.</summary>
    [Fact]
    public void Moments_AreThePublishedOnes()
    {
        const double From = -10, To = 12, Step = 0.005;
        double first = 0, second = 0;
        for (double s = From + Step / 2; s < To; s += Step)
        {
            first += Step * TracyWidom.Upper(s);
            second += Step * 2 * s * TracyWidom.Upper(s);
        }

        double mean = From + first;
        mean.ShouldBe(TracyWidom.Mean, 0.001);
        (From * From + second - mean * mean).ShouldBe(TracyWidom.Variance, 0.003);
    }

    [Fact]
    public void Upper_FallsAndHasItsLimits()
    {
        double last = 1;
        for (double s = -8; s < 40; s += 0.01)
        {
            double upper = TracyWidom.Upper(s);
            // Cubics may rise by their own error, far below the stated one.
            upper.ShouldBeLessThanOrEqualTo(last * (1 + 1e-6));
            last = upper;
        }

        TracyWidom.Upper(double.NegativeInfinity).ShouldBe(1);
        TracyWidom.Upper(1e6).ShouldBe(0);
        TracyWidom.Upper(double.NaN).ShouldBe(double.NaN);
        TracyWidom.Cdf(0.9793).ShouldBe(0.95, 0.001);
    }
}
