namespace Evenkeel.Sweeps.Tests;

/// <summary>What Slurm's programs print, as its manual pages describe it.</summary>
public sealed class SlurmProgramsTests
{
    [Theory]
    [InlineData("12\n", 12, "")]
    [InlineData("12;east\n", 12, "east")]
    [InlineData("A notice of the cluster.\n12\n", 12, "")]
    public void Job_IsReadFromWhatSbatchPrints(string output, long number, string cluster) => SlurmPrograms.ReadJob(output, 4).ShouldBe(new(number, cluster, 4));

    [Theory]
    [InlineData("")]
    [InlineData("Submitted batch job 12\n")]
    public void Job_IsNone_WhereNoNumberIsPrinted(string output) => SlurmPrograms.ReadJob(output, 4).ShouldBeNull();

    [Fact]
    public void Tasks_AreReadFromWhatSqueuePrints()
    {
        const string output = "CLUSTER: east\n12|3|PENDING|Resources|/d|e/slurm/job.sh\n12|1|RUNNING|None|/d|e/slurm/job.sh\n12|2|FAILED|NonZeroExitCode|/d|e/slurm/job.sh\n12|N/A|RUNNING|None|/x/slurm/job.sh\n12|4|RUNNING|None|/somebody/else.sh\n";

        SlurmTask[] tasks = [.. SlurmPrograms.ReadTasks(output)];

        tasks.ShouldBe([new(12, 3, "PENDING", "Resources"), new(12, 1, "RUNNING", ""), new(12, 2, "FAILED", "NonZeroExitCode")]);
        tasks.Select(task => (task.IsPending, task.IsRunning, task.HasEnded)).ShouldBe([(true, false, false), (false, true, false), (false, false, true)]);
        tasks[0].ToString().ShouldBe("12_3");
    }

    /// <summary>A node that ends a task, or holds it, is at work on it all the same: what it does is not to be done twice.</summary>
    [Theory]
    [InlineData("COMPLETING")]
    [InlineData("SUSPENDED")]
    [InlineData("STOPPED")]
    [InlineData("A_STATE_TO_COME")]
    public void Task_ThatHasNotEnded_IsThere(string state) => new SlurmTask(1, 1, state, "").HasEnded.ShouldBeFalse();

    [Theory]
    [InlineData("sbatch: error: invalid partition specified: x\nsbatch: error: Batch job submission failed: Invalid partition name specified\n", "invalid partition specified: x; Batch job submission failed: Invalid partition name specified.")]
    [InlineData("sbatch: fatal: Could not establish a configuration source", "Could not establish a configuration source.")]
    [InlineData("", "it gave no reason.")]
    public void Refusal_IsOneLine(string error, string said) => SlurmPrograms.Said(error).ShouldBe(said);

    [Fact]
    public void Find_NeedsBothPrograms()
    {
        using Sweep sweep = new();
        File.WriteAllText(sweep.At("sbatch"), "");

        SlurmPrograms.Find(sweep.At("")).ShouldBeNull();
        SlurmPrograms.Find(null).ShouldBeNull();
        File.WriteAllText(sweep.At("squeue"), "");
        SlurmPrograms.Find($"/nowhere{Path.PathSeparator}{sweep.At("")}").ShouldNotBeNull();
    }
}
