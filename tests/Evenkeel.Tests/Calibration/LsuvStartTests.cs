using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Tests.Calibration;

public class LsuvStartTests
{
    private static readonly ByteDataSet Data = Digits.Generate(200, 3);

    private static readonly int[] Rows = [.. Enumerable.Range(0, 100)];

    private static (Network Network, FirstParameters First) Make(string start, NetworkSpec spec, IDataSet? data = null)
    {
        Network network = Network.For(spec, data ?? Data);
        return (network, Starts.Parse(start).Create(network, new NativeGenerator(5), data ?? Data, Rows, Workers.One));
    }

    /// <summary>Var z of every layer as the engine computes it, which is another way than the start's own.</summary>
    private static double[] Variances(Network network, ParameterStore parameters)
    {
        Plan plan = new(network.Graph, parameters, new() { BatchSize = Rows.Length, Mode = PlanMode.Evaluate, Retain = [.. network.Layers.Select(layer => layer.PreActivation)] });
        plan.Begin(Rows.Length);
        Data.Read(Rows, plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();
        return [.. network.Layers.Select(layer => Moments.Of(plan.Value(layer.PreActivation)).Variance)];
    }

    // Without biases the variance is quadratic in the scale, so one iteration is exact; every layer, the last too, as the authors' code does.
    [Theory]
    [InlineData("normal(0.01)", "tanh")]
    [InlineData("he-normal", "relu")]
    [InlineData("xavier", "gelu")]
    [InlineData("xavier", "sigmoid")]
    [InlineData("orthogonal", "tanh")]
    public void Create_BringsEveryLayerToVarianceOneInOneIteration(string before, string activation)
    {
        (Network network, FirstParameters first) = Make($"lsuv({before})", new() { Hidden = [60, 50, 40, 30, 20], Activation = activation });

        Variances(network, first.Parameters).ShouldAllBe(variance => Math.Abs(variance - 1) <= 0.02);
        CalibrationReport report = first.Report.ShouldNotBeNull();
        report.IsComplete.ShouldBeTrue();
        report.Layers.Length.ShouldBe(6);
        report.Layers[^1].IsOutput.ShouldBeTrue();
        report.Layers.ShouldAllBe(layer => layer.Iterations <= 1 && Math.Abs(layer.After - 1) <= 0.02);
        report.Layers.Count(layer => layer.Iterations == 1).ShouldBeGreaterThan(0);
    }

    // A tolerance so wide that the drawn layers already lie within it changes no bit of them.
    [Fact]
    public void Create_LeavesALayerThatIsWithinTheToleranceAlone()
    {
        NetworkSpec spec = new() { Hidden = [40, 40] };

        (Network network, FirstParameters first) = Make("lsuv(xavier*0.1, tol=0.999)", spec);

        float[] drawn = [.. network.Initialize(Initializers.Parse("xavier*0.1"), new NativeGenerator(5))[network.Layers[0].Weight]];
        first.Parameters[network.Layers[0].Weight].ToArray().ShouldBe(drawn);
        first.Report!.Layers[0].Iterations.ShouldBe(0);
        first.Report.Layers[0].Factor.ShouldBe(1);
    }

    // N(0, 0.01²): Var z of the first layer is 0.0001·Σx², averaged; the factor undoes it.
    [Fact]
    public void Create_ReportsTheVarianceBeforeAndTheFactor()
    {
        (Network network, FirstParameters first) = Make("lsuv(normal(0.01))", new() { Hidden = [50] });
        float[] drawn = [.. network.Initialize(Initializers.Parse("normal(0.01)"), new NativeGenerator(5))[network.Layers[0].Weight]];

        LayerCalibration layer = first.Report!.Layers[0];

        layer.Factor.ShouldBe(1 / Math.Sqrt(layer.Before), 1e-12);
        ((double)first.Parameters[network.Layers[0].Weight][7]).ShouldBe(drawn[7] * layer.Factor, 1e-6 * Math.Abs(drawn[7] * layer.Factor));
        layer.Why.ShouldContain("so the weights were divided by");
    }

    [Theory]
    [InlineData("lsuv(zero)", "Layer 1 gives the same number, 0, for every sample and unit, so no factor makes its variance 1; its inputs are dead or constant, or its weights are 0.")]
    public void Create_StopsAtALayerWithoutVariance(string start, string sentence)
    {
        (Network network, FirstParameters first) = Make(start, new() { Hidden = [20, 20] });

        first.Report!.Stopped.ShouldBe(sentence);
        first.Report.IsComplete.ShouldBeFalse();
        first.Report.Layers.Length.ShouldBe(1);
        first.Parameters[network.Layers[1].Weight].ToArray().ShouldAllBe(weight => float.IsFinite(weight));
    }

    // One unit on one class of inputs that are all alike: a dead ReLU layer gives 0 to the next.
    [Fact]
    public void Create_StopsBehindADeadLayer()
    {
        float[] inputs = [.. Enumerable.Repeat(-1f, 200)];
        ArrayDataSet data = new("flat", new(2), ["a", "b"], inputs, [.. Enumerable.Range(0, 100).Select(i => (float)(i % 2))]);

        (_, FirstParameters first) = Make("lsuv(constant(0.5))", new() { Hidden = [3, 3], Activation = "relu" }, data);

        first.Report!.Stopped.ShouldNotBeNull().ShouldStartWith("Layer 1 gives the same number, -1,");
    }

    [Fact]
    public void Create_ServesALinearModel()
    {
        (Network network, FirstParameters first) = Make("lsuv", new() { Hidden = [] });

        Variances(network, first.Parameters)[0].ShouldBe(1, 0.02);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Create_GivesTheSameBitsForAnyNumberOfThreads(int threads)
    {
        Network network = Network.For(new() { Hidden = [300, 300] }, Data);
        using Workers workers = new(threads);

        foreach (string start in (string[])["lsuv", "auto"])
        {
            ParameterStore one = Starts.Parse(start).Create(network, new NativeGenerator(5), Data, Rows, Workers.One).Parameters;
            ParameterStore many = Starts.Parse(start).Create(network, new NativeGenerator(5), Data, Rows, workers).Parameters;

            foreach (NetworkLayer layer in network.Layers)
            {
                many[layer.Weight].ToArray().ShouldBe(one[layer.Weight].ToArray());
            }
        }
    }
}
