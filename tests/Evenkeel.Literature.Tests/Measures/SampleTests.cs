using Evenkeel.Literature.Measures;
using Evenkeel.Numerics;

namespace Evenkeel.Literature.Tests.Measures;

public class SampleTests
{
    /// <summary>Of 1, 2, 3, 4: m₂ = 1.25, m₄ = 2.5625, so that the variance's error is √((2.5625 − 1.5625)/4) = ½.</summary>
    [Fact]
    public void Of_HasMomentsAndTheirErrors()
    {
        Sample sample = Sample.Of([1, 2, double.NegativeInfinity, 3, 4]);

        (sample.Count, sample.Mean, sample.VarianceError).ShouldBe((4, 2.5, 0.5));
        sample.Variance.ShouldBe(5.0 / 3, 1e-15);
        sample.MeanError.ShouldBe(Math.Sqrt(5.0 / 12), 1e-15);
        sample.MeanDistance(2.5 + 2 * Math.Sqrt(5.0 / 12)).ShouldBe(2, 1e-14);
    }

    /// <summary>Wilson's interval of 5 in 10 by hand: (0.5 + z²/20 ± z·√(0.025 + z²/400))/(1 + z²/10).</summary>
    [Theory]
    [InlineData(5, 10, 0.236593, 0.763407)]
    [InlineData(0, 10, 0, 0.277533)]
    public void Share_IsWilsons(int hits, int count, double low, double high)
    {
        (double Low, double High) share = Sample.Share(hits, count);

        share.Low.ShouldBe(low, 1e-6);
        share.High.ShouldBe(high, 1e-6);
    }

    /// <summary>Two values lie one deviation of m₂ from their mean, 1/√2 of that with n − 1: the steps of their distribution are farthest from the normal one at ½ − Φ(−0.7071) = 0.2602.</summary>
    [Fact]
    public void DistanceFromNormal_IsTheLargestStep() => Sample.DistanceFromNormal([-1, 1]).ShouldBe(0.5 - StandardNormal.Cdf(-Math.Sqrt(0.5)), 1e-12);
}
