using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Tests.Experiments;

public class PhaseJsonTests
{
    private static readonly double[] Weights = [0.5, 1, 1.5, 2, 2.5];
    private static readonly double[] Biases = [0, 0.05, 0.1];

    [Fact]
    public void Write_HasTheGridRowByRow()
    {
        PhaseDiagram diagram = PhaseDiagram.Of(Activations.Parse("tanh"), Weights, Biases);

        using JsonDocument document = Document(diagram, null);

        JsonElement root = document.RootElement;
        root.GetProperty("kind").GetString().ShouldBe("phase");
        root.GetProperty("title").GetString().ShouldBe("Phase diagram of tanh");
        root.GetProperty("sigmaW2").EnumerateArray().Select(value => value.GetDouble()).ShouldBe(Weights);
        root.GetProperty("sigmaB2").EnumerateArray().Select(value => value.GetDouble()).ShouldBe(Biases);
        root.GetProperty("point").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (string field in new[] { "chi1", "q", "xiC" })
        {
            root.GetProperty(field).GetArrayLength().ShouldBe(15);
        }

        // The row of σb² = 0.05, the column of σw² = 1.5; single precision keeps 2⁻²⁴ of a number.
        FixedPoint expected = new SignalMap(Activations.Parse("tanh"), 1.5, 0.05).Attractor(1).Point!;
        root.GetProperty("chi1")[7].GetDouble().ShouldBe(expected.Chi1, 2e-7);
        root.GetProperty("q")[7].GetDouble().ShouldBe(expected.Q, 2e-7);
    }

    [Fact]
    public void Write_DrawsTheCriticalLineThroughThePublishedPoint()
    {
        PhaseDiagram diagram = PhaseDiagram.Of(Activations.Parse("tanh"), Weights, Biases);

        using JsonDocument document = Document(diagram, null);

        JsonElement line = document.RootElement.GetProperty("critical");
        double[] across = [.. line.GetProperty("sigmaW2").EnumerateArray().Select(value => value.GetDouble())];
        double[] up = [.. line.GetProperty("sigmaB2").EnumerateArray().Select(value => value.GetDouble())];
        line.GetProperty("q").GetArrayLength().ShouldBe(across.Length);
        int after = Array.FindIndex(up, value => value >= 0.05);
        double share = (0.05 - up[after - 1]) / (up[after] - up[after - 1]);

        // Schoenholz and others: tanh is critical at σb² = 0.05 with σw² = 1.760955; a chord between neighbours lies close by.
        (across[after - 1] + share * (across[after] - across[after - 1])).ShouldBe(1.760955, 2e-3);
    }

    [Fact]
    public void Write_MarksThePointAskedFor()
    {
        PhaseDiagram diagram = PhaseDiagram.Of(Activations.Parse("relu"), Weights, Biases);

        using JsonDocument document = Document(diagram, new(Activations.Parse("relu"), 1, 0.1));

        // ReLU halves σw²: χ₁ = 1/2 and q* = σb²/(1 − 1/2).
        JsonElement point = document.RootElement.GetProperty("point");
        point.GetProperty("sigmaW2").GetDouble().ShouldBe(1);
        point.GetProperty("sigmaB2").GetDouble().ShouldBe(0.1);
        point.GetProperty("chi1").GetDouble().ShouldBe(0.5, 1e-8);
        point.GetProperty("q").GetDouble().ShouldBe(0.2, 1e-8);
        point.GetProperty("xiC").GetDouble().ShouldBe(1 / Math.Log(2), 1e-7);
    }

    [Fact]
    public void Write_HasNullWhereTheSignalGrowsWithoutEnd()
    {
        PhaseDiagram diagram = PhaseDiagram.Of(Activations.Parse("relu"), Weights, Biases);

        using JsonDocument document = Document(diagram, null);

        document.RootElement.GetProperty("q")[9].ValueKind.ShouldBe(JsonValueKind.Null);
        document.RootElement.GetProperty("chi1")[9].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Write_TakesTheGradientsDepthWhereNoSignalIsLeft()
    {
        PhaseDiagram diagram = PhaseDiagram.Of(Activations.Parse("tanh"), Weights, Biases);

        using JsonDocument document = Document(diagram, null);

        // σw² = 1/2 without bias: q* = 0 and χ₁ = 1/2.
        document.RootElement.GetProperty("xiC")[0].GetDouble().ShouldBe(1 / Math.Log(2), 1e-6);
    }

    private static JsonDocument Document(PhaseDiagram diagram, SignalMap? marked) =>
        JsonDocument.Parse(PhaseJson.Write(diagram, marked, "evenkeel theory", "1.2.3"));
}
