using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Experiments;

namespace Evenkeel.Tests.Experiments;

/// <summary>The fields that others rely on: their names, their types, and null where a number is not finite.</summary>
public class ComparisonJsonTests
{
    private static readonly Lazy<ComparisonResult> Compared = new(() => new Comparison(
        new()
        {
            Data = new() { Name = "circle" },
            Network = new() { Hidden = [4, 3], Activation = "relu" },
            Training = new() { Batch = 20, Epochs = 1 },
            Schemes = ["zero", "xavier", "normal(1e30)"],
            Repeats = 2,
        },
        new(ToyData.Circle.Generate(60, 1), ToyData.Circle.Generate(40, 2))).Run(1));

    [Fact]
    public void Write_HasEveryFieldOfARun()
    {
        using JsonDocument document = Document(detailed: false);

        JsonElement[] runs = [.. document.RootElement.GetProperty("runs").EnumerateArray()];

        runs.Length.ShouldBe(6);
        foreach (JsonElement run in runs)
        {
            run.GetProperty("scheme").ValueKind.ShouldBe(JsonValueKind.String);
            run.GetProperty("seed").GetInt64().ShouldBeInRange(0, 1);
            ShouldBeNumberOrSayWhyNot(run, "initialLoss");
            ShouldBeNumberOrSayWhyNot(run, "finalLoss");
            ShouldBeShare(run.GetProperty("testAccuracy"));
            run.GetProperty("stepsToTarget").ValueKind.ShouldBeOneOf(JsonValueKind.Number, JsonValueKind.Null);
            run.GetProperty("diverged").ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
            run.GetProperty("divergedAt").ValueKind.ShouldBe(run.GetProperty("diverged").GetBoolean() ? JsonValueKind.Number : JsonValueKind.Null);
            run.GetProperty("steps").GetInt32().ShouldBeInRange(1, 3);
        }
    }

    [Fact]
    public void Write_HasEveryFieldOfALayer()
    {
        using JsonDocument document = Document(detailed: false);

        foreach (JsonElement run in document.RootElement.GetProperty("runs").EnumerateArray())
        {
            JsonElement[] layers = [.. run.GetProperty("layers").EnumerateArray()];
            layers.Select(layer => layer.GetProperty("layer").GetInt32()).ShouldBe([1, 2]);
            foreach (JsonElement layer in layers)
            {
                ShouldBeNumberOrSayWhyNot(layer, "activationMean");
                ShouldBeNumberOrSayWhyNot(layer, "activationStd");
                ShouldBeNumberOrSayWhyNot(layer, "gradientStd");
                ShouldBeShare(layer.GetProperty("saturated"));
                ShouldBeShare(layer.GetProperty("dead"));
                ShouldBeShare(layer.GetProperty("symmetric"));
            }
        }
    }

    [Fact]
    public void Write_HasTheNumbersOfTheResult()
    {
        using JsonDocument document = Document(detailed: false);

        JsonElement run = document.RootElement.GetProperty("runs")[2];

        RunResult expected = Compared.Value.Runs[2];
        run.GetProperty("scheme").GetString().ShouldBe("xavier");
        run.GetProperty("initialLoss").GetDouble().ShouldBe(expected.InitialLoss);
        run.GetProperty("finalLoss").GetDouble().ShouldBe(expected.FinalLoss);
        run.GetProperty("layers")[1].GetProperty("gradientStd").GetDouble().ShouldBe(expected.Snapshots[0].Reading.Layers[1].Gradients.StandardDeviation);
        run.GetProperty("layers")[0].GetProperty("activationMean").GetDouble().ShouldBe(expected.Snapshots[0].Reading.Layers[0].Activations.Mean);
    }

