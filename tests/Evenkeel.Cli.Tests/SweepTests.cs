using System.Text.Json;

namespace Evenkeel.Cli.Tests;

public sealed class SweepTests : IDisposable
{
    private const string Study = """
        { "name": "tiny", "base": { "data": { "name": "circle" }, "training": { "steps": 3 }, "schemes": ["xavier", "zero"] }, "axes": [{ "set": "hidden", "values": ["4", "4,4"] }], "repeats": 2 }
        """;

    private readonly Session session = new();

    public SweepTests() => session.Place("study.json", Study);

    public void Dispose() => session.Dispose();

    [Fact]
    public void Run_WritesLinesThatSayWhatWasTrainedAndFound()
    {
        Session.Answer answer = session.Run("sweep run {dir}/study.json --out {dir}/results");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines.ShouldHaveSingleItem().ShouldEndWith("; 8 of them were run here.");
        JsonElement[] lines = [.. Directory.GetFiles(session.PathOf("results/trials")).SelectMany(File.ReadAllLines).Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Length.ShouldBe(8);
        lines.ShouldAllBe(line => line.GetProperty("key").GetString()!.Length == 32 && line.GetProperty("result").GetProperty("steps").GetInt32() == 3);
        lines.Select(line => line.GetProperty("spec").GetProperty("scheme").GetString()).Distinct().Order().ShouldBe(["xavier", "zero"]);
    }

    [Fact]
    public void Status_CountsWhatIsThere()
    {
        session.Json("sweep run {dir}/study.json --out {dir}/results --shard 1/4 --json").GetProperty("ran").GetInt32().ShouldBe(2);

        JsonElement status = session.Json("sweep status {dir}/results --json");

        (status.GetProperty("trials").GetInt32(), status.GetProperty("done").GetInt32(), status.GetProperty("running").GetInt32()).ShouldBe((8, 2, 0));
        session.Run("sweep status {dir}/results").Lines.ShouldBe(["tiny: 2 of 8 trials have a result (4 cells, 2 seeds each).", "0 diverged, 0 were ended early, 0 cannot be run; 0 are being run."]);
    }

    [Fact]
    public void Run_OfOneTrialSaysItInTheSingular()
    {
        session.Place("study.json", """{ "base": { "data": { "name": "circle" }, "training": { "steps": 1 }, "network": { "hidden": [4] }, "schemes": ["xavier"] }, "repeats": 1 }""");

        Session.Answer answer = session.Run("sweep run {dir}/study.json --out {dir}/results");

        answer.Error.ShouldBe("Running 1 trial.\n");
        answer.Lines.ShouldHaveSingleItem().ShouldStartWith("1 of 1 trial has a result in ");
        answer.Lines[0].ShouldEndWith("; 1 of them was run here.");
    }

    [Fact]
    public void Run_GoesOnFromWhatIsThere()
    {
        session.Run("sweep run {dir}/study.json --out {dir}/results --shard 2/4");

        JsonElement run = session.Json("sweep run {dir}/study.json --out {dir}/results --json");

        (run.GetProperty("before").GetInt32(), run.GetProperty("ran").GetInt32(), run.GetProperty("interrupted").GetBoolean()).ShouldBe((2, 6, false));
    }

    [Fact]
    public void Run_EndsWith130WhereItIsStopped()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        using Session stopped = new() { Stop = stop.Token };
        stopped.Place("study.json", Study);

        Session.Answer answer = stopped.Run("sweep run {dir}/study.json --out {dir}/results");

        answer.Code.ShouldBe(130);
        answer.Error.ShouldContain("Stopped; the trials that were under way are run again by the same line.");
    }

    [Fact]
    public void Export_WritesWhatItIsTold()
    {
        session.Run("sweep run {dir}/study.json --out {dir}/results");

        session.Run("sweep export {dir}/results --csv {dir}/t.csv --jsonl {dir}/t.jsonl --tensorboard {dir}/events").Code.ShouldBe(0);

        session.Read("t.csv").Split('\n').Length.ShouldBe(10);
        session.Read("t.jsonl").Split('\n').Length.ShouldBe(9);
        Directory.GetDirectories(session.PathOf("events")).Length.ShouldBe(8);
        session.Run("sweep export {dir}/results --csv {dir}/t.csv").Error.ShouldBe("evenkeel: '{dir}/t.csv' is there already; add --force to overwrite it.\n");
    }

