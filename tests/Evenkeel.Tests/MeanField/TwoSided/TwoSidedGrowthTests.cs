using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Tests.MeanField.TwoSided;

public class TwoSidedGrowthTests
{
    private static SignalPath Stack(string activation, double sigmaW2, double sigmaB2, params int[] widths) =>
        new(Activations.Parse(activation), [.. widths.Zip(widths.Skip(1), (fanIn, fanOut) => new SignalLayer { FanIn = fanIn, FanOut = fanOut, WeightVariance = sigmaW2 / fanIn, BiasVariance = sigmaB2 })]);

    // ReLU halves: with σw² = 2 and no bias every layer keeps both sides, exactly.
    [Fact]
    public void Of_KeepsBothSidesOfReluAtTwo()
    {
        TwoSidedGrowth growth = TwoSidedGrowth.Of(Stack("relu", 2, 0, 30, 40, 40, 40, 40, 10), 0.7);

        growth.Layers.Length.ShouldBe(4);
        growth.Layers.ShouldAllBe(layer => Math.Abs(layer.Q - 1.4) < 1e-12);
        growth.Forward.ShouldBe(1, 1e-12);
        growth.Backward.ShouldBe(1, 1e-12);
        growth.Layers[3].Backward.ShouldBe(10.0 / 40, 1e-12);
        growth.Conflict!.CanBothHold.ShouldBeTrue();
    }

    // ReLU with σw²: forward and backward (σw²/2) a layer.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Of_GrowsReluByHalfOfTheVariance(double sigmaW2)
    {
        TwoSidedGrowth growth = TwoSidedGrowth.Of(Stack("relu", sigmaW2, 0, 8, 8, 8, 8, 8, 8), 1);

        growth.Forward.ShouldBe(Math.Pow(sigmaW2 / 2, 3), 1e-12);
        growth.Backward.ShouldBe(Math.Pow(sigmaW2 / 2, 3), 1e-12);
        growth.WorstForward.ShouldBe(Math.Max(Math.Pow(sigmaW2 / 2, 3), Math.Pow(2 / sigmaW2, 3)), 1e-9);
    }

    // The published critical point of tanh: σw² = 1.760955, σb² = 0.05, q* = 0.570048, χ = 1; six digits are given. χ_q is the table's .518.
    [Fact]
    public void Of_StaysAtTheCriticalPointOfTanh()
    {
        double inputs = (0.570048 - 0.05) / 1.760955;

        TwoSidedGrowth growth = TwoSidedGrowth.Of(Stack("tanh", 1.760955, 0.05, 100, 100, 100, 100, 100), inputs);

        growth.Layers.ShouldAllBe(layer => Math.Abs(layer.Q - 0.570048) < 2e-6);
        growth.Layers[0].Backward.ShouldBe(1, 2e-6);
        growth.Layers[0].ChiQ!.Value.ShouldBe(0.518, 5e-4);
    }

    // Linear layers of other widths: forward n_in·Var w, backward n_out·Var w.
    [Fact]
    public void Of_TellsFanInAndFanOutApart()
    {
        SignalPath path = new(Activations.Linear, [new() { FanIn = 5, FanOut = 6, WeightVariance = 0.2 }, new() { FanIn = 6, FanOut = 24, WeightVariance = 0.1 }, new() { FanIn = 24, FanOut = 2, WeightVariance = 0.3 }]);

        TwoSidedGrowth growth = TwoSidedGrowth.Of(path, 1);

        growth.Layers[0].Forward!.Value.ShouldBe(0.6, 1e-12);
        growth.Layers[0].Backward.ShouldBe(2.4, 1e-12);
        growth.Layers[1].Backward.ShouldBe(0.6, 1e-12);
        growth.Layers[1].Forward.ShouldBeNull();
    }

    // erf has closed forms: E φ² = (2/π)·asin(2q/(1+2q)), E φ′² = (4/π)/√(1+4q).
    [Fact]
    public void Of_FollowsErfByItsClosedForms()
    {
        TwoSidedGrowth growth = TwoSidedGrowth.Of(Stack("erf", 1.5, 0.1, 9, 9, 9, 9), 1);

        double q = 1.6;
        double next = 1.5 * (2 / Math.PI) * Math.Asin(2 * q / (1 + 2 * q)) + 0.1;
        growth.Layers[0].Forward!.Value.ShouldBe(next / q, 1e-12);
        growth.Layers[0].Backward.ShouldBe(1.5 * (4 / Math.PI) / Math.Sqrt(1 + 4 * q), 1e-12);

        // d/dq of the first closed form: (4/π)/((1+2q)·√(1+4q)).
        growth.Layers[0].ChiQ!.Value.ShouldBe(1.5 * (4 / Math.PI) / ((1 + 2 * q) * Math.Sqrt(1 + 4 * q)), 1e-9);
    }

    [Fact]
    public void Of_RefusesLayersThatDoNotFit() =>
        Should.Throw<ArgumentException>(() => TwoSidedGrowth.Of(new(Activations.Tanh, [new() { FanIn = 5, FanOut = 6, WeightVariance = 0.2 }, new() { FanIn = 7, FanOut = 2, WeightVariance = 0.1 }]), 1))
            .Message.ShouldStartWith("Layer 2 takes 7 inputs, but layer 1 has 6 units; they must agree.");

    [Fact]
    public void Of_RefusesInputsThatAreAllZero() =>
        Should.Throw<ArgumentOutOfRangeException>(() => TwoSidedGrowth.Of(Stack("tanh", 1, 0, 3, 3), 0)).Message.ShouldStartWith("The second moment of the inputs is 0; it must be positive and finite.");
}
