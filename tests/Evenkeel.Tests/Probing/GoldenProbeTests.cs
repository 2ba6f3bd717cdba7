using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Tests.Probing;

/// <summary>What PyTorch (float64) and numpy found of a small network; tests/oracle/make-golden-probe makes it anew.</summary>
public class GoldenProbeTests
{
    /// <summary>Three layers of sums of up to 9 products of float32, each rounded to 6e-8 of itself: relative to the largest number of its kind.</summary>
    private const double Rounding = 2e-6;

    private static readonly JsonElement Golden = Load();

    [Fact]
    public void Read_GivesWhatPyTorchAndNumpyGive()
    {
        (Network network, ParameterStore parameters, ArrayDataSet data) = Net();

        NetworkReading reading = new Probe(network, parameters, 24, Workers.One).Read(data, All, Readings.All);

        ShouldAgree([reading.InputCorrelation!.Value], [Golden.GetProperty("inputCorrelation").GetDouble()], 1);
        ShouldAgree(reading.JacobianSingularValues!.Value, Numbers(Golden, "jacobian"), 2);
        for (int l = 0; l < 2; l++)
        {
            (LayerReading layer, JsonElement golden) = (reading.Layers[l], Golden.GetProperty("layers")[l]);
            ShouldAgree(layer.PreActivationQuantiles!.Value, Numbers(golden, "preActivationQuantiles"), 2);
            ShouldAgree(layer.ActivationQuantiles!.Value, Numbers(golden, "activationQuantiles"), 1);
            ShouldAgree(layer.GradientQuantiles!.Value, Numbers(golden, "gradientQuantiles"), 0.03);
            ShouldAgree(layer.WeightQuantiles!.Value, Numbers(golden, "weightQuantiles"), 1);
            ShouldAgree(layer.WeightGradientQuantiles!.Value, Numbers(golden, "weightGradientQuantiles"), 0.1);
            ShouldAgree([layer.PreActivationGradients.Variance], [golden.GetProperty("gradientVariance").GetDouble()], 1e-4);
            ShouldAgree([layer.PreActivationGradients.Mean], [golden.GetProperty("gradientMean").GetDouble()], 0.03);
            ShouldAgree([layer.EffectiveRank!.Value], [golden.GetProperty("effectiveRank").GetDouble()], 3);
            ShouldAgree([layer.Correlation!.Value], [golden.GetProperty("correlation").GetDouble()], 1);
            layer.NearlySymmetric!.Value.ShouldBe(golden.GetProperty("nearlySymmetric").GetDouble(), 1e-9);
        }
    }

    [Fact]
    public void LayerJacobian_GivesWhatPyTorchGives()
    {
        (Network network, ParameterStore parameters, ArrayDataSet data) = Net();
        Probe probe = new(network, parameters, 24, Workers.One);
        probe.Read(data, All, Readings.Moments);

        for (int l = 0; l < 2; l++) ShouldAgree(probe.LayerJacobian(l + 1, 3), Numbers(Golden.GetProperty("layers")[l], "jacobian"), 2);
    }

    [Theory]
    [InlineData("sgd", 0.1)]
    [InlineData("adam", 0.01)]
    public void Read_MeasuresAStepAsPyTorchTakesIt(string optimizer, double rate)
    {
        (Network network, ParameterStore parameters, ArrayDataSet data) = Net();
        Optimizer step = Optimizers.Create(optimizer, network.Graph);
        step.Begin(rate, 0);

        NetworkReading reading = new Probe(network, parameters, 24, Workers.One).Read(data, All, Readings.Moments, step);

        // The updated weights are float32: a weight of 1 that moves by 0.01 has rounded that to 6e-6 of itself, and 70 of them to less together.
        ShouldAgree([.. reading.Layers.Select(layer => layer.UpdateRatio!.Value), reading.OutputUpdateRatio!.Value], Numbers(Golden.GetProperty("ratios"), optimizer), 0.1);
    }

    private static int[] All => [.. Enumerable.Range(0, 24)];

    private static void ShouldAgree(ImmutableArray<double> found, double[] expected, double scale)
    {
        found.Length.ShouldBe(expected.Length);
        for (int i = 0; i < expected.Length; i++) found[i].ShouldBe(expected[i], Rounding * scale);
    }

    private static (Network Network, ParameterStore Parameters, ArrayDataSet Data) Net()
    {
        ArrayDataSet data = new("golden", new(6), ["a", "b", "c", "d", "e"], Floats(Golden.GetProperty("x")), Floats(Golden.GetProperty("y")));
        Network network = Network.For(new() { Hidden = [9, 8] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Zero, 0);
        for (int l = 0; l < 3; l++)
        {
            Floats(Golden.GetProperty("weights")[l]).CopyTo(parameters[network.Layers[l].Weight]);
            Floats(Golden.GetProperty("biases")[l]).CopyTo(parameters[network.Layers[l].Bias!.Value]);
        }

        return (network, parameters, data);
    }

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];

    private static double[] Numbers(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static JsonElement Load()
    {
        using Stream stream = typeof(GoldenProbeTests).Assembly.GetManifestResourceStream("golden-probe.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