    [Fact]
    public void Report_SaysItInWordsAsAPageAndAsTables()
    {
        session.Run("sweep run {dir}/study.json --out {dir}/results");

        Session.Answer answer = session.Run("sweep report {dir}/results --compare xavier,zero --html {dir}/r.html --csv {dir}/tables");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines[0].ShouldBe("tiny: test accuracy of 4 cells, 2 seeds each; mean and median with 95 % intervals.");
        answer.Lines.ShouldContain(line => line.StartsWith("Over all combinations, xavier has ", StringComparison.Ordinal) && line.Contains(" than zero by ", StringComparison.Ordinal) && line.Contains(" over 2 seeds; p = ", StringComparison.Ordinal));
        answer.Lines.ShouldContain(line => line.StartsWith("  hidden 4x2: xavier has ", StringComparison.Ordinal));
        session.Read("r.html").ShouldContain("\"kind\":\"sweep\",\"title\":\"tiny: test accuracy of 4 cells\",\"command\":\"evenkeel sweep report");
        Directory.GetFiles(session.PathOf("tables")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["cells.csv", "comparison.csv", "failures.csv", "picture-cells.csv"]);
        session.Read("tables/cells.csv").Split("\r\n").Length.ShouldBe(6);
        session.Json("sweep report {dir}/results --measure test-loss --json").GetProperty("measure").GetProperty("smallerIsBetter").GetBoolean().ShouldBeTrue();
        session.Run("sweep report {dir}/results --html {dir}/r.html").Error.ShouldBe("evenkeel: '{dir}/r.html' is there already; add --force to overwrite it.\n");
        session.Run("sweep report {dir}/results --csv {dir}/tables").Error.ShouldBe("evenkeel: '{dir}/tables' holds files already; add --force to write beside them.\n");
        session.Run("sweep report {dir}/results --measure test-los").Error.ShouldBe("evenkeel: Unknown measure 'test-los'. Did you mean 'test-loss'?\n");
        session.Run("sweep report {dir}/results --compare xavier,he").Code.ShouldBe(2);
    }

