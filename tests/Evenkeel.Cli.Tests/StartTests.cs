using System.Text.Json;

namespace Evenkeel.Cli.Tests;

/// <summary>Starts that look at data, as people ask for them.</summary>
public sealed class StartTests : IDisposable
{
    private const string Small = "--data circle --hidden 8,8 --activation tanh --steps 3";

    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("compare --init lsuv*2", "Scheme 'lsuv*2' multiplies a variance that 'lsuv' itself sets by what it measures; leave '*2' out.")]
    [InlineData("compare --init xavier,lsvu", "Unknown initializer 'lsvu'. Did you mean 'lsuv'?")]
    [InlineData("compare --init lsuv,lsuv(orthogonal)", "The initializer 'lsuv' is named twice.")]
    [InlineData("train --init auto(init=zero)", "'zero' gives the weights of layer 1 no scatter, so 'auto(init=zero)' has nothing to scale; name a rule that draws weights at random, such as orthogonal.")]
    [InlineData("draw lsuv --shape 3,4", "'lsuv' looks at data on its way through a whole network, so it draws no tensor by itself; 'evenkeel train --init lsuv' uses it, and --save keeps the network.")]
    [InlineData("train --data circle --hidden 8x3 --init fixup", "'fixup-network' starts networks with residual branches, and this one has none; say how many layers each has (--branch 2), or take he-normal.")]
    [InlineData("train --data circle --hidden 8x4 --branch 2 --init fixup", "Residual branches of 2 layers need a first hidden layer and 2 more for each branch, all of one width, but got 4 hidden layers; take 3 or 5.")]
    [InlineData("compare --data circle --hidden 8x3 --branch 2 --init auto", "'auto' solves for plain stacks of layers, and this network has residual branches; take fixup-network.")]
    [InlineData("draw fixup-network --shape 3,4", "'fixup-network' starts a whole network, so it draws no tensor by itself; 'evenkeel train --init fixup-network' uses it, and --save keeps the network.")]
    [InlineData("theory relu --init fixup-network", "--init 'fixup-network': fixup-network starts a whole network, and theory here follows one rule through a plain stack; 'evenkeel probe --init fixup-network' shows what it makes beside what theory says of it.")]
    [InlineData("schemes auto --shape 3,4", "--shape goes with one scheme, as in 'evenkeel schemes he-normal --shape 300,784'; 'auto', which scales whole networks, takes no shape.")]
    public void WrongUse_GetsOneSentence(string line, string sentence)
    {
        Session.Answer answer = session.Run(line);

        answer.Code.ShouldBe(2);
        answer.Error.Trim().ShouldBe($"evenkeel: {sentence}");
    }

    [Fact]
    public void Compare_TellsWhatEachStartDid()
    {
        JsonElement document = session.Json($"compare --init xavier,lsuv,auto {Small} --repeats 1 --json");

        JsonElement[] runs = [.. document.GetProperty("runs").EnumerateArray()];
        runs.Select(run => run.GetProperty("scheme").GetString()).ShouldBe(["xavier", "lsuv", "auto"]);
        runs[0].GetProperty("calibration").ValueKind.ShouldBe(JsonValueKind.Null);
        runs[1].GetProperty("calibration").GetProperty("layers").GetArrayLength().ShouldBe(3);
        runs[1].GetProperty("calibration").GetProperty("analytic").ValueKind.ShouldBe(JsonValueKind.Null);
        runs[2].GetProperty("calibration").GetProperty("analytic").GetProperty("method").GetString().ShouldBe("SmallQ");
        document.GetProperty("spec").GetProperty("schemes").EnumerateArray().Select(scheme => scheme.GetString()).ShouldBe(["xavier", "lsuv", "auto"]);
    }

    [Fact]
    public void Compare_TrainsResidualNetworks()
    {
        JsonElement document = session.Json("compare --data circle --hidden 8x5 --branch 2 --activation relu --init he-normal,fixup,branch-scaled --steps 3 --repeats 1 --json");

        document.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("scheme").GetString()).ShouldBe(["he-normal", "fixup-network", "branch-scaled"]);
        document.GetProperty("spec").GetProperty("network").GetProperty("branch").GetInt32().ShouldBe(2);

        // With an output layer of 0 every class is as likely: ln 2, which float32 rounds.
        document.GetProperty("runs")[1].GetProperty("initialLoss").GetDouble().ShouldBe(Math.Log(2), 1e-7);
        session.Json("compare --data circle --hidden 8,8 --init xavier --steps 1 --repeats 1 --json").GetProperty("spec").GetProperty("network").TryGetProperty("branch", out _).ShouldBeFalse();
    }

    [Fact]
    public void Train_SavesResidualNetworks_AndPredictReadsThem()
    {
        session.Run("train --data circle --hidden 8x5 --branch 2 --activation relu --init fixup --lr 0.1 --steps 40 --batch full --save {dir}/net.safetensors").Error.ShouldContain("2-8-(8-8)×2-1 relu");

        session.Place("points.csv", "0,0\n3,3\n");
        session.Json("predict {dir}/net.safetensors {dir}/points.csv --json").GetProperty("predictions").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Compare_GivesTheSameResultFromItsSpecification()
    {
        string first = session.Run($"compare --init lsuv,auto(2) {Small} --repeats 2 --json --out {{dir}}/results").Output;

        string again = session.Run("compare --spec {dir}/results/spec.json --json").Output;

        JsonDocument.Parse(again).RootElement.GetProperty("runs").GetRawText().ShouldBe(JsonDocument.Parse(first).RootElement.GetProperty("runs").GetRawText());
    }

    [Fact]
    public void Compare_PrintsTheTableBelowTheVerdicts()
    {
        string output = session.Run($"compare --init lsuv {Small} --repeats 1").Output;

        output.ShouldContain("lsuv, on 100 samples of the first batch. Drawn as orthogonal, then each layer's weights were divided");
        output.ShouldContain("  output  ");
    }

    [Fact]
    public void Train_PrintsAndWritesWhatTheStartDid()
    {
        session.Run($"train --init auto {Small}").Error.ShouldContain("auto, on 100 samples of the first batch. Weights alone keep both sides at q = ");

        session.Json($"train --init auto {Small} --json").GetProperty("calibration").GetProperty("complete").GetBoolean().ShouldBeTrue();
        session.Json($"train --init xavier {Small} --json").GetProperty("calibration").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("lsuv", "W ← W/√(Var z)")]
    [InlineData("auto", "Var w = q/(n_in E φ²)")]
    public void Schemes_ShowsAPageOfEachStart(string name, string rule)
    {
        string page = session.Run($"schemes {name}").Output;

        page.ShouldStartWith(name);
        page.ShouldContain(rule);
        session.Run("schemes").Output.ShouldContain($"{name}(");
        session.Json($"schemes {name} --json").GetProperty("canonical").GetString().ShouldBe(name);
    }
}
