using System.Text.Json;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Cli.Tests.ReinitTests;

public sealed class ReinitCommandTests : IDisposable
{
    private readonly Session session = new();

    public ReinitCommandTests() => Place("model.safetensors");

    public void Dispose() => session.Dispose();

    [Fact]
    public void Out_HoldsNewWeights_AndTheRecordSaysWhich()
    {
        Session.Answer answer = session.Run("reinit {dir}/model.safetensors -o {dir}/fresh.safetensors --scheme he-normal --seed 3");

        answer.Code.ShouldBe(0, answer.Error);
        using TensorFile file = TensorFile.Open(session.PathOf("fresh.safetensors"));
        file.Read(file.Find("fc.weight")!).ToSingles().ShouldBe(Initializers.HeNormal.Draw(WeightShape.Dense(20, 30), ((Seed)3).For("fc.weight")));
        file.Read(file.Find("norm.weight")!).ToSingles().ShouldAllBe(value => value == 5);
        file.Metadata["by"].ShouldBe("hand");
        JsonElement record = JsonDocument.Parse(session.Read("fresh.safetensors.manifest.json")).RootElement;
        record.GetProperty("output").GetString().ShouldBe(session.PathOf("fresh.safetensors"));
        record.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("name").GetString()).ShouldBe(["fc.weight", "fc.bias"]);
    }

    [Fact]
    public void Table_ShowsWhatIsDrawnAndTheSentenceWhatStays()
    {
        string[] lines = session.Run("reinit {dir}/model.safetensors --dry-run --scheme he-normal").Lines;

        lines.Select(line => line.Trim()).ShouldContain("fc.weight  30×20  dense      20       30  he-normal  0.3162");
        lines[^1].ShouldEndWith("model.safetensors: 2 of 4 tensors would be drawn anew, 630 elements, seed 0; 2 stay: 1 norm-scale, 1 norm-shift.");
        File.Exists(session.PathOf("fresh.safetensors")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_FitsATerminal(int width)
    {
        using Session terminal = new() { IsTerminal = true, Width = width };
        Place("model.safetensors", terminal);

        Session.Answer answer = terminal.Run("reinit {dir}/model.safetensors --dry-run --auto");

        answer.Lines.Where(line => !line.Contains("model.safetensors", StringComparison.Ordinal)).ShouldAllBe(line => ScreenText.Plain(line).Length <= width);
    }

    [Fact]
    public void Table_OfManyTensors_EndsWithHowManyMoreThereAre()
    {
        TensorWriter.Save(session.PathOf("many.safetensors"), [.. Enumerable.Range(0, 203).Select(i => Fives($"h.{i}.weight", 2, 2))]);

        string[] lines = session.Run("reinit {dir}/many.safetensors --dry-run --scheme he-normal").Lines;

        lines.Count(line => line.Contains(".weight ", StringComparison.Ordinal)).ShouldBe(200);
        lines.ShouldContain("… and 3 more; --json lists them.");
    }

    [Fact]
    public void Json_IsTheRecord()
    {
        JsonElement record = session.Json("reinit {dir}/model.safetensors --auto --dry-run --json");

        record.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        record.GetProperty("mode").GetString().ShouldBe("auto");
        record.GetProperty("output").ValueKind.ShouldBe(JsonValueKind.Null);
        record.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("scheme").GetString()).ShouldBe(["one", "zero", "lecun-normal", "zero"], ignoreOrder: true);
    }

    [Fact]
    public void LikeUntrained_DrawsAgainWhatNobodyTrained()
    {
        TensorWriter.Save(session.PathOf("fresh.safetensors"),
        [
            NamedTensor.FromSingles("a.weight", [90, 60], Initializers.HeNormal.Draw(WeightShape.Dense(60, 90), 1)),
            NamedTensor.FromSingles("b.weight", [90, 60], [.. Enumerable.Range(0, 5400).Select(i => i % 97 * i % 89 - 44f)]),
        ]);

        JsonElement record = session.Json("reinit {dir}/fresh.safetensors -o {dir}/again.safetensors --like untrained --json");

        JsonElement drawn = record.GetProperty("tensors").EnumerateArray().ShouldHaveSingleItem();
        drawn.GetProperty("name").GetString().ShouldBe("a.weight");
        // Three standard errors of a deviation of 5,400 elements: 3/√(2·5400).
        drawn.GetProperty("standardDeviation").GetDouble().ShouldBe(Math.Sqrt(2.0 / 60), 0.029 * Math.Sqrt(2.0 / 60));
        record.GetProperty("untouched")[0].GetProperty("why").GetString().ShouldBe("does not look untrained");
    }

    [Fact]
    public void Force_ReplacesTheModelItself()
    {
        session.Run("reinit {dir}/model.safetensors -o {dir}/model.safetensors --scheme zero --force").Code.ShouldBe(0);

        using TensorFile file = TensorFile.Open(session.PathOf("model.safetensors"));
        file.Read(file.Find("fc.weight")!).ToSingles().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Roles_SayWhatNamesDoNot()
    {
        session.Place("roles.txt", "norm.* embedding # they are tables\n");

        session.Run("reinit {dir}/model.safetensors --dry-run --scheme normal --role embedding --roles {dir}/roles.txt").Lines[^1].ShouldContain("2 of 4 tensors would be drawn anew");
    }

    [Theory]
    [InlineData("--scheme he-normal", "'reinit' needs --out, the file to write; or --dry-run, which only says what would be done.")]
    [InlineData("-o {dir}/b.safetensors", "'reinit' needs to know how tensors are drawn: --scheme SCHEME, such as --scheme he-normal, --like untrained, or --auto.")]
    [InlineData("-o {dir}/b.safetensors --scheme zero --auto", "--scheme, --like and --auto each say how tensors are drawn; leave all but one out.")]
    [InlineData("-o {dir}/b.safetensors --like trained", "--like is 'untrained', but got 'trained'.")]
    [InlineData("-o {dir}/model.safetensors --scheme zero", "'{dir}/model.safetensors' is the model itself; choose another name for --out, or add --force to replace it.")]
    [InlineData("-o {dir}/there.txt --scheme zero", "'{dir}/there.txt' is there already; add --force to overwrite it.")]
    [InlineData("-o {dir}/b --manifest {dir}/b --scheme zero", "--out and --manifest are both '{dir}/b'; give them different names.")]
    [InlineData("-o {dir}/b.safetensors --scheme hee-normal", "Unknown initializer 'hee-normal'. Did you mean 'he-normal'?")]
    [InlineData("-o {dir}/b.safetensors --scheme zero --only fd.weight", "--only 'fd.weight' covers no tensor of model.safetensors. Did you mean 'fc.weight'?")]
    [InlineData("-o {dir}/b.safetensors --scheme zero --role dence", "Unknown role 'dence'. Did you mean 'dense'?")]
    [InlineData("-o {dir}/b.safetensors --scheme zero --rng torch", "--rng is 'native', but got 'torch': numbers that come one after the other would make each tensor depend on those before it; 'draw --rng torch' makes a single one.")]
    [InlineData("-o {dir}/b.safetensors --scheme zero --roles {dir}/none", "There is no file '{dir}/none'.")]
    public void Line_IsRefusedInASentence(string options, string message)
    {
        session.Place("there.txt", "");

        Session.Answer answer = session.Run($"reinit {{dir}}/model.safetensors {options}");

        answer.Code.ShouldBe(2);
        answer.Error.ShouldBe($"evenkeel: {message}\n");
        File.Exists(session.PathOf("b.safetensors")).ShouldBeFalse();
    }

    [Fact]
    public void File_ThatIsNotThere_IsRefused()
    {
        Session.Answer answer = session.Run("reinit {dir}/none.onnx -o {dir}/b.onnx --auto");

        (answer.Code, answer.Error).ShouldBe((2, "evenkeel: There is no file '{dir}/none.onnx'.\n"));
    }

    private void Place(string name, Session? into = null) => TensorWriter.Save(
        (into ?? session).PathOf(name),
        [Fives("norm.weight", 20), Fives("norm.bias", 20), Fives("fc.weight", 30, 20), Fives("fc.bias", 30)],
        new Dictionary<string, string> { ["by"] = "hand" });

    private static NamedTensor Fives(string name, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, axis) => product * axis)];
        Array.Fill(values, 5);
        return NamedTensor.FromSingles(name, shape, values);
    }
}
