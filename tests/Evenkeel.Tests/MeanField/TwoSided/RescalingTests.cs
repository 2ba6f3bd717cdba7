using Evenkeel.Functions;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Tests.MeanField.TwoSided;

public class RescalingTests
{
    // The four equations of deep kernel shaping, each by a quadrature that the solver does not use: the half-offset trapezoid rule on [−10, 10].
    [Theory]
    [InlineData("sigmoid", 1.05)]
    [InlineData("softplus", 1.02)]
    [InlineData("tanh", 1.01)]
    [InlineData("silu", 1.05)]
    public void Of_SolvesTheFourEquations(string name, double chi)
    {
        Activation rescaled = Rescaling.Of(Activations.Parse(name), chi).ShouldNotBeNull().Activation;

        Mean(rescaled.Value).ShouldBe(0, 1e-9);
        Mean(z => rescaled.Value(z) * rescaled.Value(z)).ShouldBe(1, 1e-9);
        Mean(z => rescaled.Slope(z) * rescaled.Slope(z)).ShouldBe(chi, 1e-9);
        Mean(z => z * rescaled.Value(z) * rescaled.Slope(z)).ShouldBe(1, 1e-8);
    }

    [Theory]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    [InlineData("sin(2)")]
    [InlineData("x*sigmoid(1.702*x)")]
    public void Activation_HasANameThatReadsBack(string name)
    {
        Activation rescaled = Rescaling.Of(Activations.Parse(name), 1.03).ShouldNotBeNull().Activation;

        Activation again = Activations.Parse(rescaled.Name);

        again.Name.ShouldBe(rescaled.Name);
        foreach (double x in (double[])[-3, -0.4, 0, 0.7, 2.5])
        {
            again.Value(x).ShouldBe(rescaled.Value(x));
        }
    }

    [Fact]
    public void Activation_IsTheFormulaOfItsNumbers()
    {
        Rescaling rescaling = Rescaling.Of(Activations.Softplus, 1.02).ShouldNotBeNull();

        rescaling.Activation.Value(0.3).ShouldBe(rescaling.Gamma * (Activations.Softplus.Value(rescaling.Alpha * 0.3 + rescaling.Beta) + rescaling.Delta), 1e-12);
    }

    // A straight line has χ = 1 whatever α is; nothing makes it 1.1.
    [Fact]
    public void Of_IsNullForAStraightLine() => Rescaling.Of(Activations.Linear, 1.1).ShouldBeNull();

    // A convex function of steep bend adds more than it takes: no β makes E z·φ̂·φ̂′ as small as 1.
    [Fact]
    public void Of_IsNullWhereInputsAreDrivenApartWhateverBetaIs() => Rescaling.Of(Activations.Elu(0.5), 1.03).ShouldBeNull();

    [Fact]
    public void Of_RefusesAGrowthOfOne() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Rescaling.Of(Activations.Tanh, 1)).Message.ShouldStartWith("The growth per layer is 1; it must be above 1 and finite");

    private static double Mean(Func<double, double> function)
    {
        const double Step = 0.005;
        double sum = 0;
        for (double z = -10 + Step / 2; z < 10; z += Step)
        {
            sum += function(z) * Math.Exp(-z * z / 2);
        }

        return sum * Step / Math.Sqrt(2 * Math.PI);
    }
}
