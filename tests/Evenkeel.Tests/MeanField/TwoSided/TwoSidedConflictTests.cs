using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Tests.MeanField.TwoSided;

public class TwoSidedConflictTests
{
    // q·E φ′²/E φ² at q = 1, from the project's reference table.
    [Theory]
    [InlineData("tanh", 1.17781)]
    [InlineData("erf", 1.2257)]
    [InlineData("gelu", 1.07203)]
    [InlineData("sigmoid", 0.15283)]
    [InlineData("relu", 1)]
    public void At_GivesTheReferenceGrowthPerLayer(string name, double chi)
    {
        TwoSidedConflict conflict = TwoSidedConflict.At(Activations.Parse(name));

        conflict.Backward.ShouldBe(chi, 1e-5);
        conflict.Forward.ShouldBe(1);
        conflict.CanBothHold.ShouldBe(name == "relu");
    }

    [Fact]
    public void At_NamesTheGrowthOfTanhInWords() =>
        TwoSidedConflict.At(Activations.Tanh, layers: 9).Sentence.ShouldBe("At q = 1, weights that keep the signal of tanh multiply the gradients' second moment by 1.178 per layer (their size by 1.085), 4.362 over 9 layers; a smaller q brings them together, or a bias variance of 0.151 with weights that keep the gradients.");

    // A bias variance of q − E φ²/E φ′² with σw² = 1/E φ′²: both by definition of the critical line.
    [Fact]
    public void ReconcilingBias_LiesOnTheCriticalLine()
    {
        ActivationMoments moments = ActivationMoments.Of(Activations.Tanh, 0.5);

        TwoSidedConflict.At(Activations.Tanh, 0.5).ReconcilingBias.ShouldNotBeNull().ShouldBe(0.5 - moments.SecondMoment / moments.SlopeSecondMoment, 1e-12);
    }

    // Var w cancels: whatever the scale, backward over forward of equal widths is χ at the q where the layer stands.
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void OfAStack_DoesNotDependOnTheScaleOfTheWeights(double sigmaW2)
    {
        SignalLayer[] layers = [.. Enumerable.Repeat(new SignalLayer { FanIn = 50, FanOut = 50, WeightVariance = sigmaW2 / 50 }, 3)];

        TwoSidedGrowth growth = TwoSidedGrowth.Of(new(Activations.Tanh, [.. layers]), 1);

        growth.Layers[0].Q.ShouldBe(sigmaW2, 1e-12);
        growth.Layers[0].Conflict!.Value.ShouldBe(ActivationMoments.Of(Activations.Tanh, sigmaW2).Chi, 1e-10);
        growth.Conflict!.CanBothHold.ShouldBeFalse();
    }

    [Fact]
    public void OfAStack_IsNullWithoutTwoHiddenLayers() =>
        TwoSidedGrowth.Of(new(Activations.Tanh, [new() { FanIn = 4, FanOut = 3, WeightVariance = 0.25 }, new() { FanIn = 3, FanOut = 1, WeightVariance = 0.25 }]), 1).Conflict.ShouldBeNull();

    [Fact]
    public void At_RefusesARatioOfZero() =>
        Should.Throw<ArgumentOutOfRangeException>(() => TwoSidedConflict.At(Activations.Tanh, 1, 0)).Message.ShouldStartWith("The ratio of widths is 0; it must be positive and finite.");
}
