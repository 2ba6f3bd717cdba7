using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Probing;

public class NetworkJacobianTests
{
    [Theory]
    [InlineData(30, 20)]
    [InlineData(20, 30)]
    public void LinearNetwork_HasTheValuesOfTheProductOfItsWeights(int inputs, int outputs)
    {
        (Network network, ParameterStore parameters, Plan plan) = Run([25, 40], "linear", inputs, outputs);
        double[] product = [.. parameters[network.Layers[0].Weight].ToArray().Select(x => (double)x)];
        int width = 25;
        for (int l = 1; l < 3; l++)
        {
            product = Multiply(product, parameters[network.Layers[l].Weight].ToArray(), inputs, width, network.Layers[l].Width);
            width = network.Layers[l].Width;
        }

        double[] values = new NetworkJacobian(network, plan, 0).All();

        // Three products of up to 40 terms in float32.
        double[] expected = SingularDecomposition.ValuesOf(product, inputs, outputs);
        values.Length.ShouldBe(20);
        for (int k = 0; k < 20; k++) values[k].ShouldBe(expected[k], 2e-6 * expected[0]);
    }

    [Theory]
    [InlineData(0, 2, 3, 2)]
    [InlineData(1, 3, 3, 2)]
    [InlineData(2, 5, 2, 3)]
    [InlineData(3, 7, 3, 2)]
    public void ReluNetwork_StretchesAsFiniteDifferencesDo(int branch, int layers, int inputs, int outputs)
    {
        (Network network, ParameterStore parameters, Plan plan) = Run([.. Enumerable.Repeat(12, layers)], "relu", inputs, outputs, branch);

        double[] values = new NetworkJacobian(network, plan, 0).All();

        // A ReLU network is linear near a point: steps of a power of two that cross no kink differ by exactly the Jacobian, but for rounding.
        double[] jacobian = new double[inputs * outputs];
        float[] x = plan.Input(network.Input)[..inputs].ToArray();
        Plan shifted = new(network.Graph, parameters, new() { BatchSize = 1, Retain = [network.Output] });
        float[] at = Output(shifted, network, x);
        for (int i = 0; i < inputs; i++)
        {
            float[] moved = [.. x];
            moved[i] += 1f / 1024;
            float[] after = Output(shifted, network, moved);
            for (int k = 0; k < outputs; k++) jacobian[i * outputs + k] = (after[k] - (double)at[k]) * 1024;
        }

        double[] expected = SingularDecomposition.ValuesOf(jacobian, inputs, outputs);

        // Outputs near 1 are rounded to 6e-8, times 1024.
        for (int k = 0; k < 2; k++) values[k].ShouldBe(expected[k], 5e-4);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(100)]
    public void DeepNetwork_NeitherUnderflowsNorOverflows(double factor)
    {
        const int Depth = 60;
        (Network network, ParameterStore parameters, Plan plan) = Run([.. Enumerable.Repeat(3, Depth - 1)], "linear", 3, 3);
        foreach (NetworkLayer layer in network.Layers)
        {
            Span<float> weights = parameters[layer.Weight];
            weights.Clear();
            for (int i = 0; i < 3; i++) weights[4 * i] = (float)factor;
        }

        double[] values = new NetworkJacobian(network, plan, 0).All();

        double expected = Math.Pow((float)factor, Depth);
        for (int k = 0; k < 3; k++) values[k].ShouldBe(expected, Depth * 6e-8 * expected);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(100)]
    public void DeepResidualNetwork_AddsWhatGoesRoundEachBranch(double factor)
    {
        const int Branches = 30;
        (Network network, ParameterStore parameters, Plan plan) = Run([.. Enumerable.Repeat(3, 1 + 2 * Branches)], "linear", 3, 3, branch: 2);
        foreach (NetworkLayer layer in network.Layers)
        {
            Span<float> weights = parameters[layer.Weight];
            weights.Clear();
            for (int i = 0; i < 3; i++) weights[4 * i] = layer.Branch > 0 ? (float)factor : 1;
        }

        double[] all = new NetworkJacobian(network, plan, 0).All();

        // ∂x′/∂x = 1 + f² of each branch.
        double expected = Math.Pow(1 + (double)(float)factor * (float)factor, Branches);
        for (int k = 0; k < 3; k++) all[k].ShouldBe(expected, 4 * Branches * 6e-8 * expected);
    }

