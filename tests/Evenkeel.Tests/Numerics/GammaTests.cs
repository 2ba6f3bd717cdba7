using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class GammaTests
{
    // scipy 1.10.1: special.psi and special.polygamma(1, x).
    [Theory]
    [InlineData(0.5, -1.9635100260214235, 4.93480220054468)]
    [InlineData(1, -0.5772156649015329, 1.6449340668482266)]
    [InlineData(1.5, 0.03648997397857652, 0.9348022005446793)]
    [InlineData(2.5, 0.7031566406452432, 0.4903577561002349)]
    [InlineData(5, 1.5061176684318003, 0.22132295573711533)]
    [InlineData(7.25, 1.9104535268837362, 0.1478792331589322)]
    [InlineData(16, 2.7410133283274605, 0.06449378340323936)]
    [InlineData(50, 3.9019896734278925, 0.020201333226697128)]
    [InlineData(1000, 6.907255195648812, 0.001000500166666633)]
    public void Polygammas_AreWithinTheirStatedError(double x, double digamma, double trigamma)
    {
        Elementary.Digamma(x).ShouldBe(digamma, 1e-14 * Math.Max(1, Math.Abs(digamma)));
        Elementary.Trigamma(x).ShouldBe(trigamma, 1e-14 * trigamma);
    }

    [Fact]
    public void Polygammas_HaveTheirLimits()
    {
        Elementary.Digamma(0).ShouldBe(double.NegativeInfinity);
        Elementary.Trigamma(0).ShouldBe(double.PositiveInfinity);
        Elementary.Digamma(-1.5).ShouldBe(double.NaN);
        Elementary.Trigamma(double.NaN).ShouldBe(double.NaN);
    }
}
