using System.Text.Json;

namespace Evenkeel.Cli.Tests;

public sealed class ProbeTests : IDisposable
{
    private const string Small = "probe --train 200 --test 50 --hidden 60x3 ";

    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void Json_HasTheFieldsThatOthersRelyOn()
    {
        JsonElement answer = session.Json(Small + "--init xavier --json");

        JsonElement[] layers = [.. answer.GetProperty("layers").EnumerateArray()];
        layers.Select(layer => layer.GetProperty("layer").GetInt32()).ShouldBe([1, 2, 3]);
        foreach (string side in (string[])["forward", "backward"])
        {
            layers[0].GetProperty(side).GetProperty("measured").GetDouble().ShouldBeGreaterThan(0);
            double predicted = layers[0].GetProperty(side).GetProperty("predicted").GetDouble();
            layers[0].GetProperty(side).GetProperty("low").GetDouble().ShouldBeInRange(0, predicted);
            layers[0].GetProperty(side).GetProperty("high").GetDouble().ShouldBeGreaterThan(predicted);
        }

        layers[2].GetProperty("backward").GetProperty("measured").GetDouble().ShouldBe(1);
        layers[0].GetProperty("correlationPredicted").GetDouble().ShouldBe(layers[0].GetProperty("correlation").GetDouble(), 0.1);
        JsonElement finding = session.Json(Small + "--init zero --json --fail-on never").GetProperty("findings")[0];
        finding.EnumerateObject().Select(field => field.Name).ShouldBe(["code", "severity", "layer", "message", "measured", "limit", "source", "advice", "fixes"]);
        finding.GetProperty("code").GetString()!.ShouldStartWith("EK");
        finding.GetProperty("fixes")[0].EnumerateObject().Select(field => field.Name).ShouldBe(["framework", "code"]);
        answer.GetProperty("batch").GetInt32().ShouldBe(200);
    }

    [Fact]
    public void Screen_HasALineALayer_AndTheDefinitionsOnce()
    {
        string[] lines = session.Run(Small + "--init xavier,zero --fail-on never").Lines;

        lines.Count(line => line.StartsWith("    1  ")).ShouldBe(2);
        lines.Count(line => line.StartsWith("    3  ")).ShouldBe(2);
        lines.Count(line => line.Contains("2 % of its steepest slope")).ShouldBe(1);
    }

    [Theory]
    [InlineData("xavier", "", 0)]
    [InlineData("zero", "", 1)]
    [InlineData("zero", "--fail-on never", 0)]
    [InlineData("zero", "--fail-on warning", 1)]
    [InlineData("zero", "--json", 1)]
    public void FindingsDecideTheExitCode(string scheme, string options, int code) =>
        session.Run($"{Small}--init {scheme} {options}").Code.ShouldBe(code);

    [Theory]
    [InlineData("pytorch", "nn.init")]
    [InlineData("jax", "jax.random.normal")]
    public void Framework_ChoosesTheCodeOfAFix(string framework, string code) =>
        session.Run($"{Small}--init zero --framework {framework}").Output.ShouldContain(code);

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Strip_FitsTheTerminal(int width)
    {
        using Session terminal = new() { IsTerminal = true, Width = width, Environment = { ["NO_COLOR"] = "1" } };

        string[] lines = terminal.Run("probe --train 200 --test 50 --hidden 30x50 --init xavier --fail-on never").Lines;

        string[] strip = [.. lines.Select(ScreenText.Plain).Where(line => line.Contains('●') || line.Contains('×')).Where(line => char.IsAsciiDigit(line.TrimStart()[0]) && line.StartsWith("   "))];
        strip.Length.ShouldBe(50);
        strip.ShouldAllBe(line => line.TrimEnd().Length <= width);
    }

    [Fact]
    public void Report_AndFolder_AreWritten()
    {
        Session.Answer answer = session.Run(Small + "--init xavier --report {dir}/probe.html --out {dir}/out");

        answer.Code.ShouldBe(0, answer.Error);
        session.Read("probe.html").ShouldContain("\"kind\":\"probe\"");
        session.Read("out/probe.json").ShouldContain("histograms");
        session.Json(Small + "--spec {dir}/out/spec.json --json").GetProperty("scheme").GetString().ShouldBe("xavier");
    }

    [Fact]
    public void From_ReadsWeights_AtALaterStep()
    {
        session.Run("train --data circle --init xavier --epochs 1 --save {dir}/circle.safetensors").Code.ShouldBe(0);

        Session.Answer answer = session.Run("probe --data circle --from {dir}/circle.safetensors --at 2 --fail-on never");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines[0].ShouldBe("circle.safetensors");
        answer.Lines[1].ShouldEndWith("after 2 steps");
    }

    [Theory]
    [InlineData("probe --batch 0", "--batch needs a whole number of 1 or more, or 'full', but got '0'.")]
    [InlineData("probe --samples 0", "--samples needs a whole number of 1 or more, but got '0'.")]
    [InlineData("probe --data circle --samples 101", "--samples asks for 101 samples, but circle has 100 to learn from; ask for at most as many.")]
    [InlineData("probe --at -1", "--at needs a whole number of 0 or more, but got '-1'.")]
    [InlineData("probe --data circle --epochs 1 --at 2", "The step to probe is 2 but must be 0 to 1, the steps of this training; train for more steps to probe later.")]
    [InlineData("probe --data circle --hidden none", "The network 2-1 has no hidden layer, and hidden layers are what a probe reads; give it one width or more.")]
    [InlineData("probe --framework torch", "--framework is pytorch, keras, jax or csharp, but got 'torch'. Did you mean 'pytorch'?")]
    [InlineData("probe --fail-on errors", "--fail-on is never, warning or error, but got 'errors'. Did you mean 'error'?")]
    [InlineData("probe --from {dir}/none.npz", "There is no file '{dir}/none.npz'.")]
    [InlineData("probe --from {dir}/none.npz --init zero", "--from gives the weights and --init would draw them; leave one of them out.")]
    public void BadInput_GetsOneLine(string line, string message)
    {
        Session.Answer answer = session.Run(line);

        answer.Error.ShouldBe($"evenkeel: {message}\n");
        answer.Output.ShouldBeEmpty();
        answer.Code.ShouldBe(2);
    }
}