    [Fact]
    public void ResidualNetwork_IsStretchedAsFar_WhereOnlyTheLargestAreFound()
    {
        (Network network, _, Plan plan) = Run([.. Enumerable.Repeat(60, 7)], "relu", 60, 60, branch: 3);

        double[] largest = new NetworkJacobian(network, plan, 0).Largest(), all = new NetworkJacobian(network, plan, 0).All();

        // What the remarks promise for random directions.
        for (int k = 0; k < 3; k++) largest[k].ShouldBe(all[k], 2e-3 * all[k]);
    }

    /// <summary>Square Gaussian layers have the values that lie closest together, which random directions tell apart worst.</summary>
    [Theory]
    [InlineData("linear", 1)]
    [InlineData("tanh", 4)]
    [InlineData("relu", 3)]
    public void Largest_AreThoseOfTheWholeJacobian(string activation, int hidden)
    {
        (Network network, _, Plan plan) = Run([.. Enumerable.Repeat(300, hidden)], activation, 320, 290);
        double[] all = new NetworkJacobian(network, plan, 0).All();

        double[] largest = new NetworkJacobian(network, plan, 0).Largest();

        largest.Length.ShouldBe(NetworkReading.LargestValues);
        for (int k = 0; k < largest.Length; k++) largest[k].ShouldBeInRange((1 - 2e-3) * all[k], (1 + 2e-6) * all[k], $"value {k}");
    }

    [Fact]
    public void Largest_EndWithZerosWhereTheNetworkIsNarrow()
    {
        (Network network, _, Plan plan) = Run([5], "linear", 300, 280);

        double[] largest = new NetworkJacobian(network, plan, 0).Largest();

        double[] all = new NetworkJacobian(network, plan, 0).All();
        for (int k = 0; k < 5; k++) largest[k].ShouldBe(all[k], 2e-6 * all[0]);
        largest[5].ShouldBeInRange(0, 2e-6 * all[0]);
    }

    [Fact]
    public void BrokenNetwork_HasNoNumbers()
    {
        (Network network, ParameterStore parameters, Plan plan) = Run([4], "tanh", 3, 3);
        parameters[network.Layers[1].Weight][2] = float.PositiveInfinity;

        new NetworkJacobian(network, plan, 0).Values().ShouldBe([double.NaN, double.NaN, double.NaN]);
    }

    private static (Network Network, ParameterStore Parameters, Plan Plan) Run(int[] hidden, string activation, int inputs, int outputs, int branch = 0)
    {
        float[] x = new float[2 * inputs];
        Draw.Normal(x, 12, 0, 1);
        ArrayDataSet data = new("noise", new(inputs), [], x, new float[2 * outputs]);
        Network network = Network.For(new() { Hidden = [.. hidden], Branch = branch, Activation = activation, Loss = LossKind.MeanSquaredError }, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 5);
        Plan plan = new(network.Graph, parameters, new() { BatchSize = 2, Retain = [.. network.HiddenLayers.ToArray().SelectMany(layer => new[] { layer.PreActivation, layer.Activation })] });
        plan.Begin(2);
        data.Read([0, 1], plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();
        return (network, parameters, plan);
    }

    private static float[] Output(Plan plan, Network network, float[] x)
    {
        plan.Begin(1);
        x.CopyTo(plan.Input(network.Input));
        plan.Forward();
        return plan.Value(network.Output).ToArray();
    }

    private static double[] Multiply(double[] left, float[] right, int m, int k, int n)
    {
        double[] product = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int p = 0; p < k; p++)
            {
                for (int j = 0; j < n; j++) product[i * n + j] += left[i * k + p] * right[p * n + j];
            }
        }

        return product;
    }
}