    [Fact]
    public void Report_FitsATerminalOf80Columns()
    {
        session.Place("study.json", """
            { "base": { "data": { "name": "circle" }, "training": { "steps": 2 } }, "axes": [{ "set": "init", "values": ["he-normal", "xavier", "mean-field(w2=1.5, b2=0.05)"] }, { "set": "hidden", "values": ["4", "4,4"] }], "repeats": 3 }
            """);
        session.Run("sweep run {dir}/study.json --out {dir}/results").Code.ShouldBe(0);
        using Session narrow = new() { IsTerminal = true, Width = 80 }, wide = new() { IsTerminal = true, Width = 160 };

        string[] lines = [.. narrow.Run(["sweep", "report", session.PathOf("results")]).Lines.Select(ScreenText.Plain)];
        string[] whole = [.. wide.Run(["sweep", "report", session.PathOf("results")]).Lines.Select(ScreenText.Plain)];

        lines.ShouldAllBe(line => line.Length <= 80 && !line.Contains('…', StringComparison.Ordinal));
        string header = lines.Single(line => line.Contains("hidden", StringComparison.Ordinal) && line.Contains("mean", StringComparison.Ordinal) && line.Contains("seeds", StringComparison.Ordinal));
        header.ShouldNotContain("median");
        lines.Count(line => line.Contains("he-normal ", StringComparison.Ordinal)).ShouldBe(2);
        lines.Count(line => line.Contains("mean-field(w2=1.5, b2=0.05) ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(2);
        foreach (int width in Enumerable.Range(59, 50))
        {
            using Session terminal = new() { IsTerminal = true, Width = width };
            terminal.Run(["sweep", "report", session.PathOf("results")]).Lines.Select(ScreenText.Plain)
                .ShouldAllBe(line => line.Length <= width && !line.Contains('…', StringComparison.Ordinal));
        }

        whole.ShouldContain(line => line.Contains("median", StringComparison.Ordinal) && line.Contains("sd", StringComparison.Ordinal));
    }

    [Fact]
    public void Report_SaysOnceWhatPCannotBeBelow_AndWhatIsLeftOut()
    {
        session.Place("study.json", Study.Replace("\"repeats\": 2", "\"repeats\": 4", StringComparison.Ordinal));
        session.Run("sweep run {dir}/study.json --out {dir}/results --shard 1/1").Code.ShouldBe(0);
        string[] all = session.Run("sweep report {dir}/results --compare xavier,zero").Lines;
        string shard = Directory.GetFiles(session.PathOf("results/trials"))[0];
        File.WriteAllLines(shard, File.ReadAllLines(shard)[1..]);

        string[] some = session.Run("sweep report {dir}/results --compare xavier,zero").Lines;

        all.Count(line => line.Contains("never below", StringComparison.Ordinal)).ShouldBe(1);
        all.ShouldContain("With 4 seeds p is never below 0.125.");
        all.ShouldNotContain(line => line.Contains("left out", StringComparison.Ordinal));
        some.Single(line => line.StartsWith("Over all combinations, ", StringComparison.Ordinal)).ShouldEndWith("; 1 of 2 combinations, where a seed of either arm has no number, is left out.");
    }

    [Fact]
    public void Report_GivesNoPForOneSeed()
    {
        session.Place("study.json", Study.Replace("\"repeats\": 2", "\"repeats\": 1", StringComparison.Ordinal));
        session.Run("sweep run {dir}/study.json --out {dir}/results").Code.ShouldBe(0);

        string[] lines = session.Run("sweep report {dir}/results --compare xavier,zero").Lines;

        lines.ShouldContain(line => line.StartsWith("Over all combinations, ", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains("p = ", StringComparison.Ordinal) || line.Contains("never below", StringComparison.Ordinal));
    }

    /// <summary>A scheme of convolutions does not serve dense layers; the first trial has another.</summary>
    [Fact]
    public void Trials_ThatCannotBeRunAreSaidWithTheReason()
    {
        session.Place("study.json", Study.Replace("\"zero\"", "\"delta-orthogonal\"", StringComparison.Ordinal));

        Session.Answer answer = session.Run("sweep run {dir}/study.json --out {dir}/results");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines[0].ShouldEndWith("; 8 of them were run here, of which 4 cannot be run.");
        answer.Lines[1].ShouldStartWith("4 trials cannot be run; the first: ");
        string reason = answer.Lines[1]["4 trials cannot be run; the first: ".Length..];
        session.Run("sweep status {dir}/results").Lines.ShouldContain(answer.Lines[1]);
        session.Json("sweep status {dir}/results --json").GetProperty("refusal").GetString().ShouldBe(reason);
        session.Json("sweep run {dir}/study.json --out {dir}/others --json").GetProperty("refusal").GetString().ShouldBe(reason);
    }

    [Fact]
    public void Report_OfAnUnfinishedStudySaysWhatIsMissing()
    {
        session.Run("sweep run {dir}/study.json --out {dir}/results --shard 1/8");
        string shard = Directory.GetFiles(session.PathOf("results/trials")).Single();
        File.AppendAllText(shard, "nonsense\n");

        Session.Answer answer = session.Run("sweep report {dir}/results");

        answer.Code.ShouldBe(0);
        answer.Lines[0].ShouldEndWith(" 7 of 8 trials have no result yet.");
        answer.Error.ShouldBe($"trials/{Path.GetFileName(shard)}, line 2 cannot be used: it is no JSON.\n");
        File.WriteAllText(shard, "");
        session.Run("sweep report {dir}/results").ShouldBe(new(2, "", "evenkeel: No trial in '{dir}/results' has a result yet; 'evenkeel sweep run STUDY --out {dir}/results' runs them.\n"));
    }

    [Theory]
    [InlineData("sweep run {dir}/study.json", "'sweep run' needs --out DIR, the folder for its results.")]
    [InlineData("sweep run {dir}/none.json --out {dir}/r", "There is no file '{dir}/none.json'.")]
    [InlineData("sweep run {dir}/study.json --out {dir}/r --shard 5/4", "--shard needs a part of how many, such as 1/4 … 4/4, but got '5/4'.")]
    [InlineData("sweep run {dir}/study.json --out {dir}/full", "'{dir}/full' holds files, but no study; name an empty folder, or a new one.")]
    [InlineData("sweep status {dir}/none", "There is no study in '{dir}/none': it lacks study.json. Run 'evenkeel sweep run STUDY --out {dir}/none' first.")]
    [InlineData("sweep export {dir}/none", "'sweep export' needs to be told what to write: --csv FILE, --jsonl FILE or --tensorboard DIR.")]
    [InlineData("sweep report {dir}/none", "There is no study in '{dir}/none': it lacks study.json. Run 'evenkeel sweep run STUDY --out {dir}/none' first.")]
    [InlineData("sweep report {dir}/none --csv {dir}/study.json", "'{dir}/study.json' is a file; --csv needs a folder.")]
    [InlineData("sweep", "'sweep' needs a command: run, status, export, report, submit. See --help.")]
    public void Line_IsRefusedInOneSentence(string line, string message)
    {
        Directory.CreateDirectory(session.PathOf("full"));
        session.Place("full/notes.txt", "");

        Session.Answer answer = session.Run(line);

        answer.Code.ShouldBe(2);
        answer.Output.ShouldBeEmpty();
        answer.Error.ShouldBe($"evenkeel: {message}\n");
    }
}
