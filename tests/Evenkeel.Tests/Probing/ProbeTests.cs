using System.Text.Json;
using System.Text.Json.Serialization;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

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

    [Theory]
    [InlineData(Readings.Moments)]
    [InlineData(Readings.Histograms)]
    [InlineData(Readings.Quantiles)]
    [InlineData(Readings.NearSymmetry)]
    [InlineData(Readings.EffectiveRank)]
    [InlineData(Readings.Correlation)]
    [InlineData(Readings.Jacobian)]
    [InlineData(Readings.All)]
    public void Read_TakesWhatIsAskedForAndNoMore(Readings readings)
    {
        (Network network, ParameterStore parameters, IDataSet data) = Digit(hidden: 20);

        NetworkReading reading = new Probe(network, parameters, 30, Workers.One).Read(data, Rows(30), readings);

        LayerReading layer = reading.Layers[1];
        (layer.ActivationHistogram is not null).ShouldBe(readings.HasFlag(Readings.Histograms));
        (layer.PreActivationHistogram is not null).ShouldBe(readings.HasFlag(Readings.Histograms));
        (layer.GradientHistogram is not null).ShouldBe(readings.HasFlag(Readings.Histograms));
        (layer.WeightHistogram is not null).ShouldBe(readings.HasFlag(Readings.Histograms));
        (layer.WeightGradientHistogram is not null).ShouldBe(readings.HasFlag(Readings.Histograms));
        layer.PreActivationQuantiles.HasValue.ShouldBe(readings.HasFlag(Readings.Quantiles));
        layer.ActivationQuantiles.HasValue.ShouldBe(readings.HasFlag(Readings.Quantiles));
        layer.GradientQuantiles.HasValue.ShouldBe(readings.HasFlag(Readings.Quantiles));
        layer.NearlySymmetric.HasValue.ShouldBe(readings.HasFlag(Readings.NearSymmetry));
        layer.EffectiveRank.HasValue.ShouldBe(readings.HasFlag(Readings.EffectiveRank));
        layer.Correlation.HasValue.ShouldBe(readings.HasFlag(Readings.Correlation));
        reading.InputCorrelation.HasValue.ShouldBe(readings.HasFlag(Readings.Correlation));
        reading.JacobianSingularValues.HasValue.ShouldBe(readings.HasFlag(Readings.Jacobian));
        layer.UpdateRatio.ShouldBeNull();
        reading.OutputUpdateRatio.ShouldBeNull();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Read_IsTheSameOnAnyNumberOfThreads(int threads)
    {
        (Network network, ParameterStore parameters, IDataSet data) = Digit(hidden: 70);
        using Workers workers = new(threads);

        NetworkReading shared = new Probe(network, parameters, 100, workers).Read(data, Rows(100), Readings.All, Step(network, "adam", 0.01));

        Text(shared).ShouldBe(Text(new Probe(network, parameters, 100, Workers.One).Read(data, Rows(100), Readings.All, Step(network, "adam", 0.01))));
    }

    [Fact]
    public void Read_AtAnyStepOfATrainingIsThatOfANetworkWithTheseParameters()
    {
        (Network network, ParameterStore parameters, IDataSet data) = Digit(hidden: 12);
        (_, ParameterStore unread, _) = Digit(hidden: 12);
        Probe probe = new(network, parameters, 40, Workers.One);
        TrainingSpec spec = new() { Steps = 10, Batch = 20, LearningRate = 0.1 };
        List<string> readings = [Text(probe.Read(data, Rows(40), Readings.All))], expected = [Text(Fresh(parameters))];

        IEnumerator<TrainingStep> others = new Trainer(network, unread, data, spec, 7, Workers.One).Steps().GetEnumerator();
        foreach (TrainingStep step in new Trainer(network, parameters, data, spec, 7, Workers.One).Steps())
        {
            others.MoveNext();
            if (step.Step is not (5 or 10)) continue;
            readings.Add(Text(probe.Read(data, Rows(40), Readings.All, Step(network, "sgd", 0.1))));
            expected.Add(Text(new Probe(network, unread, 40, Workers.One).Read(data, Rows(40), Readings.All, Step(network, "sgd", 0.1))));
        }

        readings.ShouldBe(expected);
        readings.Distinct().Count().ShouldBe(3);

        NetworkReading Fresh(ParameterStore held) => new Probe(network, held, 40, Workers.One).Read(data, Rows(40), Readings.All);
    }

    [Fact]
    public void Read_MeasuresTheStepThatATrainerTakes()
    {
        (Network network, ParameterStore parameters, IDataSet data) = Digit(hidden: 12);
        ParameterStore before = new(network.Graph);
        before.CopyFrom(parameters);
        TrainingSpec spec = new() { Steps = 1, Batch = 40, Optimizer = "adamw", LearningRate = 0.01, WeightDecay = 0.1 };
        Trainer trainer = new(network, parameters, data, spec, 7, Workers.One);

        NetworkReading planned = new Probe(network, parameters, 40, Workers.One).Read(data, trainer.FirstBatch.AsSpan(), Readings.Moments, Step(network, "adamw", 0.01, 0.1));
        foreach (TrainingStep _ in trainer.Steps()) { }

        planned.Layers.Select(layer => layer.UpdateRatio!.Value).Append(planned.OutputUpdateRatio!.Value).ShouldBe(UpdateRatios.Of(before, parameters, network));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Read_ShowsNumbersThatAreNotFinite(float broken)
    {
        (Network network, ParameterStore parameters, IDataSet data) = Digit(hidden: 20);
        parameters[network.Layers[1].Weight].Fill(broken);

        NetworkReading reading = new Probe(network, parameters, 30, Workers.One).Read(data, Rows(30), Readings.All, Step(network, "adam", 0.01));

        LayerReading layer = reading.Layers[1];
        double.IsFinite(layer.PreActivations.Mean).ShouldBeFalse();
        double.IsFinite(reading.Loss).ShouldBeFalse();
        layer.Weights.Mean.ShouldBe(broken);
        layer.NearlySymmetric!.Value.ShouldBe(double.NaN);
        layer.EffectiveRank!.Value.ShouldBe(double.NaN);
        layer.Correlation!.Value.ShouldBe(double.NaN);
        layer.UpdateRatio!.Value.ShouldBe(double.NaN);
        layer.PreActivationQuantiles!.Value.ShouldAllBe(value => !double.IsFinite(value));
        reading.JacobianSingularValues!.Value.Length.ShouldBe(10);
        reading.JacobianSingularValues!.Value.ShouldAllBe(value => double.IsNaN(value));
        double.IsFinite(reading.Layers[0].EffectiveRank!.Value).ShouldBeTrue();
    }

    [Fact]
    public void Read_OfMomentsAllocatesItsRecordsOnly()
    {
        (Network network, ParameterStore parameters, IDataSet data) = Digit(hidden: 200);
        Probe probe = new(network, parameters, 100, Workers.One);
        int[] rows = Rows(100);
        for (int i = 0; i < 3; i++) probe.Read(data, rows, Readings.Moments);

        long before = GC.GetAllocatedBytesForCurrentThread();
        probe.Read(data, rows, Readings.Moments);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // A layer's numbers, as they are measured and as they are given: twice seven moments of six numbers, and some fifty more.
        allocated.ShouldBeLessThan(2 * 2048 + 1024);
    }

    [Fact]
    public void Read_OfNetworkWithoutHiddenLayersHasTheJacobianOfItsWeights()
    {
        (ArrayDataSet data, _, _) = Clouds();
        Network network = Network.For(new(), data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 2);

        NetworkReading reading = new Probe(network, parameters, Samples, Workers.One).Read(data, [4, 1], Readings.All);

        // Of the transpose, so rounded apart: within the error that singular values have.
        double[] expected = SingularValues.Of(parameters[network.Layers[0].Weight], 3, 3);
        for (int k = 0; k < 3; k++) reading.JacobianSingularValues!.Value[k].ShouldBe(expected[k], 1e-15 * expected[0]);
    }

    [Fact]
    public void LayerJacobian_NeedsAReadingAndALayer()
    {
        (Network network, ParameterStore parameters, IDataSet data) = Digit(hidden: 4);
        Probe probe = new(network, parameters, 4, Workers.One);

        Should.Throw<InvalidOperationException>(() => probe.LayerJacobian(1, 0)).Message.ShouldBe("Nothing has been read; call Read first.");
        probe.Read(data, Rows(4), Readings.Moments);
        Should.Throw<ArgumentOutOfRangeException>(() => probe.LayerJacobian(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => probe.LayerJacobian(3, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => probe.LayerJacobian(1, 4));
    }

    private static Optimizer Step(Network network, string optimizer, double rate, double weightDecay = 0)
    {
        Optimizer step = Optimizers.Create(optimizer, network.Graph);
        step.Begin(rate, weightDecay);
        return step;
    }

    private static string Text(NetworkReading reading) => JsonSerializer.Serialize(reading, Exact);

    private static readonly JsonSerializerOptions Exact = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static int[] Rows(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Two hidden layers on generated digits.</summary>
    private static (Network Network, ParameterStore Parameters, IDataSet Data) Digit(int hidden)
    {
        IDataSet data = Digits.Generate(100, 0);
        Network network = Network.For(new() { Hidden = [hidden, hidden] }, data);
        return (network, network.Initialize(Initializers.Xavier, 2), data);
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
