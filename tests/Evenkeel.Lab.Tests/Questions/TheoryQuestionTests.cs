using Evenkeel.Lab.Questions;
using System.Text.Json;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Lab.Tests.Questions;

public class TheoryQuestionTests
{
    [Fact]
    public void Gains_OfTanhAreThoseOfScipy()
    {
        JsonElement answer = Asking.Clean("gains", "activation=tanh");

        // scipy 1.10, integrate.quad over N(0, 1).
        answer.Items("gains").Select(gain => gain.Number("value")).ShouldBe([1.5925374197228301, 1.5925374197228301, 1.467413591630795], 1e-9);
        answer.Number("chi1").ShouldBe(1.177807232304178, 1e-9);
        answer.Number("torch").ShouldBe(5.0 / 3, 1e-15);
        answer.Numbers("x").Length.ShouldBe(161);
        answer.Numbers("value")[160].ShouldBe(Math.Tanh(4), 1e-7);
        answer.Numbers("slope")[80].ShouldBe(1);
    }

    [Fact]
    public void Gains_OfAFormulaAreThoseOfScipy()
    {
        JsonElement answer = Asking.Clean("gains", "activation=x*sigmoid(1.702*x)");

        answer.Items("gains").Select(gain => gain.Number("value")).ShouldBe([1.5394587622988312, 1.7093585898912742, 1.4914592267500504], 1e-9);
        answer.Number("chi1").ShouldBe(1.0654016115808398, 1e-9);
        answer.GetProperty("torch").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Text("sentence")!.ShouldEndWith("PyTorch has no gain for it.");
    }

