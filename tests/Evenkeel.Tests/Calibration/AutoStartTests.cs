using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Randomness;

namespace Evenkeel.Tests.Calibration;

public class AutoStartTests
{
    private static readonly ByteDataSet Data = Digits.Generate(600, 3);

    private static readonly int[] Rows = [.. Enumerable.Range(0, 100)];

    // Judged by the probe, which computes both sides through the engine: the mean of z² and of (∂C/∂z)², from the first hidden layer to the last.
    [Theory]
    [InlineData("tanh", 10, "auto")]
    [InlineData("tanh", 30, "auto")]
    [InlineData("relu", 10, "auto(factor=2)")]
    [InlineData("gelu", 10, "auto")]
    [InlineData("gelu", 30, "auto")]
    [InlineData("sigmoid", 10, "auto(factor=2)")]
    public void Create_KeepsBothSidesOnDigits(string activation, int depth, string start)
    {
        double factor = start == "auto" ? 1.5 : 2;
        Network network = Network.For(new() { Hidden = [.. Enumerable.Repeat(200, depth)], Activation = activation }, Data);

        FirstParameters first = Starts.Parse(start).Create(network, new NativeGenerator(1), Data, Rows, Workers.One);

        NetworkReading reading = new Probe(network, first.Parameters, Rows.Length, Workers.One).Read(Data, Rows, histograms: false);
        Rescaling? rescaling = first.Report.ShouldNotBeNull().Analytic!.Rescaling;
        double[] forward = [.. reading.Layers.Select(layer => Square(layer.PreActivations, rescaling?.Beta ?? 0))];
        double[] backward = [.. reading.Layers.Select(layer => layer.PreActivationGradients.SecondMoment)];
        Worst(forward, forward[0]).ShouldBeLessThanOrEqualTo(factor);
        Worst(backward, backward[^1]).ShouldBeLessThanOrEqualTo(factor);
        first.Report.IsComplete.ShouldBeTrue(first.Report.Stopped ?? string.Join('\n', first.Report.Layers));
    }

    private static double Square(Moments moments, double center) => moments.Variance + (moments.Mean - center) * (moments.Mean - center);

    private static double Worst(double[] values, double reference) => values.Max(value => Math.Max(value / reference, reference / value));

    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    [InlineData("sigmoid")]
    public void Create_StartsNearChanceButNotAtZero(string activation)
    {
        Network network = Network.For(new() { Hidden = [100, 100, 100], Activation = activation }, Data);

        FirstParameters first = Starts.Parse("auto").Create(network, new NativeGenerator(2), Data, Rows, Workers.One);

        NetworkReading reading = new Probe(network, first.Parameters, Rows.Length, Workers.One).Read(Data, Rows, histograms: false);

        // Logits of second moment 0.1 add about 0.05 to ln 10.
        reading.Loss.ShouldBe(Math.Log(10), 0.15);
        reading.Outputs.SecondMoment.ShouldBe(0.1, 1e-3);
        reading.Layers[0].WeightGradients.SecondMoment.ShouldBeGreaterThan(0);
    }

    // W′ = αγW, b′ = β + αγδ·ΣW is the rescaled network: the sigmoid network against one whose activation is the rescaled formula.
    [Fact]
    public void Create_FoldsTheRescalingIntoWeightsAndBiases()
    {
        Network network = Network.For(new() { Hidden = [30, 30, 30], Activation = "sigmoid" }, Data);
        FirstParameters first = Starts.Parse("auto").Create(network, new NativeGenerator(2), Data, Rows, Workers.One);
        Rescaling rescaling = first.Report!.Analytic!.Rescaling.ShouldNotBeNull();

        Network rescaled = Network.For(network.Spec with { Activation = rescaling.Activation.Name }, Data);
        ParameterStore unfolded = new(rescaled.Graph);
        for (int i = 0; i < network.Layers.Length; i++)
        {
            (double alpha, double gamma) = (i == 3 ? 1 : rescaling.Alpha, i == 0 ? 1 : rescaling.Gamma);
            ReadOnlySpan<float> weights = first.Parameters[network.Layers[i].Weight];
            for (int j = 0; j < weights.Length; j++)
            {
                unfolded[rescaled.Layers[i].Weight][j] = (float)(weights[j] / (alpha * gamma));
            }
        }

        double[] folded = Outputs(network, first.Parameters);
        double[] plain = Outputs(rescaled, unfolded);

        for (int i = 0; i < folded.Length; i++)
        {
            folded[i].ShouldBe(plain[i], 2e-4);
        }
    }