    [Fact]
    public void Write_HasEveryFieldOfASummary()
    {
        using JsonDocument document = Document(detailed: false);

        JsonElement[] summaries = [.. document.RootElement.GetProperty("summary").EnumerateArray()];

        summaries.Select(summary => summary.GetProperty("scheme").GetString()).ShouldBe(["zero", "xavier", "normal(1E+30)"]);
        foreach (JsonElement summary in summaries)
        {
            JsonElement accuracy = summary.GetProperty("testAccuracy");
            ShouldBeShare(accuracy.GetProperty("mean"));
            ShouldBeShare(accuracy.GetProperty("low"));
            ShouldBeShare(accuracy.GetProperty("high"));
        }

        JsonElement finding = summaries[0].GetProperty("findings")[0];
        finding.GetProperty("code").GetString().ShouldBe("EK101");
        finding.GetProperty("severity").GetString().ShouldBe("error");
        finding.GetProperty("layer").GetInt32().ShouldBe(1);
        finding.GetProperty("message").GetString()!.ShouldStartWith("4 of 4 units in layer 1");
        finding.GetProperty("source").ValueKind.ShouldBe(JsonValueKind.String);
        finding.GetProperty("fixes").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public void Write_HasNullAndAReasonForANumberThatIsNotFinite()
    {
        using JsonDocument document = Document(detailed: true);

        JsonElement run = document.RootElement.GetProperty("runs")[4];

        run.GetProperty("diverged").GetBoolean().ShouldBeTrue();
        run.GetProperty("divergedAt").GetInt32().ShouldBe(1);
        run.GetProperty("finalLoss").ValueKind.ShouldBe(JsonValueKind.Null);
        run.GetProperty("finalLossIs").GetString().ShouldBe("nan");
        run.GetProperty("loss").GetProperty("values")[0].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Write_HasNullWithoutAReasonWhereNothingApplies()
    {
        using JsonDocument document = Document(detailed: false);

        JsonElement run = document.RootElement.GetProperty("runs")[2];

        run.GetProperty("divergedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        run.TryGetProperty("divergedAtIs", out _).ShouldBeFalse();
    }

    [Fact]
    public void Write_HasTheSpecificationThatRunsItAgain()
    {
        ReadOnlyMemory<byte> document = ComparisonJson.Write(Compared.Value, "evenkeel compare", "1.0", detailed: true);

        ExperimentJson.Read(System.Text.Encoding.UTF8.GetString(document.Span)).ShouldBe(Compared.Value.Spec);
    }

    [Fact]
    public void Write_AddsCurvesAndHistogramsWhereDetailsAreWanted()
    {
        using JsonDocument detailed = Document(detailed: true);
        using JsonDocument brief = Document(detailed: false);

        JsonElement run = detailed.RootElement.GetProperty("runs")[2];

        run.GetProperty("loss").GetProperty("steps").GetArrayLength().ShouldBe(3);
        JsonElement histogram = run.GetProperty("snapshots")[0].GetProperty("layers")[0].GetProperty("activations");
        int counted = histogram.GetProperty("counts").EnumerateArray().Sum(count => count.GetInt32());
        (counted + histogram.GetProperty("below").GetInt32() + histogram.GetProperty("above").GetInt32()).ShouldBe(20 * 4);
        brief.RootElement.GetProperty("runs")[2].TryGetProperty("loss", out _).ShouldBeFalse();
    }

    private static JsonDocument Document(bool detailed) => JsonDocument.Parse(ComparisonJson.Write(Compared.Value, "evenkeel compare", "1.0", detailed));

    private static void ShouldBeShare(JsonElement element) => element.GetDouble().ShouldBeInRange(0, 1);

    private static void ShouldBeNumberOrSayWhyNot(JsonElement parent, string name)
    {
        if (parent.GetProperty(name).ValueKind == JsonValueKind.Null)
        {
            parent.GetProperty($"{name}Is").GetString().ShouldBeOneOf("nan", "inf", "-inf");
        }
        else
        {
            double.IsFinite(parent.GetProperty(name).GetDouble()).ShouldBeTrue();
            parent.TryGetProperty($"{name}Is", out _).ShouldBeFalse();
        }
    }
}
