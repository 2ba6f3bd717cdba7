using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;

namespace Evenkeel.Tests.Networks;

public class SignalPathTests
{
    private static readonly Network network = Network.For(
        new() { Hidden = [200, 100], Activation = "tanh" }, new ArrayDataSet("one", new(50), ["a", "b", "c"], new float[50], [0]));

    [Theory]
    [InlineData("he-normal", true, false)]
    [InlineData("xavier", true, false)]
    [InlineData("orthogonal", false, true)]
    [InlineData("constant(0.1)", false, false)]
    [InlineData("sparse(0.1)", false, false)]
    public void OfAnInitializer_IsWhatItPromises(string scheme, bool isIndependent, bool isOrthogonal)
    {
        IInitializer initializer = Initializers.Parse(scheme);

        SignalPath path = network.SignalPath(initializer);

        path.Layers.Select(layer => (layer.FanIn, layer.FanOut)).ShouldBe([(50, 200), (200, 100), (100, 3)]);
        path.Layers.ShouldAllBe(layer => layer.IsIndependent == isIndependent && layer.IsOrthogonal == isOrthogonal);
        for (int l = 0; l < 3; l++)
        {
            Promise promise = initializer.Promise(network.Graph.Parameters[network.Layers[l].Weight.Index].Weights!);
            path.Layers[l].WeightVariance.ShouldBe(promise.Mean * promise.Mean + promise.StandardDeviation * promise.StandardDeviation, 1e-15);
        }
    }

    [Theory]
    [InlineData("he-normal", true, false)]
    [InlineData("xavier", true, false)]
    [InlineData("orthogonal", false, true)]
    [InlineData("constant(0.1)", false, false)]
    public void OfParameters_IsWhatTheyShow(string scheme, bool isIndependent, bool isOrthogonal)
    {
        IInitializer initializer = Initializers.Parse(scheme);
        SignalPath promised = network.SignalPath(initializer);

        SignalPath measured = network.SignalPath(network.Initialize(initializer, 3));

        measured.Layers.ShouldAllBe(layer => layer.IsIndependent == isIndependent && layer.IsOrthogonal == isOrthogonal);
        for (int l = 0; l < 3; l++)
        {
            // The mean square of 300 normal weights or more has a relative standard error of √(2/300) at most.
            measured.Layers[l].WeightVariance.ShouldBe(promised.Layers[l].WeightVariance, 4 * Math.Sqrt(2.0 / 300) * promised.Layers[l].WeightVariance);
        }
    }

    [Fact]
    public void OfParameters_SeesBiasesThatAreNotCentred()
    {
        ParameterStore parameters = network.Initialize(Initializers.Parse("he-normal"), 3);
        parameters[network.Layers[1].Bias!.Value].Fill(0.5f);

        SignalPath path = network.SignalPath(parameters);

        path.Layers.Select(layer => layer.IsIndependent).ShouldBe([true, false, true]);
        path.Layers[1].BiasVariance.ShouldBe(0.25, 1e-12);
    }

    [Theory]
    [InlineData("he-normal", true)]
    [InlineData("orthogonal", true)]
    [InlineData("zero", true)]
    [InlineData("constant(0.1)", false)]
    public void NoTheory_IsSaidWhereMeansPushAllSamplesOneWay(string scheme, bool hasTheory)
    {
        SignalPath path = network.SignalPath(Initializers.Parse(scheme));

        (path.NoTheory is null).ShouldBe(hasTheory, path.NoTheory);
        (network.SignalPath(network.Initialize(Initializers.Parse(scheme), 3)).NoTheory is null).ShouldBe(hasTheory);
    }

    [Fact]
    public void NoTheory_IsSaidForBiasesThatPush()
    {
        ParameterStore parameters = network.Initialize(Initializers.Parse("he-normal"), 3);
        parameters[network.Layers[1].Bias!.Value].Fill(0.5f);

        network.SignalPath(parameters).NoTheory.ShouldBe("Weights or biases of layer 2 lie so far from 0 on average that they push all samples one way, which theory does not follow.");
    }
}
