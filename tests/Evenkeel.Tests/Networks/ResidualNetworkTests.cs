using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Tests.Graphs;
using Evenkeel.Tests.Training;

namespace Evenkeel.Tests.Networks;

public class ResidualNetworkTests
{
    private static readonly ArrayDataSet FourClasses = TrainedNet.Classes("four", 12, 5, 4);

    [Fact]
    public void For_AddsEachBranchToWhatItBranchedFrom()
    {
        Network network = Network.For(new() { Hidden = [6, 6, 6, 6, 6], Branch = 2, Activation = "relu" }, FourClasses);

        network.Graph.Nodes.Select(node => $"{node.Operation.Kind}({string.Join(' ', node.Inputs.Select(input => network.Graph.Values[input.Index].Name))}) {network.Graph.Values[node.Output.Index].Name}").ShouldBe(
        [
            "dense(x) layers.1.z", "relu(layers.1.z) layers.1.a",
            "dense(layers.1.a) layers.2.z", "relu(layers.2.z) layers.2.a", "dense(layers.2.a) layers.3.z", "add(layers.1.a layers.3.z) layers.3.a",
            "dense(layers.3.a) layers.4.z", "relu(layers.4.z) layers.4.a", "dense(layers.4.a) layers.5.z", "add(layers.3.a layers.5.z) layers.5.a",
            "dense(layers.5.a) layers.6.z", "softmax-cross-entropy(layers.6.z target) loss",
        ]);
        network.Spec.Branches.ShouldBe(2);
        network.Layers.Select(layer => (layer.Branch, layer.Place, layer.IsBranchEnd)).ShouldBe([(0, 0, false), (1, 1, false), (1, 2, true), (2, 1, false), (2, 2, true), (0, 0, false)]);
        network.Layers[4].Skip.ShouldBe(network.Layers[2].Activation);
    }

    [Fact]
    public void For_WithBranchesOfOneLayer_AddsEveryLayerToItsInput()
    {
        Network network = Network.For(new() { Hidden = [6, 6, 6], Branch = 1 }, FourClasses);

        string.Join(", ", network.Graph.Nodes.Select(node => node.Operation.Kind)).ShouldBe("dense, tanh, dense, add, dense, add, dense, softmax-cross-entropy");
        network.Layers.Select(layer => layer.IsBranchEnd).ShouldBe([false, true, true, false]);
    }

    [Theory]
    [InlineData(1, "relu")]
    [InlineData(2, "tanh")]
    [InlineData(3, "gelu")]
    public void Gradients_AreThoseOfFiniteDifferences(int branch, string activation)
    {
        Network network = Network.For(new() { Hidden = [.. Enumerable.Repeat(4, 1 + 3 * branch)], Branch = branch, Activation = activation }, FourClasses);
        Plan plan = new(network.Graph, SmallGraph.Some(network.Graph), new() { BatchSize = 6, Retain = [.. network.Layers.Select(layer => layer.Activation)] });
        FourClasses.Read([0, 3, 5, 7, 8, 11], plan.Input(network.Input), plan.Input(network.Target));

        plan.Forward();
        plan.Backward();

        DoubleGraph reference = new(plan);
        foreach (NetworkLayer layer in network.Layers) Near.ShouldBe(plan.Value(layer.Activation), reference.Value(layer.Activation), $"a of layer {layer.Number}");
        Near.GradientsShouldBe(plan, reference);
        foreach (NetworkLayer layer in network.Layers)
        {
            Near.ShouldBe(plan.Gradient(layer.Activation), reference.Gradient(layer.Activation), $"gradient of a of layer {layer.Number}");
        }
    }

    [Fact]
    public void For_SaysWhichHiddenLayersFitTheBranches()
    {
        Refusal([6, 6, 6, 6], 2).ShouldBe("Residual branches of 2 layers need a first hidden layer and 2 more for each branch, all of one width, but got 4 hidden layers; take 3 or 5. (Parameter 'spec')");
        Refusal([6], 1).ShouldBe("Residual branches of 1 layer need a first hidden layer and 1 more for each branch, all of one width, but got 1 hidden layer; take 2. (Parameter 'spec')");
        Refusal([], 3).ShouldBe("Residual branches of 3 layers need a first hidden layer and 3 more for each branch, all of one width, but got 0 hidden layers; take 4. (Parameter 'spec')");
        Refusal([6, 6, 5], 2).ShouldBe("Residual branches of 2 layers need a first hidden layer and 2 more for each branch, all of one width, but got layers of 6 and 5 units; take one width for all. (Parameter 'spec')");
        Refusal([6, 6, 6], -1).ShouldBe("A residual branch needs 1 layer or more, or 0 for a plain stack, but got -1. (Parameter 'spec')");
    }

    [Fact]
    public void Specs_AreEqualByBranches()
    {
        NetworkSpec plain = new() { Hidden = [5, 5, 5] };

        (plain with { Branch = 2 }).ShouldNotBe(plain);
        (plain with { Branch = 2 }).ShouldBe(new NetworkSpec { Hidden = [5, 5, 5], Branch = 2 });
        plain.Branches.ShouldBe(0);
    }

    private static string Refusal(int[] hidden, int branch) =>
        Should.Throw<ArgumentException>(() => Network.For(new() { Hidden = [.. hidden], Branch = branch }, FourClasses)).Message;
}
