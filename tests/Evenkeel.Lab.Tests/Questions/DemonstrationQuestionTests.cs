using System.Text.Json;

namespace Evenkeel.Lab.Tests.Questions;

public class DemonstrationQuestionTests
{
    [Theory]
    [InlineData("alpha=1.5&layers=10", 38.443359375)]
    [InlineData("alpha=0.5&layers=10", 0.001953125)]
    [InlineData("alpha=-2&layers=8", -128)]
    public void Chain_IsThePowerOfTheArticle(string query, double output)
    {
        JsonElement answer = Asking.Clean("chain", query);

        answer.Number("output").ShouldBe(output);
        answer.Number("expected").ShouldBe(output);
        answer.Number("relativeError").ShouldBe(0);
        answer.GetProperty("training").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Items("examples").Select(example => example.Number("output")).ShouldBe([38.443359375, 0.001953125]);
    }

    [Fact]
    public void Chain_OverflowIsNullAndSaid()
    {
        JsonElement answer = Asking.Clean("chain", "alpha=3&layers=200");

        // 3^81 is beyond 3.4e38.
        JsonElement layer = answer.Items("chain").First(layer => layer.GetProperty("activation").ValueKind == JsonValueKind.Null);
        layer.Number("layer").ShouldBe(81);
        answer.Text("sentence")!.ShouldContain("Overflow: layer 81's activation exceeds float32");
    }

    [Theory]
    [InlineData("alpha=1.5&layers=10&train=yes", true)]
    [InlineData("alpha=0.5&layers=10&train=yes", false)]
    public void Chain_TrainedOscillatesWhereTooLargeAndSettlesWhereTooSmall(string query, bool oscillates)
    {
        JsonElement training = Asking.Clean("chain", query).GetProperty("training");

        training.GetProperty("oscillates").GetBoolean().ShouldBe(oscillates);
        training.Numbers("costs").Length.ShouldBe(1001);
        training.Number("lowest").ShouldBeGreaterThan(training.Number("least") * (1 - 1e-5));
        training.Text("sentence")!.ShouldContain(oscillates ? "oscillates around its minimum" : "settles before its minimum");
    }

    [Fact]
    public void Products_HoldWhatTheyDrawAndTheLawBesideIt()
    {
        JsonElement answer = Asking.Clean("products", "width=10&layers=30&draws=40&seed=1");

        double[][] forward = [.. answer.Items("forward").Select(draw => draw.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        forward.Length.ShouldBe(40);
        forward.ShouldAllBe(draw => draw.Length == 30);

        // ψ(5) and ψ′(5) by scipy 1.10: (ln 2/10 + ψ(5))/(2 ln 10) and √ψ′(5)/(2 ln 10).
        answer.Number("typicalPerLayer").ShouldBe(-0.022435705919548174, 1e-14);
        answer.Number("deviationPerLayer").ShouldBe(0.10215686255607555, 1e-14);
        answer.Number("meanSquarePerLayer").ShouldBe(0);

        // Four standard errors of a mean over 40 draws.
        forward.Average(draw => draw[^1]).ShouldBe(30 * -0.0224357, 4 * Math.Sqrt(30.0 / 40) * 0.1021569);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("bias")]
    [InlineData("mean")]
    [InlineData("correlated")]
    [InlineData("large")]
    [InlineData("relu")]
    public void Derivation_FailsWhereItSaysThatTheBrokenAssumptionBreaksIt(string broken)
    {
        JsonElement answer = Asking.Clean("derivation", $"broken={broken}");

        foreach (JsonElement equality in answer.Items("equalities"))
        {
            bool isBroken = equality.Items("brokenBy").Any(word => word.GetString() == broken);
            equality.GetProperty("holds").GetBoolean().ShouldBe(!isBroken, $"{equality.Number("number")}: {equality.Text("sentence")}");
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public void Derivation_HoldsAtOtherWidths(int width) =>
        Asking.Clean("derivation", $"width={width}").Items("equalities").ShouldAllBe(equality => equality.GetProperty("holds").GetBoolean());

    [Fact]
    public void Derivation_OfSigmoidLosesAllButASixteenthOfTheVariance()
    {
        JsonElement first = Asking.Clean("derivation", "activation=sigmoid").Items("equalities")[0];

        // σ′(0)² = 1/16; the curvature takes less than a percent at Var z = 0.0025.
        first.Number("ratio").ShouldBe(1.0 / 16, 0.01 / 16);
        first.GetProperty("holds").GetBoolean().ShouldBeFalse();
    }
}
