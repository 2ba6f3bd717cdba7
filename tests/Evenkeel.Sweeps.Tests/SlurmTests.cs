using System.Diagnostics;
using System.Text.Json;

namespace Evenkeel.Sweeps.Tests;

/// <summary>Studies on a real Slurm of four nodes: what is submitted, killed, cancelled and submitted again comes to what one process finds.</summary>
public sealed class SlurmTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>
{
    private static readonly Lazy<string> Unbroken = new(() => Sweep.Unbroken(Sweep.Slower));

    [SlurmFact]
    public void KillOfOneTask_LosesNothing()
    {
        using Sweep sweep = new(Sweep.Slower);
        Process submit = sweep.Submit(cluster.Up(), "--tasks 4 --wait");
        cluster.WaitUntil(() => sweep.Workers().Length > 1 && sweep.Lines().Length > 5, "results of several tasks");

        int worker = sweep.Workers()[0];
        Kill(worker);
        (int code, string error) = Sweep.End(submit);

        code.ShouldBe(0, error);
        sweep.Export().ShouldBe(Unbroken.Value);
        sweep.Lines().Select(KeyOf).Distinct().Count().ShouldBe(40);
        sweep.Lines().Length.ShouldBe(40, "no trial is run twice");
        Directory.GetFiles(Path.Combine(sweep.Results, "trials")).Length.ShouldBeGreaterThan(1, "several tasks share the trials");
        Directory.GetFiles(Path.Combine(sweep.Results, "slurm"), "*_*.out").ShouldContain(file => !File.ReadAllText(file).Contains("have a result in", StringComparison.Ordinal), "one task did not come to its end");
        sweep.Workers().ShouldBeEmpty();
    }

    [SlurmFact]
    public void KillOfEveryTask_HasWhatIsMissingSubmittedAgain()
    {
        using Sweep sweep = new(Sweep.Slower);
        Process submit = sweep.Submit(cluster.Up(), "--tasks 4 --wait");
        cluster.WaitUntil(() => sweep.Lines().Length > 5, "the first results");
        string first = JobsOf(sweep).ShouldHaveSingleItem();

        cluster.WaitUntil(
            () =>
            {
                foreach (int worker in sweep.Workers()) Kill(worker);
                return cluster.Tasks(first).Length == 0;
            },
            "the end of the job");
        int kept = sweep.Lines().Length;
        (int code, string error) = Sweep.End(submit);

        code.ShouldBe(0, error);
        kept.ShouldBeLessThan(40);
        JobsOf(sweep).Length.ShouldBe(2);
        error.ShouldContain($"{40 - kept} trials were left; submitted again as 4 tasks (job {JobsOf(sweep)[1]}).");
        sweep.Lines().Length.ShouldBe(40, "what was kept is not run again");
        sweep.Export().ShouldBe(Unbroken.Value);
    }

    [SlurmFact]
    public void SameLine_SubmitsWhatIsMissing_AndNothingTwice()
    {
        using Sweep sweep = new(Sweep.Slower);
        Sweep.End(sweep.Submit(cluster.Up(), "--tasks 2 -- --hold")).Code.ShouldBe(0);
        string first = JobsOf(sweep).ShouldHaveSingleItem();
        cluster.Tasks(first).Length.ShouldBe(2);
        Sweep.End(sweep.Submit(cluster)).Code.ShouldBe(0);
        JobsOf(sweep).ShouldHaveSingleItem("tasks that wait are not doubled");

        cluster.Run("scontrol", "release", first).Code.ShouldBe(0);
        cluster.WaitUntil(() => sweep.Lines().Length > 2, "the first results");
        cluster.Run("scancel", first).Code.ShouldBe(0);
        cluster.WaitUntil(() => cluster.Tasks(first).Length == 0, "the end of the job");
        sweep.Workers().ShouldBeEmpty("a task that is asked to stop gives back what it was at");
        int kept = sweep.Lines().Length;
        (int code, string error) = Sweep.End(sweep.Submit(cluster, "--tasks 2 --wait -- --comment='of two words'"));

        code.ShouldBe(0, error);
        kept.ShouldBeInRange(3, 39);
        error.ShouldContain($"for {40 - kept} of 40 trials");
        sweep.Lines().Length.ShouldBe(40);
        sweep.Export().ShouldBe(Unbroken.Value);
        Sweep.End(sweep.Submit(cluster)).Code.ShouldBe(0);
        JobsOf(sweep).Length.ShouldBe(2, "where nothing is missing nothing is submitted");
    }

    [SlurmFact]
    public void WhateverRunsAStudy_EveryResultIsTheSame()
    {
        using Sweep one = new(), two = new(), shards = new(), slurm = new();
        one.Runner().Run().ShouldBeTrue();
        Process[] all = [two.Start(), two.Start(), .. Enumerable.Range(1, 4).Select(shard => shards.Start($"--shard {shard}/4")), slurm.Submit(cluster.Up(), "--tasks 4 --wait")];

        (int Code, string Error)[] ends = [.. all.Select(Sweep.End)];

        ends.ShouldAllBe(end => end.Code == 0, string.Concat(ends.Select(end => end.Error)));
        Dictionary<string, string> expected = ResultsOf(one);
        expected.Count.ShouldBe(24);
        foreach (Sweep other in new[] { two, shards, slurm })
        {
            ResultsOf(other).OrderBy(pair => pair.Key).ShouldBe(expected.OrderBy(pair => pair.Key));
            other.Export().ShouldBe(one.Export());
        }
    }

    [SlurmFact]
    public void CancelledJob_IsNotSubmittedAgain()
    {
        using Sweep sweep = new(Sweep.Slower);
        Process submit = sweep.Submit(cluster.Up(), "--tasks 2 --wait");
        cluster.WaitUntil(() => sweep.Lines().Length > 2, "the first results");

        string job = JobsOf(sweep).ShouldHaveSingleItem();
        cluster.Run("scancel", job).Code.ShouldBe(0);
        (int code, string error) = Sweep.End(submit);

        code.ShouldBe(3, error);
        error.ShouldContain($"Task {job}_1 ended as CANCELLED");
        error.ShouldEndWith($"{40 - sweep.Lines().Length} of 40 trials are missing in '{sweep.Results}': job {job} was cancelled. The same line submits what is missing.\n");
        JobsOf(sweep).ShouldHaveSingleItem();
    }

    [SlurmFact]
    public void WhatSlurmRefuses_IsSaidInItsWords()
    {
        using Sweep sweep = new();

        (int code, string error) = Sweep.End(sweep.Submit(cluster.Up(), "--partition nowhere"));

        code.ShouldBe(3);
        error.ShouldBe("evenkeel: sbatch refuses the job: invalid partition specified: nowhere; Batch job submission failed: Invalid partition name specified.\n");
        Directory.Exists(Path.Combine(sweep.Results, "trials")).ShouldBeFalse();
    }

    private static void Kill(int process)
    {
        using Process kill = Process.Start(new ProcessStartInfo("kill", ["-9", $"{process}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    private static string[] JobsOf(Sweep sweep)
    {
        string file = Path.Combine(sweep.Results, "slurm", "jobs.jsonl");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonElement.Parse(line).GetProperty("job").ToString())] : [];
    }

    private static string KeyOf(string line) => JsonElement.Parse(line).GetProperty("key").GetString()!;

    private static Dictionary<string, string> ResultsOf(Sweep sweep) => sweep.Lines().ToDictionary(KeyOf, line => JsonElement.Parse(line).GetProperty("result").GetRawText());
}