    [Fact]
    public void Gains_OfReluHaveItsKinkAndTwo()
    {
        JsonElement answer = Asking.Clean("gains", "activation=relu");

        answer.Numbers("kinks").ShouldBe([0]);
        answer.Items("gains")[0].Number("sigmaW2").ShouldBe(2, 1e-9);
        answer.Number("chi1").ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Conflict_OfTanhGrowsTheGradientsAsScipySays()
    {
        JsonElement answer = Asking.Clean("conflict", "activation=tanh&layers=11");

        answer.Number("perLayer").ShouldBe(1.177807232304178, 1e-9);
        JsonElement kept = answer.Items("gains")[0];
        kept.Numbers("forward").ShouldAllBe(q => Math.Abs(q - 1) < 1e-8);
        kept.Numbers("backward")[0].ShouldBe(Math.Pow(1.177807232304178, 10), 1e-6);
        kept.Numbers("backward")[^1].ShouldBe(1);
        JsonElement compromise = answer.GetProperty("compromise");
        compromise.GetProperty("isWithin").GetBoolean().ShouldBeTrue();
        compromise.Numbers("forward").Concat(compromise.Numbers("backward")).ShouldAllBe(growth => growth < 1.5 * (1 + 1e-6) && growth > 1 / (1.5 * (1 + 1e-6)));
    }

    [Fact]
    public void Conflict_OfReluIsNone()
    {
        JsonElement answer = Asking.Clean("conflict", "activation=relu&layers=50");

        answer.GetProperty("canBothHold").GetBoolean().ShouldBeTrue();
        answer.GetProperty("compromise").Number("sigmaW2").ShouldBe(2, 1e-6);
    }

    [Fact]
    public void Phase_HasThePointWhereScipyFindsIt()
    {
        JsonElement answer = Asking.Clean("phase", "activation=tanh&sigma-w2=2&sigma-b2=0.1");

        JsonElement point = answer.Items("points").ShouldHaveSingleItem();
        point.Number("q").ShouldBe(0.8146440100660016, 1e-9);
        point.Number("chi1").ShouldBe(1.0030069150756669, 1e-9);
        point.Text("phase").ShouldBe("chaotic");
        point.Number("reach").ShouldBe(6 * point.Number("xiC"), 1e-9);
        point.GetProperty("inside").GetBoolean().ShouldBeTrue();
        JsonElement diagram = answer.GetProperty("diagram");
        diagram.Text("kind").ShouldBe("phase");
        diagram.Items("chi1").Length.ShouldBe(diagram.Items("sigmaW2").Length * diagram.Items("sigmaB2").Length);
    }

    [Fact]
    public void Phase_PutsEachStartOfTheExperimentOnTheDiagram()
    {
        JsonElement[] points = Asking.Clean("phase", "data=circle&hidden=50x30&activation=relu&init=he-normal,xavier,xavier*100,lsuv").Items("points");

        points.Select(point => point.Text("scheme")).ShouldBe(["he-normal", "xavier", "xavier*100", "lsuv"]);
        points[0].Number("sigmaW2").ShouldBe(2, 1e-12);
        points[1].Number("sigmaW2").ShouldBe(1, 1e-12);
        points.Select(point => point.GetProperty("inside").GetBoolean()).ShouldBe([true, true, false, false]);
        points[3].GetProperty("sigmaW2").ValueKind.ShouldBe(JsonValueKind.Null);
        points[3].Text("sentence")!.ShouldContain("looks at the first batch");

        // χ₁ = ½ under ReLU with σw² = 1: ξ_c = 1/ln 2, six of which are 8.66 layers.
        points[1].Text("sentence")!.ShouldEndWith("This network has 30 hidden layers, more than the 8.7 that 6 ξ_c allows.");
    }

    [Fact]
    public void Prediction_OfReluIsTheClosedForm()
    {
        JsonElement run = Asking.Clean("prediction", "data=circle&hidden=200x6&activation=relu&init=xavier").Items("runs").ShouldHaveSingleItem();

        // σw² = 1 halves the second moment at every layer, forward and backward; the bands' middle lies a little below the mean at width 200.
        run.GetProperty("growth").Number("forwardPerLayer").ShouldBe(0.5, 1e-9);
        run.GetProperty("growth").Number("backwardPerLayer").ShouldBe(0.5, 1e-9);
        run.GetProperty("growth").Number("forward").ShouldBe(1.0 / 32, 1e-9);
        JsonElement[] layers = run.Items("prediction");
        layers.Length.ShouldBe(6);
        layers.ShouldAllBe(layer => layer.GetProperty("forward").Number("low") < layer.GetProperty("forward").Number("predicted"));
        run.Text("sentence").ShouldBe("Forward, the signal fades: its second moment shrinks 0.5× per layer, 0.03125× over 5 steps. Backward, the gradient fades: its second moment shrinks 0.5× per layer, 0.03125× over 5 steps.");
    }

    [Fact]
    public void Prediction_FollowsTheMultiplierOfTheVariance()
    {
        double[] first = [.. Asking.Clean("prediction", "data=circle&hidden=300x3&activation=linear&init=xavier,xavier*0.25,xavier*4").Items("runs")
            .Select(run => run.Items("prediction")[^1].GetProperty("forward").Number("predicted"))];

        // Linear layers: the second moment of layer 3 has the multiplier's third power. Bands scatter alike, so that their middles have this ratio too.
        (first[1] / first[0]).ShouldBe(Math.Pow(0.25, 3), 1e-9);
        (first[2] / first[0]).ShouldBe(64, 1e-6);
    }

    [Fact]
    public void Prediction_SaysWhyThereIsNone()
    {
        JsonElement[] runs = Asking.Clean("prediction", "data=circle&hidden=6,3&init=lsuv,constant(0.5),zero").Items("runs");

        runs[0].GetProperty("prediction").ValueKind.ShouldBe(JsonValueKind.Null);
        runs[0].Text("noPrediction")!.ShouldContain("looks at the first batch");
        runs[1].Text("noPrediction")!.ShouldContain("push all samples one way");
        runs[2].Text("sentence")!.ShouldStartWith("Weights are 0");
    }

    [Theory]
    [InlineData("tanh", 1, 0.008190342953878606)]
    [InlineData("tanh", 4, 0.18614804541636243)]
    [InlineData("tanh", 100, 0.791462407174143)]
    [InlineData("sigmoid", 9, 0.07794314056373454)]
    public void SaturatedShare_IsThatOfScipy(string activation, double q, double share) =>
        Saturation.Share(Activations.Parse(activation), q)!.Value.ShouldBe(share, 1e-12);

    [Fact]
    public void SaturatedShare_IsNoneWhereNothingFlattens() => Saturation.Share(Activations.Relu, 1).ShouldBeNull();

    [Fact]
    public void Theory_IsTheDocumentOfTheCommandLine()
    {
        JsonElement answer = Asking.Clean("theory", "data=circle&hidden=100x10&activation=relu&init=he-normal");

        answer.GetProperty("fixedPoint").Number("chi1").ShouldBe(1, 1e-9);
        answer.Items("trajectory").Length.ShouldBe(10);
        answer.GetProperty("point").Text("scheme").ShouldBe("he-normal");
    }
}
