using Evenkeel.Data;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Data;

public class LinearModesTests
{
    private const int N = LinearModes.Size;

    [Fact]
    public void Generate_ShowsEachUnitVectorOnce()
    {
        ArrayDataSet set = LinearModes.Generate(3);

        (set.Name, set.Count, set.TargetSize, set.Classes.Count).ShouldBe(("linear-modes", 64, 64, 0));
        set.InputShape.ShouldBe(new Shape(64));
        (float[] inputs, _) = Read(set);
        inputs.ShouldBe([.. Enumerable.Range(0, N * N).Select(i => i / N == i % N ? 1f : 0f)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    public void Generate_TargetsAreAMapWithTenSingularValuesOfOneAndNoOthers(int seed)
    {
        (_, float[] targets) = Read(LinearModes.Generate(seed));

        // M·Mᵀ is the projection on ten directions: its trace is 10 and it is its own square. Entries are rounded to float32, to 6e-8 of at most 1.
        double[] square = Product(targets, targets);
        Enumerable.Range(0, N).Sum(i => square[i * N + i]).ShouldBe(10, 1e-5);
        double[] fourth = Product([.. square.Select(value => (float)value)], [.. square.Select(value => (float)value)]);
        for (int i = 0; i < fourth.Length; i++) fourth[i].ShouldBe(square[i], 1e-6);
    }

    [Fact]
    public void Generate_DrawsDirectionsThatDependOnTheSeedAndOfWhichLeftAndRightDiffer()
    {
        (_, float[] first) = Read(LinearModes.Generate(1));
        (_, float[] second) = Read(LinearModes.Generate(2));

        second.ShouldNotBe(first);

        // Were both frames the same, M would be symmetric; the trace of U·Vᵀ with independent frames has variance 10/64.
        double trace = Enumerable.Range(0, N).Sum(i => (double)first[i * N + i]);
        Math.Abs(trace).ShouldBeLessThan(4 * Math.Sqrt(10.0 / 64));
    }

    [Fact]
    public void Loss_OfANetworkThatGivesNothingIsThePapersOverItsScale()
    {
        ArrayDataSet set = LinearModes.Generate(5);
        Network network = Network.For(new() { Hidden = [], Activation = "linear", Bias = false, Loss = LossKind.MeanSquaredError }, set);

        Evaluation evaluation = new Evaluator(network, network.Initialize(Initializers.Zero, 0), set, Workers.One).Evaluate();

        // ½·‖M‖² = ½·10 singular values of 1.
        (evaluation.Loss * LinearModes.LossScale).ShouldBe(5, 1e-5);
    }

    /// <summary>A·Bᵀ of two matrices of N rows.</summary>
    private static double[] Product(float[] a, float[] b)
    {
        double[] product = new double[N * N];
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                for (int k = 0; k < N; k++) product[i * N + j] += (double)a[i * N + k] * b[j * N + k];
            }
        }

        return product;
    }

    private static (float[] Inputs, float[] Targets) Read(ArrayDataSet set)
    {
        float[] inputs = new float[set.Count * set.InputShape.Count], targets = new float[set.Count * set.TargetSize];
        set.Read([.. Enumerable.Range(0, set.Count)], inputs, targets);
        return (inputs, targets);
    }
}
