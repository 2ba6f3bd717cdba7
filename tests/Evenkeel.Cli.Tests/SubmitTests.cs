using System.Text.Json;

namespace Evenkeel.Cli.Tests;

/// <summary>What <c>sweep submit</c> asks of Slurm's programs, and says of their answers; small scripts stand for them.</summary>
public sealed class SubmitTests : IDisposable
{
    private const string Study = """
        { "name": "tiny", "base": { "data": { "name": "circle" }, "training": { "steps": 3 }, "schemes": ["xavier", "zero"] }, "axes": [{ "set": "hidden", "values": ["4", "4,4"] }], "repeats": 2 }
        """;

    private const string Line = "sweep submit {dir}/study.json --slurm --out {dir}/r";

    private readonly Session session = new();

    public SubmitTests() => session.Place("study.json", Study);

    public void Dispose() => session.Dispose();

    [Fact]
    public void Print_ShowsTheScript_AndNeedsNoSlurm()
    {
        Session.Answer answer = session.Run($"{Line} --tasks 3 --print -- --account=me");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines[..4].ShouldBe(["#!/usr/bin/env bash", "#SBATCH --job-name=evenkeel-tiny", "#SBATCH --array=1-3", "#SBATCH --cpus-per-task=1"]);
        answer.Lines.ShouldContain("#SBATCH --account=me");
        answer.Lines[^1].ShouldContain("Evenkeel.Cli.dll sweep run ");
        Directory.Exists(session.PathOf("r")).ShouldBeFalse();
        session.Json($"{Line} --print --json").GetProperty("tasks").GetInt32().ShouldBe(8);
    }

    /// <summary>What is printed goes to a file or to sbatch, so that a sentence does not stand in its place.</summary>
    [Fact]
    public void Print_OfAFinishedStudySaysThatNothingIsMissing()
    {
        session.Run("sweep run {dir}/study.json --out {dir}/r").Code.ShouldBe(0);

        session.Run($"{Line} --print").ShouldBe(new(0, "", "All 8 trials have a result in '{dir}/r'; there is nothing to submit.\n"));
        JsonElement document = session.Json($"{Line} --print --json");

        (document.GetProperty("state").GetString(), document.GetProperty("tasks").GetInt32(), document.GetProperty("text").ValueKind).ShouldBe(("finished", 0, JsonValueKind.Null));
    }

    [UnixFact]
    public void Submit_GivesSbatchTheScriptAndTheOptions()
    {
        Slurm();

        Session.Answer answer = session.Run($"{Line} --cpus-per-task 3 --mem 2G --time 5 --partition long -- --account=me");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Output.Replace(session.PathOf("r"), "{dir}/r", StringComparison.Ordinal).ShouldBe("Submitted job 7: 3 tasks for 8 of 8 trials. The same line with --wait waits for it, 'evenkeel sweep status {dir}/r' says how far it is, 'scancel 7' stops it.\n");
        string[] words = session.Read("said").TrimEnd('\n').Split('\n');
        words[^9..].ShouldBe(["--cpus-per-task=3", $"--output={session.PathOf("r/slurm/%A_%a.out")}", $"--chdir={Environment.CurrentDirectory}", "--mem=2G", "--time=5", "--partition=long", "--account=me", session.PathOf("r/slurm/job.sh"), "."]);
        session.Read("r/study.json").ShouldBe(Study);
        session.Read("r/slurm/job.sh").ShouldContain("#SBATCH --array=1-3\n");
        session.Read("r/slurm/jobs.jsonl").ShouldBe("{\"job\":7,\"cluster\":\"\",\"tasks\":3}\n");
    }

    [UnixFact]
    public void Submit_IsForWhatIsMissing()
    {
        Slurm();
        session.Run("sweep run {dir}/study.json --out {dir}/r --shard 1/2");

        JsonElement answer = session.Json($"{Line} --json");

        (answer.GetProperty("state").GetString(), answer.GetProperty("done").GetInt32(), answer.GetProperty("tasks").GetInt32(), answer.GetProperty("job").GetInt64()).ShouldBe(("submitted", 4, 4, 7));
    }