    private static double[] Outputs(Network network, ParameterStore parameters)
    {
        Plan plan = new(network.Graph, parameters, new() { BatchSize = 20, Mode = PlanMode.Evaluate, Retain = [network.Output] });
        plan.Begin(20);
        Data.Read(Rows.AsSpan(0, 20), plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();
        return [.. plan.Value(network.Output).ToArray().Select(value => (double)value)];
    }

    // Xavier's signal fades (χ₁ is .0557 a layer for sigmoid, E φ′² = .25 near 0 for gelu), N(0, 1) saturates or overflows; guessing is right in 10 %.
    [Theory]
    [InlineData("gelu", 12, 0.1)]
    [InlineData("sigmoid", 8, 0.2)]
    public void Create_TrainsANetThatXavierAndNormalLeaveNearChance(string activation, int depth, double rate)
    {
        ComparisonSpec spec = new()
        {
            Network = new() { Hidden = [.. Enumerable.Repeat(50, depth)], Activation = activation },
            Training = new() { Batch = 50, Epochs = 10, LearningRate = rate },
            Schemes = ["xavier", "normal", "auto"],
            Repeats = 1,
        };

        ComparisonResult result = new Comparison(spec, new(Data, Digits.Generate(200, 4))).Run(2);

        result.Summary[0].TestAccuracy!.Value.Mean.ShouldBeLessThan(0.2);
        result.Summary[1].TestAccuracy!.Value.Mean.ShouldBeLessThan(0.35);
        result.Summary[2].TestAccuracy!.Value.Mean.ShouldBeGreaterThan(0.5);
        result.Runs[2].Calibration.ShouldNotBeNull().IsComplete.ShouldBeTrue();
        result.Runs[0].Calibration.ShouldBeNull();
    }

    [Fact]
    public void Create_StopsOnInputsThatAreAllZero()
    {
        ArrayDataSet dark = new("dark", new(4), ["a", "b"], new float[40], [.. Enumerable.Range(0, 10).Select(i => (float)(i % 2))]);
        Network network = Network.For(new() { Hidden = [5] }, dark);

        FirstParameters first = Starts.Parse("auto").Create(network, new NativeGenerator(2), dark, [0, 1, 2], Workers.One);

        first.Report!.Stopped.ShouldBe("The inputs of the first batch have a mean square of 0, so nothing can be measured; the weights are those for inputs of 1.");
        first.Parameters[network.Layers[0].Weight].ToArray().ShouldAllBe(weight => float.IsFinite(weight));
    }

    [Fact]
    public void Refusal_NamesARuleWithoutScatter() =>
        Starts.Parse("auto(init=zero)").Refusal(Network.For(new() { Hidden = [5] }, Data))
            .ShouldBe("'zero' gives the weights of layer 1 no scatter, so 'auto(init=zero)' has nothing to scale; name a rule that draws weights at random, such as orthogonal.");

    [Fact]
    public void Create_ServesANetWithoutBiases()
    {
        Network network = Network.For(new() { Hidden = [40, 40, 40, 40], Activation = "gelu", Bias = false }, Data);

        FirstParameters first = Starts.Parse("auto").Create(network, new NativeGenerator(2), Data, Rows, Workers.One);

        first.Report!.IsComplete.ShouldBeTrue();
    }
}
