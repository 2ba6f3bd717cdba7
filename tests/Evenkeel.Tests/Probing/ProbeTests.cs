using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Probing;

public class ProbeTests
{
    private const int Samples = 6;

    /// <summary>Sums of up to 18 products of float32, each rounded to 6e-8 of itself, and a polynomial tanh: some ten roundings in a row.</summary>
    private const double Rounding = 3e-6;

    [Fact]
    public void Read_GivesWhatAnIndependentBackpropagationGives()
    {
        (ArrayDataSet data, float[] x, float[] labels) = Clouds();
        Network network = Network.For(new() { Hidden = [4, 5] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Parse("normal"), 2);
        parameters[network.Layers[0].Bias!.Value].Fill(0.25f);
        ReferenceNetwork reference = new(network, parameters, x, labels);

        NetworkReading reading = new Probe(network, parameters, Samples, Workers.One).Read(data, [.. Enumerable.Range(0, Samples)], histograms: false);

        reading.Loss.ShouldBe(reference.Loss, Rounding * reference.Loss);
        reading.Layers.Select(layer => (layer.Layer, layer.Width)).ShouldBe([(1, 4), (2, 5)]);
        for (int l = 0; l < 2; l++)
        {
            ShouldAgree(reading.Layers[l].PreActivations, reference.PreActivations[l]);
            ShouldAgree(reading.Layers[l].Activations, reference.Activations[l]);
            ShouldAgree(reading.Layers[l].Gradients, reference.Gradients[l]);
            ShouldAgree(reading.Layers[l].WeightGradients, [.. reference.WeightGradients[l].Cast<double>()]);
        }
    }

    [Fact]
    public void Read_LeavesTheParametersAsTheyAre()
    {
        (ArrayDataSet data, _, _) = Clouds();
        Network network = Network.For(new() { Hidden = [4] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 2);
        float[] before = parameters[network.Layers[0].Weight].ToArray();

        new Probe(network, parameters, Samples, Workers.One).Read(data, [0, 1, 2], histograms: true);

        parameters[network.Layers[0].Weight].ToArray().ShouldBe(before);
    }

    [Fact]
    public void Read_OfFewerSamplesIsThatOfASmallerProbe()
    {
        (ArrayDataSet data, _, _) = Clouds();
        Network network = Network.For(new() { Hidden = [4] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 2);

        NetworkReading wide = new Probe(network, parameters, Samples, Workers.One).Read(data, [3, 1], histograms: false);
        NetworkReading narrow = new Probe(network, parameters, 2, Workers.One).Read(data, [3, 1], histograms: false);

        wide.Loss.ShouldBe(narrow.Loss);
        wide.Layers.ShouldBe(narrow.Layers);
    }

    [Fact]
    public void Read_CountsHistogramsOnlyWhenAsked()
    {
        (ArrayDataSet data, _, _) = Clouds();
        Network network = Network.For(new() { Hidden = [4] }, data);
        Probe probe = new(network, network.Initialize(Initializers.Xavier, 2), Samples, Workers.One);

        LayerReading with = probe.Read(data, [0, 1, 2], histograms: true).Layers[0];
        LayerReading without = probe.Read(data, [0, 1, 2], histograms: false).Layers[0];

        with.ActivationHistogram!.Counts.Sum().ShouldBe(3 * 4);
        (with.GradientHistogram!.Counts.Sum() + with.GradientHistogram.Zeros).ShouldBe(3 * 4);
        without.ActivationHistogram.ShouldBeNull();
        without.GradientHistogram.ShouldBeNull();
    }

    [Fact]
    public void Read_SeesThatZeroWeightsAreSymmetricAndPassNoGradient()
    {
        (ArrayDataSet data, _, _) = Clouds();
        Network network = Network.For(new() { Hidden = [4, 3], Activation = "relu" }, data);

        NetworkReading reading = new Probe(network, network.Initialize(Initializers.Zero, 2), Samples, Workers.One).Read(data, [0, 1, 2], histograms: false);

        reading.Layers.ShouldAllBe(layer => layer.Symmetric == 1 && layer.Dead == 1 && layer.Saturated == 0);
        reading.Layers.ShouldAllBe(layer => layer.Gradients.SecondMoment == 0 && layer.WeightGradients.SecondMoment == 0);

        // ln 3, computed in float32.
        reading.Loss.ShouldBe(Math.Log(3), 1e-6);
    }

    [Fact]
    public void Read_SeesUnitsOfEqualWeights()
    {
        (ArrayDataSet data, _, _) = Clouds();
        Network network = Network.For(new() { Hidden = [4] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 2);
        Span<float> weights = parameters[network.Layers[0].Weight];
        for (int input = 0; input < 3; input++)
        {
            weights[4 * input + 3] = weights[4 * input];
        }

        new Probe(network, parameters, Samples, Workers.One).Read(data, [0, 1, 2], histograms: false).Layers[0].Symmetric.ShouldBe(0.5);
    }

    private static void ShouldAgree(Moments measured, List<double> expected)
    {
        double mean = expected.Average();
        double square = expected.Average(value => value * value);
        double size = Math.Sqrt(square);

        measured.Count.ShouldBe(expected.Count);
        measured.Mean.ShouldBe(mean, Rounding * size);
        measured.SecondMoment.ShouldBe(square, 2 * Rounding * square);
        measured.StandardDeviation.ShouldBe(Math.Sqrt(expected.Average(value => (value - mean) * (value - mean))), 2 * Rounding * size);
    }

    /// <summary>Three inputs, three classes.</summary>
    private static (ArrayDataSet Data, float[] X, float[] Labels) Clouds()
    {
        RandomSequence random = new(1);
        float[] x = new float[3 * Samples];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (float)random.NextNormal();
        }

        float[] labels = [0, 1, 2, 0, 1, 2];
        return (new("clouds", new(3), ["a", "b", "c"], x, labels), x, labels);
    }
}
