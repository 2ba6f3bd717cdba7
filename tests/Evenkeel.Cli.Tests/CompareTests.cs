using System.Text.Json;
using System.Text.RegularExpressions;

namespace Evenkeel.Cli.Tests;

public sealed partial class CompareTests : IDisposable
{
    private const string Small = "compare --train 400 --test 200 --hidden 20x4 --epochs 2 --repeats 2 --batch 50";
    private const string Circle = "compare --data circle --epochs 40 --repeats 2";

    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void Compare_ShowsEveryStartAndWhyItDoesNotLearn()
    {
        Session.Answer answer = session.Run(Small);

        answer.Code.ShouldBe(0);
        answer.Lines[0].ShouldBe("digits, 400 to train and 200 to test · 784-20-20-20-20-10 tanh · sgd 0.1, batch 50, 2 epochs · 2 seeds");
        answer.Output.ShouldContain("A network that knows nothing has loss ln 10 = 2.303.");
        answer.Output.ShouldContain("  zero     Stays at chance, 10.0 %: 20 of 20 units in layer 1 compute the same to the last bit, and the gradient of every hidden weight is exactly 0.\n");
        answer.Error.ShouldBe("Training 8 networks 784-20-20-20-20-10: 4 initializations from 2 seeds.\n");
    }

