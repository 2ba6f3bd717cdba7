using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Probing;

public class UpdateRatiosTests
{
    [Fact]
    public void Of_IsTheShareByWhichWeightsGrew()
    {
        (Network network, ParameterStore before, ParameterStore after) = Stores();
        Scale(after[network.Layers[0].Weight], 1.25f);
        Scale(after[network.Layers[2].Weight], 0.5f);

        // Powers of two and a quarter of a float32 rounded once: 6e-8 of the weight.
        double[] ratios = [.. UpdateRatios.Of(before, after, network)];
        ratios[0].ShouldBe(0.25, 1e-7);
        ratios[1].ShouldBe(0);
        ratios[2].ShouldBe(0.5, 1e-15);
    }

    [Fact]
    public void Of_ZeroWeights()
    {
        (Network network, ParameterStore before, ParameterStore after) = Stores();
        before[network.Layers[0].Weight].Clear();
        before[network.Layers[1].Weight].Clear();
        after[network.Layers[1].Weight].Clear();
        after[network.Layers[2].Weight][0] = float.NaN;

        UpdateRatios.Of(before, after, network).ShouldBe([double.PositiveInfinity, double.NaN, double.NaN]);
    }

    private static void Scale(Span<float> weights, float factor)
    {
        foreach (ref float weight in weights) weight *= factor;
    }

    /// <summary>Three layers; the first has more weights than are subtracted at a time.</summary>
    private static (Network Network, ParameterStore Before, ParameterStore After) Stores()
    {
        Network network = Network.For(new() { Hidden = [20, 5] }, Digits.Generate(10, 0));
        ParameterStore before = network.Initialize(Initializers.Xavier, 3), after = new(network.Graph);
        after.CopyFrom(before);
        return (network, before, after);
    }
}
