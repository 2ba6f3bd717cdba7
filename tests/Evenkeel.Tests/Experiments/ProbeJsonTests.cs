using System.Text;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Experiments;
using Evenkeel.MeanField;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Experiments;

/// <summary>The fields that others rely on: their names, what they hold, and null where a number is not finite.</summary>
public class ProbeJsonTests
{
    private static readonly ComparisonSpec Small = new()
    {
        Data = new() { Name = "circle" },
        Network = new() { Hidden = [8, 6] },
        Training = new() { Batch = 20, Epochs = 1 },
        Schemes = ["xavier"],
    };

    private static readonly DataSplit Points = new(ToyData.Circle.Generate(60, 1), ToyData.Circle.Generate(40, 2));

    [Fact]
    public void Write_PutsWhatWasMeasuredBesideWhatWasPredicted()
    {
        ProbedStart start = Probe("xavier").Starts[0];

        using JsonDocument document = Document(Probe("xavier"));

        JsonElement[] layers = [.. document.RootElement.GetProperty("layers").EnumerateArray()];
        layers.Select(layer => layer.GetProperty("layer").GetInt32()).ShouldBe([1, 2]);
        layers.Select(layer => layer.GetProperty("width").GetInt32()).ShouldBe([8, 6]);
        for (int i = 0; i < 2; i++)
        {
            LayerReading reading = start.Reading.Layers[i];
            LayerPrediction prediction = start.Prediction!.Layers[i];
            JsonElement forward = layers[i].GetProperty("forward");
            forward.GetProperty("measured").GetDouble().ShouldBe(reading.PreActivations.SecondMoment);
            forward.GetProperty("predicted").GetDouble().ShouldBe(prediction.Forward.Predicted);
            Nullable(forward.GetProperty("low")).ShouldBe(prediction.Forward.Low);
            Nullable(forward.GetProperty("high")).ShouldBe(prediction.Forward.High);
            JsonElement backward = layers[i].GetProperty("backward");
            backward.GetProperty("measured").GetDouble().ShouldBe(reading.PreActivationGradients.SecondMoment / start.Reading.Layers[1].PreActivationGradients.SecondMoment);
            backward.GetProperty("predicted").GetDouble().ShouldBe(prediction.Backward.Predicted);
        }

        layers[1].GetProperty("backward").GetProperty("measured").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void Write_HasEveryFieldOfTheHead()
    {
        using JsonDocument document = Document(Probe("xavier"));

        JsonElement root = document.RootElement;
        root.GetProperty("kind").GetString().ShouldBe("probe");
        root.GetProperty("title").GetString().ShouldBe("xavier on circle");
        root.GetProperty("version").GetString().ShouldBe("1.2.3");
        root.GetProperty("command").GetString().ShouldBe("evenkeel probe");
        root.GetProperty("network").GetString().ShouldBe("2-8-6-1");
        root.GetProperty("activation").GetString().ShouldBe("tanh");
        root.GetProperty("scheme").GetString().ShouldBe("xavier");
        root.GetProperty("step").GetInt32().ShouldBe(0);
        root.GetProperty("batch").GetInt32().ShouldBe(20);
        root.GetProperty("loss").GetDouble().ShouldBeGreaterThan(0);
        root.GetProperty("expectedLoss").GetDouble().ShouldBe(Math.Log(2), 1e-12);
        root.GetProperty("noBand").ValueKind.ShouldBeOneOf(JsonValueKind.String, JsonValueKind.Null);
        root.GetProperty("jacobian").ValueKind.ShouldBeOneOf(JsonValueKind.Array, JsonValueKind.Null);
        root.GetProperty("quantileLevels").EnumerateArray().Select(level => level.GetDouble()).ShouldBe(LayerReading.Levels);
        root.GetProperty("meanings").GetProperty("dead").GetString().ShouldBe(LayerReading.DeadMeans);
    }

    [Theory]
    [InlineData("preActivation")]
    [InlineData("activation")]
    [InlineData("gradient")]
    [InlineData("activationGradient")]
    [InlineData("weightGradient")]
    [InlineData("weights")]
    [InlineData("biases")]
    public void Write_HasMomentsOfEverythingInALayer(string name)
    {
        using JsonDocument document = Document(Probe("xavier"));

        foreach (JsonElement layer in document.RootElement.GetProperty("layers").EnumerateArray())
        {
            JsonElement values = layer.GetProperty(name);
            double mean = values.GetProperty("mean").GetDouble();
            double deviation = values.GetProperty("std").GetDouble();
            double secondMoment = values.GetProperty("secondMoment").GetDouble();
            // E x² = (E x)² + Var x, up to the rounding of three sums in double.
            secondMoment.ShouldBe(mean * mean + deviation * deviation, 1e-12 * secondMoment + double.Epsilon);
            values.GetProperty("least").GetDouble().ShouldBeLessThanOrEqualTo(mean);
            values.GetProperty("most").GetDouble().ShouldBeGreaterThanOrEqualTo(mean);
            values.GetProperty("quantiles").ValueKind.ShouldBeOneOf(JsonValueKind.Array, JsonValueKind.Null);
        }
    }

    [Fact]
    public void Write_HasTheSharesAndDepthReadingsOfALayer()
    {
        ProbedStart start = Probe("xavier").Starts[0];

        using JsonDocument document = Document(Probe("xavier"));

        foreach ((JsonElement layer, LayerReading reading) in document.RootElement.GetProperty("layers").EnumerateArray().Zip(start.Reading.Layers))
        {
            layer.GetProperty("saturated").GetDouble().ShouldBe(reading.Saturated);
            layer.GetProperty("dead").GetDouble().ShouldBe(reading.Dead);
            layer.GetProperty("symmetric").GetDouble().ShouldBe(reading.Symmetric);
            Nullable(layer.GetProperty("nearlySymmetric")).ShouldBe(reading.NearlySymmetric);
            Nullable(layer.GetProperty("effectiveRank")).ShouldBe(reading.EffectiveRank);
            Nullable(layer.GetProperty("correlation")).ShouldBe(reading.Correlation);
            Nullable(layer.GetProperty("updateRatio")).ShouldBe(reading.UpdateRatio);
        }
    }

    [Fact]
    public void Write_SaysWhyANumberIsMissing()
    {
        using JsonDocument document = Document(Probe("zero"));

        JsonElement backward = document.RootElement.GetProperty("layers")[0].GetProperty("backward");

        backward.GetProperty("measured").ValueKind.ShouldBe(JsonValueKind.Null);
        backward.GetProperty("measuredIs").GetString().ShouldBe("nan");
    }

    [Fact]
    public void Write_PutsSeveralStartsIntoAnArray()
    {
        using JsonDocument document = Document(Probe("zero", "xavier"));

        JsonElement root = document.RootElement;
        root.TryGetProperty("layers", out _).ShouldBeFalse();
        root.GetProperty("starts").EnumerateArray().Select(start => start.GetProperty("scheme").GetString()).ShouldBe(["zero", "xavier"]);
        root.GetProperty("starts")[0].GetProperty("layers").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Write_HasHistogramsOnlyWhereTheyAreWanted()
    {
        using JsonDocument brief = Document(Probe("xavier"), detailed: false);
        using JsonDocument full = Document(Probe("xavier"));

        brief.RootElement.GetProperty("layers")[0].TryGetProperty("histograms", out _).ShouldBeFalse();
        JsonElement histogram = full.RootElement.GetProperty("layers")[0].GetProperty("histograms").GetProperty("activations");
        int counted = histogram.GetProperty("counts").EnumerateArray().Sum(count => count.GetInt32());
        counted.ShouldBe(20 * 8);
    }

    [Fact]
    public void Write_CarriesTheSpecificationThatReadsBack()
    {
        string json = Encoding.UTF8.GetString(ProbeJson.Write(Probe("xavier"), "evenkeel probe", "1.2.3", detailed: true).Span);

        ExperimentJson.Read(json).ShouldBe(Small);
    }

    [Fact]
    public void Write_HasAFindingWithItsSourceAndItsFixes()
    {
        ProbeResult result = Probe("xavier");
        Finding finding = new()
        {
            Code = "EK999", Severity = Severity.Warning, Layer = 2, Message = "it leaks", Measured = 3, Limit = 2, Advice = "Caulk it.",
            Source = "Noah", Fixes = [new("C#", "Caulk();"), new("JAX", "caulk()")],
        };

        using JsonDocument document = Document(result with { Starts = [result.Starts[0] with { Findings = [finding] }] });

        JsonElement written = document.RootElement.GetProperty("findings")[0];
        written.GetProperty("severity").GetString().ShouldBe("warning");
        written.GetProperty("source").GetString().ShouldBe("Noah");
        written.GetProperty("fixes").EnumerateArray().Select(fix => $"{fix.GetProperty("framework").GetString()}: {fix.GetProperty("code").GetString()}").ShouldBe(["C#: Caulk();", "JAX: caulk()"]);
    }

    [Fact]
    public void Write_GivesTheSameBytesForAnyNumberOfThreads()
    {
        ComparisonSpec spec = Small with { Schemes = ["zero", "xavier"] };

        byte[] one = ProbeJson.Write(new ProbeExperiment(spec, Points, new() { Step = 2 }).Run(1), "", "", detailed: true).ToArray();
        byte[] three = ProbeJson.Write(new ProbeExperiment(spec, Points, new() { Step = 2 }).Run(3), "", "", detailed: true).ToArray();

        three.ShouldBe(one);
    }

    private static double? Nullable(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static ProbeResult Probe(params string[] schemes) => new ProbeExperiment(Small with { Schemes = [.. schemes] }, Points, new()).Run(1);

    private static JsonDocument Document(ProbeResult result, bool detailed = true) =>
        JsonDocument.Parse(ProbeJson.Write(result, "evenkeel probe", "1.2.3", detailed));
}
