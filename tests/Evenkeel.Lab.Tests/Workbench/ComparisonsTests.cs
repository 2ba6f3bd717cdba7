using System.Text.Json.Nodes;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments;
using Evenkeel.Lab.Tests.Questions;
using Evenkeel.Lab.Workbench;
using Microsoft.AspNetCore.SignalR;

namespace Evenkeel.Lab.Tests.Workbench;

public sealed class ComparisonsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-bench-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("data=circle&epochs=20&repeats=2&seed=7")]
    [InlineData("data=digits&train=200&test=50&hidden=20x2&activation=relu&init=he-normal,orthogonal&optimizer=adam&lr=0.01&schedule=cosine&batch=20&epochs=2&repeats=1&clip=1&weight-decay=0.01&shuffle=none&target=0.5")]
    [InlineData("data=moon&hidden=none&init=zero,normal&loss=hinge&steps=7&repeats=1&rng=torch")]
    [InlineData("data=spiral&hidden=8&activation=x*sigmoid(1.702*x)&init=xavier*4&lr=1e30&steps=5&repeats=1")]
    public async Task Run_EndsWithTheDocumentOfTheCommandLine(string query)
    {
        string[] line = [.. Words(ExperimentLink.Read(query, "").Spec), "--out", Path.Combine(folder.FullName, "out")];
        CommandLine.Run(line, Quiet()).ShouldBe(0);
        JsonObject expected = Bare(File.ReadAllText(Path.Combine(folder.FullName, "out", "comparison.json")));

        CompareProgress end = (await Visiting.All(Visiting.Bench().Run("a page", query, default)))[^1];

        JsonObject found = Bare(end.Report!.Value.GetRawText());
        JsonNode.DeepEquals(found, expected).ShouldBeTrue();
        end.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_CountsTheStepsThatItsRunsTake()
    {
        CompareProgress end = (await Visiting.All(Visiting.Bench().Run("a page", "data=digits&train=130&test=20&hidden=5&init=xavier,normal&batch=50&epochs=3&repeats=2", default)))[^1];

        // 130 samples are 3 batches of at most 50: 9 steps a run, 4 runs.
        (end.Done, end.Of).ShouldBe((36, 36));
        end.Runs.Select(run => (run.Scheme, run.Seed, run.Step, run.Of, run.Ended)).ShouldBe([("xavier", 0, 9, 9, true), ("xavier", 1, 9, 9, true), ("normal", 0, 9, 9, true), ("normal", 1, 9, 9, true)]);
        end.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Finish_KeepsWhatWasDone_AndMarksItInterrupted()
    {
        Comparisons bench = Visiting.Bench();
        await using IAsyncEnumerator<CompareProgress> stream = bench.Run("a page", Visiting.Endless, default).GetAsyncEnumerator(Visiting.Patience);
        CompareProgress under = await stream.Until(item => item.Done > 0);

        bench.Finish("another page", under.Number);
        (await stream.Until(item => item.Done > under.Done)).Report.ShouldBeNull("only whose it is can end it");
        bench.Finish("a page", under.Number);
        JsonObject report = JsonNode.Parse((await stream.Until(item => item.Report is not null)).Report!.Value.GetRawText())!.AsObject();

        ((bool)report["interrupted"]!).ShouldBeTrue();
        report["runs"]!.AsArray().Count.ShouldBe(1, "the other three had not begun");
        ((bool)report["runs"]![0]!["interrupted"]!).ShouldBeTrue();
        ((int)report["runs"]![0]!["steps"]!).ShouldBeGreaterThan(0);
        (await stream.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_WaitsForItsTurn_AndSaysHowManyComeFirst()
    {
        Comparisons bench = Visiting.Bench();
        using CancellationTokenSource gone = new();
        await using IAsyncEnumerator<CompareProgress> first = bench.Run("one page", Visiting.Endless, gone.Token).GetAsyncEnumerator(gone.Token);
        await first.Until(item => item.Done > 0);
        await using IAsyncEnumerator<CompareProgress> second = bench.Run("another page", "data=circle&epochs=1&repeats=1", default).GetAsyncEnumerator(Visiting.Patience);

        CompareProgress waiting = await second.Until(_ => true);
        await gone.CancelAsync();
        await first.Drain();
        CompareProgress end = await second.Until(item => item.Report is not null);

        waiting.Ahead.ShouldBe(1);
        waiting.Text.ShouldBe("One comparison of another visitor runs first.");
        end.Ahead.ShouldBe(0);
    }

    [Fact]
    public async Task Run_RefusesASecondOneOfTheSamePage()
    {
        Comparisons bench = Visiting.Bench();
        using CancellationTokenSource gone = new();
        await using IAsyncEnumerator<CompareProgress> first = bench.Run("a page", Visiting.Endless, gone.Token).GetAsyncEnumerator(gone.Token);
        await first.Until(item => item.Done > 0);

        HubException refusal = await Should.ThrowAsync<HubException>(() => Visiting.All(bench.Run("a page", "data=circle", default)));

        refusal.Message.ShouldBe("This page has a comparison under way; stop it, or wait for its end.");
        await gone.CancelAsync();
        await first.Drain();
    }

    [Fact]
    public async Task Run_RefusesWhatCostsTooMuch_AsItsPlanDid()
    {
        Comparisons bench = Visiting.Bench(new() { Work = 1e9 });

        ComparisonPlan plan = Visiting.Plan(bench.Answer("data=circle&epochs=100000"));
        HubException refusal = await Should.ThrowAsync<HubException>(() => Visiting.All(bench.Run("a page", "data=circle&epochs=100000", default)));

        plan.Refusal.ShouldNotBeNull().ShouldContain("times what one may cost here: fewer repeats, epochs or initializations, or narrower layers, make it smaller.");
        refusal.Message.ShouldBe(plan.Refusal);
    }

    [Fact]
    public void Answer_RefusesWhatNoReportHolds()
    {
        ComparisonPlan plan = Visiting.Plan(Visiting.Bench().Answer("data=circle&hidden=10x100&init=xavier,normal&batch=10&steps=1&repeats=100"));

        plan.Refusal.ShouldNotBeNull().ShouldEndWith("but a report holds 20 MB: fewer repeats, initializations or layers make it smaller. In a terminal, 'evenkeel compare' has no such limit.");
    }

    [Theory]
    [InlineData("data=circle&hidden=10x12&activation=tanh&init=xavier,normal&batch=10&steps=1&repeats=2")]
    [InlineData("data=digits&train=200&test=50&hidden=300x2&activation=tanh&init=xavier,lsuv&batch=100&epochs=200&repeats=1")]
    [InlineData("data=circle&epochs=500&repeats=3")]
    public async Task Bytes_AreAboutThoseOfTheDocument(string query)
    {
        ComparisonSpec spec = ExperimentLink.Read(query, "").Spec;
        CompareProgress end = (await Visiting.All(Visiting.Bench().Run("a page", query, default)))[^1];

        double found = end.Report!.Value.GetRawText().Length;

        // What is estimated leaves room for every digit, and may be twice what is found; it should not be less.
        ComparisonCost.Bytes(spec, Asking.Sources.Data(spec)).ShouldBeInRange(found, 2.5 * found);
    }

    [Fact]
    public async Task Run_LetsTheNextBegin_WhereNobodyReadsTheEndOfTheFirst()
    {
        Comparisons bench = Visiting.Bench();
        await using IAsyncEnumerator<CompareProgress> first = bench.Run("one page", "data=circle&epochs=1&repeats=1", default).GetAsyncEnumerator(Visiting.Patience);
        await first.MoveNextAsync();

        List<CompareProgress> second = await Visiting.All(bench.Run("another page", "data=circle&epochs=1&repeats=1", default));

        second[^1].Report.ShouldNotBeNull();
    }

    [Fact]
    public void Answer_SaysTheNearestExperimentInTheAddressesWords()
    {
        var answer = Visiting.Bench().Answer("data=circle&hidden=6,3&init=xavier,hee-normal&clip=2&lr=zero");

        ComparisonPlan plan = Visiting.Plan(answer);
        (plan.Network, plan.Parameters, plan.Runs, plan.Steps).ShouldBe(("2-6-3-1", 6 * 3 + 3 * 7 + 4, 5, 500));
        plan.Words["hidden"].ShouldBe("6,3");
        plan.Words["clip"].ShouldBe("2");
        plan.Words["batch"].ShouldBe("full");
        plan.Words.Keys.ShouldNotContain("steps");
        plan.Words.Keys.ShouldNotContain("train");
        plan.Schemes.ShouldBe(["xavier"]);
        answer.Problems.Length.ShouldBe(2, string.Join('\n', answer.Problems));
    }

    [Theory]
    [InlineData("data=digits")]
    [InlineData("data=circle")]
    [InlineData("data=moon&hidden=4x3&activation=tanh&loss=hinge&init=normal(0.5),orthogonal&seed=9&rng=torch&optimizer=adam&lr=0.02&schedule=cosine&batch=10&steps=40&weight-decay=0.001&clip=5&shuffle=none&repeats=3&target=0.75&train=60&test=40")]
    public void Answer_GivesWordsThatReadBackAsTheSameExperiment(string query)
    {
        ComparisonPlan plan = Visiting.Plan(Visiting.Bench().Answer(query));

        string words = string.Join('&', plan.Words.Select(word => $"{word.Key}={Uri.EscapeDataString(word.Value)}"));
        ExperimentLink.Read(words, "").Spec.ShouldBe(ExperimentLink.Read(query, "").Spec);
    }

    private static string[] Words(ComparisonSpec spec) =>
    [
        "compare", "--data", spec.Data.Name, .. Counts(spec), "--hidden", ExperimentText.Widths(spec.Network.Hidden), "--activation", spec.Network.Activation, "--loss", ExperimentText.Loss(spec.Network.Loss),
        "--init", string.Join(',', spec.Schemes), "--seed", $"{spec.Seed}", "--rng", spec.Rng, "--optimizer", spec.Training.Optimizer, "--lr", FormattableString.Invariant($"{spec.Training.LearningRate}"), "--schedule", spec.Training.Schedule,
        "--batch", ExperimentText.Batch(spec.Training.Batch), "--epochs", $"{spec.Training.Epochs}", .. spec.Training.Steps is { } steps ? ["--steps", $"{steps}"] : Array.Empty<string>(),
        "--weight-decay", FormattableString.Invariant($"{spec.Training.WeightDecay}"), .. spec.Training.Clip is { } clip ? ["--clip", FormattableString.Invariant($"{clip}")] : Array.Empty<string>(),
        "--shuffle", ExperimentText.Order(spec.Training.Shuffle), "--repeats", $"{spec.Repeats}", "--target", FormattableString.Invariant($"{spec.Target}"), "--threads", "2",
    ];

    private static string[] Counts(ComparisonSpec spec) => spec.Data.Train is { } train ? ["--train", $"{train}", "--test", $"{spec.Data.Test}"] : [];

    private static Shell Quiet() => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        In = Stream.Null,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        Width = 100,
        Memory = 4L << 30,
        Variable = _ => null,
        Stop = default,
    };

    /// <summary>The document without what says who wrote it.</summary>
    private static JsonObject Bare(string json)
    {
        JsonObject document = JsonNode.Parse(json)!.AsObject();
        document.Remove("version").ShouldBeTrue();
        document.Remove("command").ShouldBeTrue();
        return document;
    }
}
