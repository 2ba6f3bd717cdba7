using System.Text.Json;
using Evenkeel.Sweeps;

namespace Evenkeel.Literature.Tests;

public class VerdictTests
{
    [Theory]
    [InlineData(true, true, Verdict.Reproduced)]
    [InlineData(true, false, Verdict.OrderingOnly)]
    [InlineData(false, true, Verdict.NotReproduced)]
    [InlineData(false, false, Verdict.NotReproduced)]
    public void Verdict_FollowsFromWhatHolds(bool order, bool number, Verdict verdict) => MadeUp.Found(order, number).Verdict.ShouldBe(verdict);

    /// <summary>What is not asked counts neither way; but where no number is asked, no more than an order is shown, and where no order is, nothing.</summary>
    [Theory]
    [InlineData(true, null, Verdict.OrderingOnly)]
    [InlineData(false, null, Verdict.NotReproduced)]
    [InlineData(null, true, Verdict.NotReproduced)]
    public void Verdict_TakesNothingForAnAnswerThatWasNotAsked(bool? order, bool? number, Verdict verdict) =>
        new Outcome { Judgements = [new(MadeUp.First, order, ""), new(MadeUp.Second, number, "")], Findings = [], Pictures = [] }.Verdict.ShouldBe(verdict);

    [Fact]
    public void Verdict_IsThatOfTheNumbersAsked() =>
        new Outcome { Judgements = [MadeUp.First.Judge(true, ""), MadeUp.Second.NotAsked(""), Criterion.Number("2.").Judge(true, "")], Findings = [], Pictures = [] }.Verdict.ShouldBe(Verdict.Reproduced);

    [Fact]
    public void Json_LeavesOpenWhatIsNotAsked()
    {
        Outcome outcome = MadeUp.Found(true, true) with { Judgements = [MadeUp.First.Judge(true, ""), MadeUp.Second.NotAsked("too few steps")] };

        JsonText.Of(new(new MadeUp(), RunSize.Quick, outcome, 1, 1, 1)).GetProperty("criterion")[1].GetProperty("holds").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    /// <summary>A size that does not differ is the standard one, whatever was asked for.</summary>
    [Fact]
    public void From_ReportsTheSizeThatWasRun()
    {
        using Rehearsal rehearsal = new();

        Rehearsal.Judge(new MadeUp(), RunSize.Full, rehearsal.RunPart(MadeUp.Trials, parts: 1)).Size.ShouldBe(RunSize.Standard);
    }

    [Theory]
    [InlineData("lu2019", RunSize.Quick, RunSize.Quick)]
    [InlineData("lu2019", RunSize.Full, RunSize.Standard)]
    [InlineData("hanin2018", RunSize.Quick, RunSize.Standard)]
    [InlineData("glorot2010-table1", RunSize.Full, RunSize.Full)]
    public void SizeFor_IsOneThatDiffers(string name, RunSize asked, RunSize run) => Reproductions.Find(name).SizeFor(asked).ShouldBe(run);

    [Fact]
    public void From_JudgesAndCountsWhatWasRun()
    {
        using Rehearsal rehearsal = new();

        Reproduced reproduced = Rehearsal.Judge(new MadeUp { NumberHolds = false }, RunSize.Quick, rehearsal.RunPart(MadeUp.Trials, parts: 1));

        (reproduced.Outcome.Verdict, reproduced.Trials, reproduced.Updates).ShouldBe((Verdict.OrderingOnly, 4, 12));
        reproduced.Seconds.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void From_JudgesNothingBeforeAllIsRun()
    {
        using Rehearsal rehearsal = new();

        Should.Throw<SweepException>(() => Rehearsal.Judge(new MadeUp(), RunSize.Quick, rehearsal.RunPart(MadeUp.Trials, parts: 4)))
            .Message.ShouldBe("3 of 4 trials of 'made-up' have no result yet.");
    }

    [Fact]
    public void From_SaysWhyATrialCannotBeRun()
    {
        using Rehearsal rehearsal = new();
        string study = MadeUp.Trials.Replace("\"repeats\": 4", "\"axes\": [{ \"set\": \"init\", \"values\": [\"xavier\", \"delta-orthogonal\"] }], \"repeats\": 1", StringComparison.Ordinal);

        Should.Throw<SweepException>(() => Rehearsal.Judge(new MadeUp(), RunSize.Quick, rehearsal.RunPart(study, parts: 1)))
            .Message.ShouldStartWith("A trial of 'made-up' cannot be run: ");
    }

    /// <summary>What is judged afterwards is what was written down before.</summary>
    [Fact]
    public void From_RefusesOtherConditionsThanThoseThatStood()
    {
        using Rehearsal rehearsal = new();

        Should.Throw<InvalidOperationException>(() => Rehearsal.Judge(new MadeUp { JudgesOthers = true }, RunSize.Quick, rehearsal.RunPart(MadeUp.Trials, parts: 1)))
            .Message.ShouldBe("'made-up' judges other conditions than those it was to be judged by.");
    }

    [Fact]
    public void Json_HasEveryFieldOfThePage()
    {
        Reproduced reproduced = new(new MadeUp(), RunSize.Full, MadeUp.Found(true, false), 4, 12, 1.23456);

        JsonElement page = JsonText.Of(reproduced);

        Names(page).ShouldBe(["kind", "title", "command", "version", "name", "size", "paper", "claim", "verdict", "criterion", "findings", "differences", "cost", "pictures"], ignoreOrder: true);
        (Text(page, "kind"), Text(page, "name"), Text(page, "size"), Text(page, "verdict")).ShouldBe(("reproduction", "made-up", "full", "ordering"));
        Names(page.GetProperty("paper")).ShouldBe(["authors", "year", "title", "link"]);
        page.GetProperty("criterion").EnumerateArray().Select(condition => (Text(condition, "kind"), condition.GetProperty("holds").GetBoolean())).ShouldBe([("order", true), ("number", false)]);
        Names(page.GetProperty("criterion")[0]).ShouldBe(["text", "kind", "holds", "detail"]);
        Names(page.GetProperty("findings")[0]).ShouldBe(["what", "paper", "source", "ours", "interval", "theory"]);
        (page.GetProperty("cost").GetProperty("updates").GetInt64(), page.GetProperty("cost").GetProperty("seconds").GetDouble()).ShouldBe((12, 1.235));
        page.GetProperty("pictures")[0].GetProperty("lines")[0].GetProperty("y")[1].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(field => field.Name)];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
