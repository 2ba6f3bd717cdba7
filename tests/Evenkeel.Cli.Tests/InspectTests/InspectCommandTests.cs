using System.Text.Json;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Shapes;

namespace Evenkeel.Cli.Tests.InspectTests;

public sealed class InspectCommandTests : IDisposable
{
    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("he-normal", "300,200")]
    [InlineData("glorot-uniform", "300,200")]
    [InlineData("torch:kaiming_uniform(a=sqrt(5))", "300,200")]
    [InlineData("xavier", "64,16,3,3")]
    [InlineData("orthogonal", "96,96")]
    public void DrawnWeights_AreRecognised_AndTheFileSaysSoItself(string scheme, string shape)
    {
        string drawn = session.Json($"draw {scheme} --shape {shape} --seed 4 --out {{dir}}/w.safetensors --json").GetProperty("name").GetString()!;

        JsonElement file = session.Json("inspect {dir}/w.safetensors --json").GetProperty("files")[0];

        JsonElement tensor = file.GetProperty("tensors")[0];
        tensor.GetProperty("verdict").GetString().ShouldBe("untrained", tensor.GetProperty("reason").GetString());
        file.GetProperty("verdictKind").GetString().ShouldBe("fresh");
        Names(tensor).ShouldContain(drawn);
        file.GetProperty("metadata").GetProperty("scheme").GetString().ShouldBe(drawn);
    }

    [Fact]
    public void Json_HasTheFieldsThatOthersRelyOn()
    {
        Small("m.safetensors", broken: true);

        JsonElement answer = session.Run("inspect {dir}/m.safetensors --json --fail-on never").Json();

        JsonElement file = answer.GetProperty("files")[0];
        file.GetProperty("path").GetString()!.ShouldEndWith("m.safetensors");
        file.GetProperty("format").GetString().ShouldBe("safetensors");
        file.GetProperty("verdict").GetString()!.ShouldContain("broken");
        JsonElement tensor = file.GetProperty("tensors")[0];
        tensor.GetProperty("name").GetString().ShouldBe("fc.weight");
        tensor.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32()).ShouldBe([30, 20]);
        tensor.GetProperty("dtype").GetString().ShouldBe("f32");
        tensor.GetProperty("role").GetString().ShouldBe("dense");
        tensor.GetProperty("verdict").GetString().ShouldBe("broken");
        tensor.GetProperty("findings")[0].EnumerateObject().Select(field => field.Name).ShouldBe(["kind", "severity", "message"]);
        tensor.GetProperty("statistics").GetProperty("nan").GetInt32().ShouldBe(1);
        file.GetProperty("skipped")[0].GetProperty("name").GetString().ShouldBe("steps");
    }

    [Theory]
    [InlineData(false, "", 0)]
    [InlineData(false, "--fail-on untrained", 1)]
    [InlineData(false, "--fail-on warning", 0)]
    [InlineData(true, "", 1)]
    [InlineData(true, "--fail-on never", 0)]
    [InlineData(true, "--fail-on untrained", 0)]
    [InlineData(true, "--fail-on untrained,error", 1)]
    [InlineData(true, "--json", 1)]
    public void FailOn_DecidesTheExitCode(bool broken, string options, int code)
    {
        Small("m.safetensors", broken);

        session.Run($"inspect {{dir}}/m.safetensors {options}").Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("inspect {dir}/none.safetensors", "There is no file '{dir}/none.safetensors'.")]
    [InlineData("inspect {dir}", "'{dir}' is a folder; a file is needed.")]
    [InlineData("inspect {dir}/m.safetensors --tensor fd*", "No tensor matches 'fd*'.")]
    [InlineData("inspect {dir}/m.safetensors --spectra ful", "--spectra is block or full, but got 'ful'. Did you mean 'full'?")]
    [InlineData("inspect {dir}/m.safetensors --fail-on untraned", "--fail-on is never, warning, error or untrained, or two of them with a comma between, but got 'untraned'. Did you mean 'untrained'?")]
    [InlineData("inspect {dir}/m.safetensors --fail-on never,error", "--fail-on never stands alone, but got 'never,error'; leave never out.")]
    [InlineData("inspect {dir}/text.txt", "text.txt: ")]
    [InlineData("inspect {dir}/cut.npz", "cut.npz: ")]
    [InlineData("inspect {dir}/m.safetensors {dir}/text.txt", "text.txt: ")]
    [InlineData("inspect", "'inspect' needs FILE.")]
    public void BadInput_IsOneLineAndCode2(string line, string begins)
    {
        Small("m.safetensors", broken: false);
        session.Place("text.txt", "once upon a time");
        session.Place("cut.npz", "PK\u0003\u0004cut");

        Session.Answer answer = session.Run(line);

        answer.Code.ShouldBe(2);
        answer.Output.ShouldBeEmpty();
        answer.Error.TrimEnd('\n').ShouldNotContain("\n");
        answer.Error.ShouldStartWith($"evenkeel: {begins}");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(132)]
    public void Screen_FitsTheTerminal(int width)
    {
        using Session terminal = new() { IsTerminal = true, Width = width, Environment = { ["NO_COLOR"] = "1" } };
        Write(terminal.PathOf("a.safetensors"), "model.encoder.layers.17.self_attention.query.weight", scale: 1);
        Write(terminal.PathOf("b.safetensors"), "model.encoder.layers.17.self_attention.query.weight", scale: 2);

        foreach (string line in (string[])["inspect {dir}/a.safetensors --fail-on never", "inspect {dir}/a.safetensors {dir}/b.safetensors --fail-on never"])
        {
            string[] lines = [.. terminal.Run(line).Lines.Select(ScreenText.Plain)];

            lines.ShouldAllBe(text => text.TrimEnd().Length <= width);
            lines.ShouldContain(text => text.Contains("17", StringComparison.Ordinal) || width < 60);
        }
    }

    [Fact]
    public void TwoFiles_SayWhatChanged()
    {
        Write(session.PathOf("a.safetensors"), "fc.weight", scale: 1);
        Write(session.PathOf("b.safetensors"), "fc.weight", scale: 2);

        Session.Answer screen = session.Run("inspect {dir}/a.safetensors {dir}/b.safetensors --fail-on never");
        JsonElement comparison = session.Run("inspect {dir}/a.safetensors {dir}/b.safetensors --fail-on never --json").Json().GetProperty("comparison");

        screen.Output.ShouldContain("1 of 2 tensors did not move; 1 moved, by 1 of its norm.");
        comparison.GetProperty("tensors")[0].GetProperty("change").GetString().ShouldBe("moved");
        comparison.GetProperty("tensors")[0].GetProperty("distance").GetDouble().ShouldBe(1, 1e-6);
        comparison.GetProperty("tensors")[1].GetProperty("change").GetString().ShouldBe("same");
    }

    [Fact]
    public void Tensor_ShowsAllThatIsKnown()
    {
        session.Run("draw he-normal --shape 300,200 --out {dir}/w.safetensors");

        string screen = session.Run("inspect {dir}/w.safetensors --tensor we?ght").Output;

        screen.ShouldContain("60,000 elements, 0 zeros");
        screen.ShouldContain("could be made by");
        screen.ShouldContain("largest singular value");
        screen.ShouldContain("█");
        screen.ShouldContain("· is where he-normal");
    }

    [Fact]
    public void Names_CannotCommandTheTerminal()
    {
        Write(session.PathOf("m.safetensors"), "evil\u001b[2J\u202e.weight", scale: 1);

        foreach (string options in (string[])["", "--tensor *"])
        {
            string screen = session.Run($"inspect {{dir}}/m.safetensors {options} --fail-on never").Output;

            screen.ShouldContain("evil");
            screen.ShouldNotContain("\u001b");
            screen.ShouldNotContain("\u202e");
        }
    }

    [Fact]
    public void ReportAndFolder_AreWritten_AndNothingIsOverwritten()
    {
        session.Run("draw he-normal --shape 300,200 --out {dir}/w.safetensors");
        const string line = "inspect {dir}/w.safetensors --report {dir}/page.html --out {dir}/results";

        session.Run(line).Code.ShouldBe(0);

        session.Read("page.html").ShouldContain("\"kind\":\"inspection\"");
        JsonElement tensor = JsonDocument.Parse(session.Read("results/inspect.json")).RootElement.GetProperty("files")[0].GetProperty("tensors")[0];
        tensor.GetProperty("histogram").GetProperty("shares").GetArrayLength().ShouldBe(tensor.GetProperty("histogram").GetProperty("expected").GetArrayLength());
        tensor.GetProperty("spectrum").GetProperty("whole").GetBoolean().ShouldBeTrue();
        session.Run(line).Code.ShouldBe(2);
    }

    [Fact]
    public void Roles_ThatAPersonGives_Decide()
    {
        Small("m.safetensors", broken: false);
        session.Place("roles.txt", "fc.weight embedding\n");

        JsonElement tensor = session.Json("inspect {dir}/m.safetensors --roles {dir}/roles.txt --json").GetProperty("files")[0].GetProperty("tensors")[0];

        tensor.GetProperty("role").GetString().ShouldBe("embedding");
        tensor.GetProperty("roleReason").GetString()!.ShouldContain("roles.txt");
    }

    private static IEnumerable<string> Names(JsonElement tensor) => tensor.GetProperty("candidates").EnumerateArray()
        .SelectMany(candidate => candidate.GetProperty("sameLaw").EnumerateArray().Append(candidate.GetProperty("scheme")).Select(name => name.GetString()!));

    /// <summary>A model of fresh he-normal weights, and a counter.</summary>
    private void Small(string name, bool broken)
    {
        float[] weights = Initializers.HeNormal.Draw(WeightShape.Dense(20, 30), 1);
        if (broken)
        {
            weights[7] = float.NaN;
        }

        TensorWriter.Save(session.PathOf(name), [NamedTensor.FromSingles("fc.weight", [30, 20], weights), new NamedTensor("steps", TensorType.Int64, [], BitConverter.GetBytes(3L))]);
    }

    private static void Write(string path, string name, float scale)
    {
        float[] weights = Initializers.HeNormal.Draw(WeightShape.Dense(20, 30), 1);
        TensorWriter.Save(path, [NamedTensor.FromSingles(name, [30, 20], [.. weights.Select(value => scale * value)]), NamedTensor.FromSingles("fc.bias", [30], new float[30])]);
    }
}
