using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Tests.Calibration;

public class PlacesStartTests
{
    private static readonly ArrayDataSet Data = ToyData.Circle.Generate(20, 1);

    [Fact]
    public void Create_DrawsEachLayerAsItsOwnRuleAloneWould()
    {
        Network network = Network.For(new() { Hidden = [12, 8, 7] }, Data);

        ParameterStore places = Create("places(first=siren-first, hidden=mean-field(1.7, 0.3), last=xavier*0.01)", network);

        AssertLayer(network, places, 0, "siren-first");
        AssertLayer(network, places, 1, "mean-field(1.7, 0.3)");
        AssertLayer(network, places, 2, "mean-field(1.7, 0.3)");
        AssertLayer(network, places, 3, "xavier*0.01");
    }

    [Fact]
    public void Create_TakesHiddenWhereNothingElseIsSaid()
    {
        Network network = Network.For(new() { Hidden = [12, 8] }, Data);

        foreach ((string start, string rule) in new[] { ("places(hidden=orthogonal)", "orthogonal"), ("places", "xavier") })
        {
            ParameterStore places = Create(start, network);
            for (int layer = 0; layer < 3; layer++) AssertLayer(network, places, layer, rule);
        }
    }

    [Theory]
    [InlineData("places(first=orthogonal, hidden=he-normal, last=lecun-uniform)", "lecun-uniform")]
    [InlineData("places(first=orthogonal, hidden=he-normal)", "orthogonal")]
    public void Create_LetsTheNarrowerPlaceDrawALayerThatIsFirstAndLast(string start, string rule)
    {
        Network network = Network.For(new() { Hidden = [] }, Data);

        AssertLayer(network, Create(start, network), 0, rule);
    }

    [Fact]
    public void Create_TellsBranchesAndTheirEndsFromTheRest()
    {
        Network network = Network.For(new() { Hidden = [6, 6, 6, 6, 6], Branch = 2 }, Data);

        ParameterStore all = Create("places(first=siren-first, hidden=normal, branch=he-normal, branch-end=zero, last=xavier)", network);
        ParameterStore noEnd = Create("places(hidden=normal, branch=he-normal)", network);

        string[] expected = ["siren-first", "he-normal", "zero", "he-normal", "zero", "xavier"];
        for (int layer = 0; layer < expected.Length; layer++) AssertLayer(network, all, layer, expected[layer]);
        expected = ["normal", "he-normal", "he-normal", "he-normal", "he-normal", "normal"];
        for (int layer = 0; layer < expected.Length; layer++) AssertLayer(network, noEnd, layer, expected[layer]);
    }

    [Fact]
    public void Create_DrawsLayerByLayerFromAGeneratorThatDoesNotFork()
    {
        // PyTorch's sequence goes through weights and biases in their order, so that equal rules draw what one rule draws.
        Network network = Network.For(new() { Hidden = [5, 4] }, Data);

        ParameterStore places = Starts.Parse("places(first=torch:default, hidden=torch:default)").Create(network, new TorchGenerator(3), Data, [0], Workers.One).Parameters;
        ParameterStore alone = network.Initialize(Initializers.Parse("torch:default"), new TorchGenerator(3));

        foreach (NetworkLayer layer in network.Layers) places[layer.Weight].ToArray().ShouldBe(alone[layer.Weight].ToArray());
    }

    [Fact]
    public void PathOf_HasEachLayersPromisedVariances()
    {
        Network network = Network.For(new() { Hidden = [12, 8] }, Data);

        SignalPath path = Starts.Parse("places(first=siren-first, hidden=mean-field(1.7, 0.3), last=zero)").PathOf(network).ShouldNotBeNull();

        // U(±1/2) over two inputs has a variance of 1/12, so σw² = 1/6.
        path.Layers.Select(layer => layer.SigmaW2).ShouldBe([1.0 / 6, 1.7, 0], 1e-14);
        path.Layers.Select(layer => layer.BiasVariance).ShouldBe([0, 0.3, 0], 1e-16);
        Starts.Parse("lsuv").PathOf(network).ShouldBeNull();
        Starts.Parse("he-normal").PathOf(network)!.Layers[1].SigmaW2.ShouldBe(2, 1e-14);
    }

    [Theory]
    [InlineData("places(branch=zero)", "'places(branch=zero)' has a scheme for the layers of residual branches, and this network has no residual branches; say how many layers each has (--branch 2), or leave branch out.")]
    [InlineData("places(branch-end=zero)", "'places(branch-end=zero)' has a scheme for the last layer of each residual branch, and this network has no residual branches; say how many layers each has (--branch 2), or leave branch-end out.")]
    [InlineData("places(last=dirac)", "Scheme 'dirac'")]
    public void Refusal_SaysWhichPlaceCannotBe(string start, string message)
    {
        Network network = Network.For(new() { Hidden = [5] }, Data);

        Starts.Parse(start).Refusal(network).ShouldNotBeNull().ShouldStartWith(message);
        Should.Throw<ArgumentException>(() => Create(start, network));
        Starts.Parse("places(first=dirac, last=zero)").Refusal(Network.For(new() { Hidden = [] }, Data)).ShouldBeNull("no layer is drawn by dirac");
    }

    [Fact]
    public void Formula_NamesThePlacesInTheOrderOfTheNetwork() =>
        Starts.Parse("places(last=zero, first=siren-first)").Formula.ShouldBe($@"\text{{first: }} {Initializers.Parse("siren-first").Formula},\quad \text{{hidden: }} {Initializers.Xavier.Formula},\quad \text{{last: }} {Initializers.Zero.Formula}");

    private static ParameterStore Create(string start, Network network) => Starts.Parse(start).Create(network, new NativeGenerator(7), Data, [0], Workers.One).Parameters;

    private static void AssertLayer(Network network, ParameterStore parameters, int layer, string scheme)
    {
        ParameterStore alone = network.Initialize(Initializers.Parse(scheme), 7);
        parameters[network.Layers[layer].Weight].ToArray().ShouldBe(alone[network.Layers[layer].Weight].ToArray(), $"layer {layer + 1}");
        parameters[network.Layers[layer].Bias!.Value].ToArray().ShouldBe(alone[network.Layers[layer].Bias!.Value].ToArray(), $"layer {layer + 1}");
    }
}