    [Fact]
    public void InAPipe_NoLineEndsInSpacesAndNoneIsBroken()
    {
        string[] lines = session.Run(Small).Lines;

        lines.ShouldAllBe(line => !line.EndsWith(' '));
        lines.ShouldContain(line => line.StartsWith("A network that knows nothing", StringComparison.Ordinal) && line.EndsWith("of the worst layer.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(100, Small)]
    [InlineData(80, Small)]
    [InlineData(100, "compare --data circle --hidden 4x30 --steps 1 --init xavier*0.01,orthogonal(gain=1.5)")]
    [InlineData(100, "compare --data circle --hidden none --steps 1")]
    [InlineData(100, "demo symmetry")]
    [InlineData(100, "demo chain --layers 3 --train")]
    [InlineData(100, "demo playground --repeats 1 --epochs 3")]
    [InlineData(100, "data list")]
    [InlineData(100, "compare --help")]
    public void OnATerminal_NoLineIsWiderThanIt(int width, string line)
    {
        using Session terminal = new() { IsTerminal = true, Width = width };

        Session.Answer answer = terminal.Run(line);

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines.Select(text => Escape().Replace(text, "")).ShouldAllBe(text => text.Length <= width);
    }

    [Fact]
    public void OnATerminal_ColourFollowsNoColor()
    {
        using Session terminal = new() { IsTerminal = true };
        Colour().IsMatch(terminal.Run(Circle).Output).ShouldBeTrue();

        terminal.Environment["NO_COLOR"] = "1";

        Colour().IsMatch(terminal.Run(Circle).Output).ShouldBeFalse();
    }

    [Fact]
    public void Json_HasTheFieldsThatOthersRelyOn()
    {
        JsonElement document = session.Json($"{Small} --init zero,normal --json");

        JsonElement run = document.GetProperty("runs")[0];
        run.GetProperty("scheme").GetString().ShouldBe("zero");
        run.GetProperty("seed").GetInt64().ShouldBe(0);
        run.GetProperty("initialLoss").GetDouble().ShouldBe(Math.Log(10), 1e-6, "every class is equally likely: ln 10, in float32");
        run.GetProperty("finalLoss").ValueKind.ShouldBe(JsonValueKind.Number);
        run.GetProperty("testAccuracy").GetDouble().ShouldBe(0.1, 1e-9);
        run.GetProperty("stepsToTarget").ValueKind.ShouldBe(JsonValueKind.Null);
        run.GetProperty("diverged").GetBoolean().ShouldBeFalse();
        run.GetProperty("divergedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        run.GetProperty("steps").GetInt32().ShouldBe(16);
        JsonElement[] layers = [.. run.GetProperty("layers").EnumerateArray()];
        layers.Select(layer => layer.GetProperty("layer").GetInt32()).ShouldBe([1, 2, 3, 4]);
        foreach (string field in new[] { "activationMean", "activationStd", "gradientStd", "saturated", "dead" })
        {
            layers[0].GetProperty(field).GetDouble().ShouldBe(0);
        }

        layers[0].GetProperty("symmetric").GetDouble().ShouldBe(1);
        JsonElement summary = document.GetProperty("summary")[0];
        summary.GetProperty("scheme").GetString().ShouldBe("zero");
        foreach (string field in new[] { "mean", "low", "high" })
        {
            summary.GetProperty("testAccuracy").GetProperty(field).GetDouble().ShouldBe(0.1, 1e-9);
        }

        JsonElement finding = summary.GetProperty("findings")[0];
        finding.GetProperty("code").GetString().ShouldBe("EK101");
        finding.GetProperty("severity").GetString().ShouldBe("error");
        finding.GetProperty("layer").GetInt32().ShouldBe(1);
        finding.GetProperty("message").GetString()!.ShouldStartWith("20 of 20 units in layer 1");
    }

    [Fact]
    public void Json_IsAllThatIsPrinted()
    {
        Session.Answer answer = session.Run($"{Circle} --json");

        JsonDocument.Parse(answer.Output).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        answer.Error.ShouldStartWith("Training ");
    }

    [Fact]
    public void SameSeed_SameJson_WhateverTheThreads()
    {
        string one = session.Run($"{Circle} --seed 3 --json --threads 1").Output;

        session.Run($"{Circle} --seed 3 --json --threads 3").Output.ShouldBe(one);
        session.Run($"{Circle} --seed 4 --json --threads 1").Output.ShouldNotBe(one);
    }

    [Fact]
    public void Spec_GivesTheSameResultsAgain_AndOptionsWinOverIt()
    {
        Session.Answer first = session.Run($"{Circle} --init xavier,zero --seed 5 --lr 0.2 --json");
        session.Place("a.json", first.Output);

        JsonElement again = session.Json("compare --spec {dir}/a.json --json");
        JsonElement other = session.Json("compare --spec {dir}/a.json --lr 0.3 --json");

        again.GetProperty("runs").GetRawText().ShouldBe(first.Json().GetProperty("runs").GetRawText());
        other.GetProperty("spec").GetProperty("training").GetProperty("learningRate").GetDouble().ShouldBe(0.3);
        other.GetProperty("spec").GetProperty("seed").GetInt64().ShouldBe(5);
    }

    [Fact]
    public void ReportAndOut_WriteFiles_AndOverwriteOnlyWhenTold()
    {
        string line = $"{Circle} --report {{dir}}/deep/page.html --out {{dir}}/results";
        Session.Answer first = session.Run(line);

        first.Code.ShouldBe(0, first.Error);
        session.Read("deep/page.html").ShouldStartWith("<!doctype html>", Case.Insensitive);
        session.Read("results/runs.csv").Split('\n')[0].ShouldBe("scheme,seed,initialLoss,finalLoss,testAccuracy,testLoss,stepsToTarget,divergedAt,steps");
        session.Read("results/curves.csv").Split('\n')[0].ShouldBe("scheme,seed,curve,step,value");
        session.Read("results/layers.csv").ShouldStartWith("scheme,seed,step,layer,");
        JsonDocument.Parse(session.Read("results/spec.json")).RootElement.GetProperty("repeats").GetInt32().ShouldBe(2);
        JsonDocument.Parse(session.Read("results/comparison.json")).RootElement.GetProperty("runs").GetArrayLength().ShouldBe(8);
        session.Run(line).Code.ShouldBe(2);
        session.Run($"{line} --force").Code.ShouldBe(0);
        Directory.GetFiles(session.PathOf("results")).Length.ShouldBe(5, "nothing temporary stays");
    }

    [Fact]
    public void Stopped_GivesWhatThereIs_AndCode130()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(1));
        using Session impatient = new() { Stop = stop.Token };

        Session.Answer answer = impatient.Run("compare --data circle --epochs 2000000 --repeats 2 --json --out {dir}/partial");

        answer.Code.ShouldBe(130);
        answer.Json().GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        answer.Json().GetProperty("runs").GetArrayLength().ShouldBeGreaterThan(0);
        answer.Error.ShouldContain("Stopped: 0 of 8 runs came to their end.");
        JsonDocument.Parse(impatient.Read("partial/comparison.json")).RootElement.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("compare --data circle")]
    [InlineData("demo relu --width 5 --repeats 1")]
    [InlineData("demo relu --width 5 --repeats 1 --json")]
    [InlineData("demo playground --repeats 2")]
    [InlineData("demo playground --repeats 2 --json")]
    [InlineData("demo layers --data circle")]
    [InlineData("demo nine --width 5")]
    [InlineData("train --data circle")]
    public void StoppedBeforeItBegins_IsNoFailure(string line)
    {
        using Session impatient = new() { Stop = new CancellationToken(canceled: true) };

        impatient.Run(line).Code.ShouldBe(130);
    }

    [Theory]
    [InlineData("--data gauss --hidden none --epochs 60")]
    [InlineData("--data gauss --hidden none --loss hinge --epochs 60")]
    [InlineData("--data gauss --optimizer momentum --epochs 60")]
    [InlineData("--data gauss --optimizer nesterov --epochs 60")]
    [InlineData("--data gauss --optimizer rmsprop --lr 0.01 --epochs 60")]
    [InlineData("--data gauss --optimizer adam --lr 0.01 --schedule warmup(5)+cosine --epochs 60")]
    [InlineData("--data gauss --optimizer adamw --lr 0.01 --weight-decay 0.01 --clip 1 --epochs 60")]
    public void SeparableClouds_AreLearned(string options)
    {
        JsonElement summary = session.Json($"compare --init xavier --repeats 2 --json {options}").GetProperty("summary")[0];

        summary.GetProperty("testAccuracy").GetProperty("mean").GetDouble().ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Regression_ImpliesMeanSquaredError_AndHasNoAccuracy()
    {
        session.Place("line.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i / 50.0 - 1},{2 * (i / 50.0 - 1) + 1}\n")));

        JsonElement document = session.Json("compare --data {dir}/line.csv --regression --hidden none --init xavier --batch 20 --epochs 100 --repeats 1 --json");

        document.GetProperty("runs")[0].GetProperty("testAccuracy").ValueKind.ShouldBe(JsonValueKind.Null);
        document.GetProperty("runs")[0].GetProperty("finalLoss").GetDouble().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void NoSteps_LeaveTheFirstLoss()
    {
        JsonElement run = session.Json("compare --data gauss --steps 0 --init xavier --repeats 1 --json").GetProperty("runs")[0];

        run.GetProperty("finalLoss").GetDouble().ShouldBe(run.GetProperty("initialLoss").GetDouble());
    }

    [Fact]
    public void Divergence_IsToldWithItsStep()
    {
        JsonElement run = session.Json("compare --data gauss --lr 1e30 --init xavier --repeats 1 --json").GetProperty("runs")[0];

        run.GetProperty("diverged").GetBoolean().ShouldBeTrue();
        run.GetProperty("divergedAt").GetInt32().ShouldBe(run.GetProperty("steps").GetInt32());
        run.GetProperty("finalLoss").ValueKind.ShouldBe(JsonValueKind.Null);
        run.GetProperty("finalLossIs").GetString().ShouldBe("nan");
    }

    [GeneratedRegex("\u001b\\[[0-9;?]*[a-zA-Z]")]
    private static partial Regex Escape();

    [GeneratedRegex("\u001b\\[(\\d+;)*(3[0-7]|38|9[0-7])")]
    private static partial Regex Colour();
}
