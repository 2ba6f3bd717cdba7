using System.Text;
using System.Text.Json;

namespace Evenkeel.Cli.Tests;

public sealed class TrainAndPredictTests : IDisposable
{
    private const string Table = "x,colour,kind,y\n0.1,red,in,0.2\n2,\"blue, dark\",out,2\n-0.1,red,in,0\n-2,\"blue, dark\",out,1\n0.2,red,in,0.1\n3,\"blue, dark\",out,1\n0,red,in,0\n2,\"blue, dark\",out,-2\n0.3,red,in,0.1\n-3,\"blue, dark\",out,1\n";

    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void Train_SaysHowItWent()
    {
        Session.Answer answer = session.Run("train --data circle --init xavier --steps 500");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Output.ShouldStartWith("500 steps: loss from 0.");
        answer.Error.ShouldStartWith("2-6-3-1 relu on circle from xavier\nepoch 50: loss ");
    }

    [Fact]
    public void TrainJson_HasTheFieldsThatOthersRelyOn()
    {
        JsonElement document = session.Json("train --data gauss --init zero --steps 3 --json");

        document.GetProperty("initialLoss").GetDouble().ShouldBe(Math.Log(2), 1e-6);
        document.GetProperty("finalLoss").ValueKind.ShouldBe(JsonValueKind.Number);
        document.GetProperty("trainAccuracy").ValueKind.ShouldBe(JsonValueKind.Number);
        document.GetProperty("testAccuracy").ValueKind.ShouldBe(JsonValueKind.Number);
        document.GetProperty("steps").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void Log_HoldsALineAStep_TheFirstBeforeTheFirstUpdate()
    {
        JsonElement result = session.Json("train --data circle --steps 4 --log {dir}/steps.jsonl --json");

        JsonElement[] lines = [.. session.Read("steps.jsonl").TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => line.GetProperty("step").GetInt32()).ShouldBe([1, 2, 3, 4]);
        lines[0].GetProperty("loss").GetDouble().ShouldBe(result.GetProperty("initialLoss").GetDouble());
        lines[0].EnumerateObject().Select(field => field.Name).ShouldBe(["step", "loss"]);
    }

    [Fact]
    public void From_GoesOnWhereSaveLeftOff()
    {
        session.Json("train --data circle --steps 20 --log {dir}/whole.jsonl --json");
        session.Json("train --data circle --steps 10 --save {dir}/half.safetensors --json");
        session.Json("train --data circle --from {dir}/half.safetensors --steps 10 --log {dir}/rest.jsonl --json");

        foreach ((double rest, double whole) in Losses("rest.jsonl").Zip(Losses("whole.jsonl").Skip(10)))
        {
            rest.ShouldBe(whole, 1e-6, "full batches of the same samples, perhaps in another order: float32 sums may differ in the last bits");
        }
    }

    [Fact]
    public void Predict_ReadsATableWithNamesInAnyOrder_WithoutNames_AndFromStandardInput()
    {
        session.Place("table.csv", Table);
        session.Place("named.csv", "colour,y,x\nred,0.1,0.1\n");
        session.Run("train --data {dir}/table.csv --label kind --hidden 4 --batch 4 --epochs 30 --save {dir}/net.safetensors").Code.ShouldBe(0);
        using Session piped = new() { Input = "0.1,red,0.1\n" };

        JsonElement prediction = session.Json("predict {dir}/net.safetensors {dir}/named.csv --json").GetProperty("predictions")[0];
        Session.Answer plain = piped.Run(["predict", session.PathOf("net.safetensors")]);

        prediction.GetProperty("row").GetInt32().ShouldBe(1);
        prediction.GetProperty("class").GetString().ShouldBe("in");
        prediction.GetProperty("probabilities").EnumerateArray().Sum(share => share.GetDouble()).ShouldBe(1, 1e-6);
        plain.Code.ShouldBe(0, plain.Error);
        plain.Output.ShouldStartWith("1\tin\t(in ");
    }

    [Fact]
    public void Predict_TellsAnUnknownWordAndAMissingColumn()
    {
        session.Place("table.csv", Table);
        session.Place("word.csv", "x,colour,y\n0.1,green,0.1\n");
        session.Place("column.csv", "x,y\n0.1,0.1\n");
        session.Run("train --data {dir}/table.csv --label kind --hidden 4 --batch 4 --epochs 1 --save {dir}/net.safetensors").Code.ShouldBe(0);

        session.Run("predict {dir}/net.safetensors {dir}/word.csv").Error.ShouldBe("evenkeel: word.csv, line 2, column 'colour': 'green' is none of the words it was learned with: 'blue, dark', 'red'.\n");
        session.Run("predict {dir}/net.safetensors {dir}/column.csv").Error.ShouldBe("evenkeel: column.csv has the columns 'x', 'y', but no 'colour', which the network needs.\n");
    }

    [Fact]
    public void Predict_ReadsImagesOfTheRightSizeOnly()
    {
        session.Place("one.pgm", Image(28));
        session.Place("small.pgm", Image(20));
        session.Run("train --train 400 --test 100 --hidden 20 --epochs 3 --save {dir}/net.safetensors").Code.ShouldBe(0);

        Session.Answer answer = session.Run("predict {dir}/net.safetensors {dir}/one.pgm");

        answer.Output.ShouldStartWith("one.pgm\t");
        session.Run("predict {dir}/net.safetensors {dir}/small.pgm").Error.ShouldBe("evenkeel: {dir}/small.pgm is 20×20 pixels, but the network takes 28×28; scale the image to that size first.\n");
    }

    [Fact]
    public void Predict_ShowsAnImageInTheRangeThatTheNetworkLearnedFrom()
    {
        // A black image is −1 everywhere for a network of shapeset, as the table says in numbers.
        session.Place("black.pgm", $"P2\n32 32\n255\n{string.Join(' ', Enumerable.Repeat(0, 1024))}\n");
        session.Place("black.csv", string.Join(',', Enumerable.Repeat(-1, 1024)) + "\n");
        session.Run("train --data shapeset --train 200 --test 50 --hidden 10 --init xavier --save {dir}/net.safetensors").Code.ShouldBe(0);

        double[] image = Outputs("black.pgm"), table = Outputs("black.csv");

        image.Length.ShouldBe(9);
        image.ShouldBe(table);

        double[] Outputs(string file) => [.. session.Json($"predict {{dir}}/net.safetensors {{dir}}/{file} --json").GetProperty("predictions")[0].GetProperty("outputs").EnumerateArray().Select(output => output.GetDouble())];
    }

    [Fact]
    public void Stopped_KeepsTheNetwork()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(300));
        using Session impatient = new() { Stop = stop.Token };

        Session.Answer answer = impatient.Run("train --data circle --epochs 2000000 --save {dir}/net.safetensors");

        answer.Code.ShouldBe(130);
        answer.Output.ShouldStartWith("stopped after step ");
        File.Exists(impatient.PathOf("net.safetensors")).ShouldBeTrue();
    }

    private double[] Losses(string log) =>
        [.. session.Read(log).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("loss").GetDouble())];

    private static byte[] Image(int side) => [.. Encoding.ASCII.GetBytes($"P5\n{side} {side}\n255\n"), .. Enumerable.Range(0, side * side).Select(i => (byte)(i % side is >= 12 and < 16 ? 255 : 0))];
}
