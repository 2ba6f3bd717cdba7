using Evenkeel.Literature.Measures;
using Evenkeel.Numerics;

namespace Evenkeel.Literature.Tests.Measures;

/// <summary>Numbers of scipy's <c>brentq</c> and <c>fsolve</c> with 200 nodes of Gauss and Hermite, but for closed forms.</summary>
public class TailoringTests
{
    [Fact]
    public void After_OneRectifier_IsTheArcCosine() => LeakyCorrelation.After(0, 0, 1).ShouldBe(1 / Math.PI, 1e-15);

    [Fact]
    public void After_NoBend_ChangesNothing() => LeakyCorrelation.After(1, 0.3, 50).ShouldBe(0.3, 1e-13);

    [Theory]
    [InlineData(20, 0.18138027749038282)]
    [InlineData(50, 0.4305229485023999)]
    [InlineData(100, 0.5704395310587222)]
    [InlineData(200, 0.6795996438713201)]
    public void SlopeFor_LeavesATenthApart(int depth, double slope)
    {
        LeakyCorrelation.SlopeFor(depth, 0.9).ShouldBe(slope, 1e-12);
        LeakyCorrelation.After(slope, 0, depth).ShouldBe(0.9, 1e-12);
    }

    [Theory]
    [InlineData("tanh", 0.08165524, 0.52584894, 15.9416335)]
    [InlineData("softplus", 0.21210122, 0.54002508, 7.45573619)]
    public void Tat_FindsWhatScipyFinds(string name, double alpha, double beta, double gamma)
    {
        ShapedActivation shaped = ShapedActivation.Tat(name, 50, 0.3);

        shaped.Alpha.ShouldBe(alpha, 1e-7);
        shaped.Beta.ShouldBe(beta, 1e-7);
        shaped.Gamma.ShouldBe(gamma, 1e-6);
    }

    [Theory]
    [InlineData("tanh", 0.12844048, 0.57077955, 10.60444764)]
    [InlineData("softplus", 0.32662517, 0.40937397, 5.09484289)]
    public void Dks_FindsWhatScipyFinds(string name, double alpha, double beta, double gamma)
    {
        ShapedActivation shaped = ShapedActivation.Dks(name, 50, 1.5);

        shaped.Alpha.ShouldBe(alpha, 1e-7);
        shaped.Beta.ShouldBe(beta, 1e-7);
        shaped.Gamma.ShouldBe(gamma, 1e-6);
    }

    /// <summary>The formula is the function that the conditions were solved for: Q(1) = 1 by the mean of its square.</summary>
    [Fact]
    public void Formula_HasSecondMomentOne()
    {
        ShapedActivation shaped = ShapedActivation.Dks("softplus", 50, 1.5);

        Quadrature.Expectation(x => shaped.Activation.Value(x) * shaped.Activation.Value(x), 1).ShouldBe(1, 1e-10);
        Quadrature.Expectation(shaped.Activation.Value, 1).ShouldBe(0, 1e-10);
    }
}
