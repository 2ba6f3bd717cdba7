using Evenkeel.Forensics;

namespace Evenkeel.Tests.Forensics;

public class EvidenceTailsTests
{
    /// <summary>The exponent of 10⁶ is known to some 10⁻¹⁰.</summary>
    private const double Error = 1e-8;

    // scipy 1.10.1, stats.chi2.sf.
    [Theory]
    [InlineData(3, 2.5, 0.30584962944581906)]
    [InlineData(250, 299, 0.9820202704603053)]
    [InlineData(812, 299, 5.5654529609659456e-49)]
    [InlineData(1_005_000, 1e6, 0.00020767800946702958)]
    [InlineData(0.01, 1, 0.920344325445942)]
    public void ChiSquare_HasTheTailOfScipy(double x, double freedom, double expected) => EvidenceTails.ChiSquareUpper(x, freedom).ShouldBe(expected, Error * expected);

    [Fact]
    public void ChiSquare_TakesTheTailOnTheSideOfTheNumberTwice()
    {
        EvidenceTails.ChiSquareTwoSided(250, 299).ShouldBe(2 * 0.017979729539694678, Error);
        EvidenceTails.ChiSquareTwoSided(812, 299).ShouldBe(2 * 5.5654529609659456e-49, 1e-56);
        EvidenceTails.ChiSquareTwoSided(0, 5).ShouldBe(0);
    }

    // scipy 1.10.1, 2·min(sf, cdf) of stats.pearson3.
    [Theory]
    [InlineData(2.5, 0.4, 0.025193479524999063)]
    [InlineData(-2, 0.4, 0.022329560543100552)]
    [InlineData(6, 0.1, 3.7250465378946274e-08)]
    public void Skewed_HasTheTailOfPearsonsThirdType(double z, double skewness, double expected) => EvidenceTails.SkewedTwoSided(z, skewness).ShouldBe(expected, Error * expected);

    [Fact]
    public void Skewed_IsNormalWithoutSkewness() => EvidenceTails.SkewedTwoSided(1.959963984540054, 0).ShouldBe(0.05, 1e-14);

    // scipy 1.10.1, special.gammaln.
    [Theory]
    [InlineData(0.5, 0.5723649429247)]
    [InlineData(3.3, 0.9870985778947343)]
    [InlineData(12, 17.502307845873887)]
    [InlineData(1e4, 82099.71749644238)]
    public void LogGamma_IsThatOfScipy(double x, double expected) => EvidenceTails.LogGamma(x).ShouldBe(expected, 1e-13 * Math.Max(1, expected));

    [Fact]
    public void OfMost_IsTheChanceOfAnyOfThem()
    {
        EvidenceTails.OfMost(0.5, 2).ShouldBe(0.75, 1e-15);
        EvidenceTails.OfMost(1e-20, 1000).ShouldBe(1e-17, 1e-30);
    }
}