    [UnixFact]
    public void Nothing_IsSubmitted_WhereNothingIsMissing()
    {
        Slurm();
        session.Run("sweep run {dir}/study.json --out {dir}/r");

        Session.Answer answer = session.Run(Line);

        answer.Code.ShouldBe(0);
        answer.Output.ShouldStartWith("All 8 trials have a result in ");
        File.Exists(session.PathOf("said")).ShouldBeFalse();
        session.Json($"{Line} --json").GetProperty("job").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [UnixFact]
    public void Tasks_ThatAreAtWork_AreNotDoubled_UnlessThatIsAskedFor()
    {
        Slurm();
        session.Run(Line);
        session.Place("queue", "7|1|RUNNING|None|/x/slurm/job.sh\n7|2|PENDING|Resources|/x/slurm/job.sh\n7|3|COMPLETED|None|/x/slurm/job.sh\n");

        Session.Answer answer = session.Run(Line);

        answer.Code.ShouldBe(0);
        answer.Output.ShouldContain("already (job 7: 1 running, 1 pending), and 8 of 8 trials are missing; nothing was submitted. --wait waits for them, --again submits more.");
        JsonElement document = session.Json($"{Line} --json");
        (document.GetProperty("state").GetString(), document.GetProperty("running").GetInt32(), document.GetProperty("pending").GetInt32()).ShouldBe(("underWay", 1, 1));
        session.Json($"{Line} --again --json").GetProperty("state").GetString().ShouldBe("submitted");
        session.Read("r/slurm/jobs.jsonl").TrimEnd().Split('\n').Length.ShouldBe(2);
    }

    [UnixFact]
    public void Wait_EndsWhereTasksBringNothing_AndShowsTheirLastLines()
    {
        Slurm();
        session.Place("queue", "7|1|FAILED|NonZeroExitCode|/x/slurm/job.sh\n7|2|OUT_OF_MEMORY|OutOfMemory|/x/slurm/job.sh\n");
        Directory.CreateDirectory(session.PathOf("r/slurm"));
        session.Place("r/study.json", Study);
        session.Place("r/slurm/7_1.out", "first\n\nlast\n");

        Session.Answer answer = session.Run($"{Line} --tasks 2 --wait --json");

        answer.Code.ShouldBe(3);
        answer.Error.Split('\n')[2..].ShouldBe([
            "Task 7_1 ended as FAILED (NonZeroExitCode); its last lines in '{dir}/r/slurm/7_1.out':",
            "  first",
            "  last",
            "Task 7_2 ended as OUT_OF_MEMORY (OutOfMemory); it left no output in '{dir}/r/slurm/7_2.out'.",
            "evenkeel: 8 of 8 trials are missing in '{dir}/r': the tasks of job 7 ended without one result. The same line submits what is missing.",
            "",
        ]);
        answer.Json().GetProperty("failures")[0].GetProperty("lines")[1].GetString().ShouldBe("last");
        answer.Json().GetProperty("state").GetString().ShouldBe("missing");
    }

    [UnixFact]
    public void Wait_ThatIsStopped_LeavesTheJob()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        using Session stopped = new() { Stop = stop.Token };
        stopped.Place("study.json", Study);
        Slurm(stopped);

        Session.Answer answer = stopped.Run($"{Line} --wait");

        answer.Code.ShouldBe(130);
        answer.Error.ShouldContain("Stopped waiting; job 7 goes on. The same line waits again, 'scancel 7' stops it.");
    }

    [UnixFact]
    public void Refusal_OfSbatch_IsOneLine()
    {
        Slurm(sbatch: "echo 'sbatch: error: no account' >&2; echo 'sbatch: error: no job' >&2; exit 1");

        Session.Answer answer = session.Run(Line);

        (answer.Code, answer.Error).ShouldBe((3, "evenkeel: sbatch refuses the job: no account; no job.\n"));
        session.Run("sweep status {dir}/r").Code.ShouldBe(0);
    }

    [Theory]
    [InlineData(Line, "There is no Slurm here: 'sbatch' and 'squeue' are not on the path. --print shows the script; with any scheduler, 'evenkeel sweep run STUDY --out DIR --shard I/N' runs part I of N.")]
    [InlineData("sweep submit {dir}/study.json --out {dir}/r", "'sweep submit' needs --slurm, the scheduler that it knows; any other runs 'evenkeel sweep run {dir}/study.json --out {dir}/r --shard I/N' for each I from 1 to N.")]
    [InlineData("sweep submit {dir}/study.json --slurm", "'sweep submit' needs --out DIR, the folder for its results, which all nodes share.")]
    [InlineData($"{Line} --retries 2", "--retries says how often --wait submits again; add --wait.")]
    [InlineData($"{Line} --print --wait", "--print submits nothing, so --wait has no use beside it; leave one of them out.")]
    [InlineData($"{Line} --tasks 0", "--tasks needs a whole number from 1 to 100000, but got '0'.")]
    [InlineData($"{Line} --print -- --array=1-2", "'--array=1-2' cannot be passed to sbatch: --tasks says how many tasks there are.")]
    [InlineData($"{Line} --print --mem 2G -- --mem=3G", "'--mem=3G' cannot be passed to sbatch: --mem 2G says it already.")]
    [InlineData($"{Line} --print more", "'submit' takes no 'more'; options for sbatch follow '--'.")]
    [InlineData($"{Line} --account=me", "Unknown option '--account=me' of 'submit'. Known: --slurm, --out, --tasks, --cpus-per-task, --mem, --time, --partition, --wait, --retries, --again, --print, --patience, --data-dir, --json.")]
    [InlineData("sweep submit {dir}/study.json --slurm --out {dir}/full --print", "'{dir}/full' holds files, but no study; name an empty folder, or a new one.")]
    [InlineData("sweep submit {dir}/study.json --slurm --out {dir}/other --print", "'{dir}/other' holds another study; name another folder.")]
    public void Line_IsRefusedInOneSentence(string line, string message)
    {
        foreach (string folder in new[] { "full", "other" }) Directory.CreateDirectory(session.PathOf(folder));
        session.Place("full/notes.txt", "");
        session.Place("other/study.json", """{ "repeats": 3 }""");

        Session.Answer answer = session.Run(line);

        (answer.Code, answer.Output, answer.Error).ShouldBe((2, "", $"evenkeel: {message}\n"));
        Directory.Exists(session.PathOf("r")).ShouldBeFalse();
    }

    private void Slurm(string? sbatch = null) => Slurm(session, sbatch);

    private static void Slurm(Session session, string? sbatch = null)
    {
        Script(session, "sbatch", sbatch ?? $"printf '%s\\n' \"$@\" . >>'{session.PathOf("said")}'; echo 7");
        Script(session, "squeue", $"cat '{session.PathOf("queue")}' 2>/dev/null || true");
        session.Environment["PATH"] = session.PathOf("");
    }

    private static void Script(Session session, string name, string body)
    {
        session.Place(name, $"#!/bin/bash\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(session.PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
