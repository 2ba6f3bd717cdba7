using System.Collections.Concurrent;
using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Initialization;

namespace Evenkeel.Tests.Experiments;

public class DemonstrationTests
{
    private static readonly ConcurrentDictionary<Assumption, ImmutableArray<Equality>> Derivations = new();

    [Theory]
    [InlineData(1.5, 38.443359375)]
    [InlineData(0.5, 0.001953125)]
    public void Chain_OfTenLayersIsTheArticlesToTheLastBit(double factor, double output)
    {
        ImmutableArray<ChainLayer> layers = ChainDemo.Run(factor, 10);

        layers.Select(layer => layer.Layer).ShouldBe(Enumerable.Range(1, 10));
        layers[9].Activation.ShouldBe(output);
        layers[9].ExpectedActivation.ShouldBe(output);
        layers[8].Activation.ShouldBe(output);
        layers[0].Gradient.ShouldBe(output / factor);
        layers.ShouldAllBe(layer => layer.RelativeError == 0);
    }

    [Fact]
    public void Chain_StaysWithinRoundingOfItsClosedFormOverAHundredLayers()
    {
        // A hundred products in a row, each rounded to 2⁻²⁴ of itself.
        ChainDemo.Run(1.1, 100).ShouldAllBe(layer => layer.RelativeError < 101 / 16_777_216.0);
    }

    [Fact]
    public void Chain_RefusesWhatIsNoChain()
    {
        Should.Throw<ArgumentException>(() => ChainDemo.Run(1, 1)).Message.ShouldStartWith("The chain has 1 layers but needs 2 to 10000.");
        Should.Throw<ArgumentException>(() => ChainDemo.Run(double.NaN, 10)).Message.ShouldStartWith("The chain's factor must be a finite number.");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void ChainTraining_NeverBeatsTheBestLinearMap(double factor)
    {
        ChainTraining training = ChainTraining.Run(factor, 10, 0.05, 100, 0);

        // Costs are computed in float32.
        training.Costs.Length.ShouldBe(101);
        training.Lowest.ShouldBeGreaterThanOrEqualTo(training.Least * (1 - 1e-5));
    }

    [Theory]
    [InlineData("relu", 0.5)]
    [InlineData("tanh", 0.1)]
    [InlineData("tanh", 0)]
    public void Symmetry_KeepsEqualUnitsEqualToTheLastBit(string activation, double alpha)
    {
        ImmutableArray<SymmetryStep> steps = SymmetryDemo.Run(alpha, nudge: 0, activation, steps: 200, 0);

        steps.Select(step => step.Step).ShouldBe(Enumerable.Range(0, 201));
        steps.ShouldAllBe(step => step.AreEqual && step.Distance == 0);
    }

    [Fact]
    public void Symmetry_LearnsAllTheSameAsOneUnit()
    {
        ImmutableArray<SymmetryStep> steps = SymmetryDemo.Run(0.5, nudge: 0, "relu", steps: 200, 0);

        steps[^1].Cost.ShouldBeLessThan(steps[0].Cost);
        steps[^1].First.ShouldNotBe(steps[0].First);
    }

    [Fact]
    public void Symmetry_PartsUnitsOfWhichOneWeightDiffersByAMillionth()
    {
        ImmutableArray<SymmetryStep> steps = SymmetryDemo.Run(0, nudge: 1e-6, "tanh", steps: 200, 0);

        // Zero is a saddle: the difference grows like interest until the units do different work.
        steps[0].Distance.ShouldBe(1e-6, 1e-12);
        steps.ShouldAllBe(step => !step.AreEqual);
        steps[^1].Distance.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Symmetry_NeverReturnsOnceBroken() =>
        SymmetryDemo.Run(0.5, nudge: 1e-3, "tanh", steps: 200, 0).ShouldAllBe(step => !step.AreEqual);

    [Theory]
    [InlineData("xavier*9", true)]
    [InlineData("xavier*0.1", false)]
    public void NineLayers_AmplifyOrDiminishTheGradientAtEveryIteration(string scheme, bool amplified)
    {
        NineLayerStep[] steps = [.. NineLayerDemo.Run(Initializers.Parse(scheme), "linear", 16, 5, 1e-6, ToyData.Circle.Generate(60, 0), 0)];

        steps.Select(step => step.Iteration).ShouldBe([1, 2, 3, 4, 5]);
        steps.ShouldAllBe(step => step.Gradients.Length == 9 && step.Growth > 1 == amplified);
    }

    [Fact]
    public void Derivation_HoldsWhereEveryAssumptionDoes()
    {
        ImmutableArray<Equality> equalities = Derive(Assumption.None);

        equalities.Select(equality => equality.Number).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        equalities.ShouldAllBe(equality => equality.Holds);
    }

    /// <remarks>
    /// Bias: with E[w] = √Var(w), E[w²] doubles, so 4 is off by 2 and with it 6; what all weights have in common adds up from layer to layer, so 7 is off by far more.
    /// Mean: E[x]² = Var(x) doubles Var(z) the same way, once.
    /// Correlated: over all weights the cross terms E[w_j w_k]·Cov(x_j, x_k) still vanish, so the pooled sides agree; in a single unit, whose weights are fixed, they do not, which only the scatter of 2 shows.
    /// Large: Var(z) = 4, where tanh bends. ReLU: Var(a) = (1/2 − 1/2π)·Var(z).
    /// The sums over independent terms (2, 3, 5) need nothing of all that.
    /// </remarks>
    [Theory]
    [InlineData(Assumption.Bias, 4, 6, 7)]
    [InlineData(Assumption.Mean, 4, 6, 7)]
    [InlineData(Assumption.Correlated, 2)]
    [InlineData(Assumption.Large, 1, 6, 7)]
    [InlineData(Assumption.Relu, 1, 6, 7)]
    public void Derivation_FailsWhereItsAssumptionIsNeeded(Assumption broken, params int[] failing) =>
        Derive(broken).Where(equality => !equality.Holds).Select(equality => equality.Number).ShouldBe(failing);

    [Fact]
    public void Derivation_MissesByTheFactorsOfTheTheory()
    {
        // Each ratio's own standard error, four times; the approximation of tanh by its argument is half a percent off.
        Equality bias = Derive(Assumption.Bias)[3];
        Equality mean = Derive(Assumption.Mean)[3];
        Equality relu = Derive(Assumption.Relu)[0];

        bias.Ratio.ShouldBe(2, 0.01 + 4 * bias.RatioError);
        mean.Ratio.ShouldBe(2, 0.01 + 4 * mean.RatioError);
        relu.Ratio.ShouldBe(0.5 - 0.5 / Math.PI, 0.01 + 4 * relu.RatioError);
    }

    private static ImmutableArray<Equality> Derive(Assumption broken) => Derivations.GetOrAdd(broken, assumption => DerivationDemo.Run(assumption, 0));
}
