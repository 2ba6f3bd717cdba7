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

    [Fact]
    public void ReluNetwork_StretchesAsFiniteDifferencesDo()
    {
        (Network network, ParameterStore parameters, Plan plan) = Run([12, 12], "relu", 3, 2);

        double[] values = new NetworkJacobian(network, plan, 0).All();

        // A ReLU network is linear near a point: steps of a power of two that cross no kink differ by exactly the Jacobian, but for rounding.
        double[] jacobian = new double[3 * 2];
        float[] x = plan.Input(network.Input)[..3].ToArray();
        Plan shifted = new(network.Graph, parameters, new() { BatchSize = 1, Retain = [network.Output] });
        float[] at = Output(shifted, network, x);
        for (int i = 0; i < 3; i++)
        {
            float[] moved = [.. x];
            moved[i] += 1f / 1024;
            float[] after = Output(shifted, network, moved);
            for (int k = 0; k < 2; k++) jacobian[i * 2 + k] = (after[k] - (double)at[k]) * 1024;
        }

        double[] expected = SingularDecomposition.ValuesOf(jacobian, 3, 2);

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

    private static (Network Network, ParameterStore Parameters, Plan Plan) Run(int[] hidden, string activation, int inputs, int outputs)
    {
        float[] x = new float[2 * inputs];
        Draw.Normal(x, 12, 0, 1);
        ArrayDataSet data = new("noise", new(inputs), [], x, new float[2 * outputs]);
        Network network = Network.For(new() { Hidden = [.. hidden], Activation = activation, Loss = LossKind.MeanSquaredError }, data);
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
