using System.Diagnostics;

namespace Evenkeel.Sweeps.Tests;

/// <summary>Processes that are killed, that share a folder, and that run out of room.</summary>
public class SweepProcessTests
{
    [UnixFact]
    public void Kill_LosesAtMostTheTrialsUnderWay()
    {
        using Sweep sweep = new(Sweep.Slow);
        int before = 0;

        foreach (int results in new[] { 3, 12, 25 })
        {
            Process process = sweep.Start();
            sweep.WaitFor(results, process);
            process.Kill();
            Sweep.End(process).Code.ShouldNotBe(0);
            sweep.Lines().Length.ShouldBeGreaterThanOrEqualTo(Math.Max(results, before));
            before = sweep.Lines().Length;
        }

        (int code, string error) = Sweep.End(sweep.Start());
        code.ShouldBe(0, error);
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Slow));
        sweep.Lines().Length.ShouldBe(40, "what was kept is not run again");
    }

    [UnixFact]
    public void TwoProcesses_ShareTheTrialsWithoutDoubling()
    {
        using Sweep sweep = new(Sweep.Slow);

        Process[] both = [sweep.Start(), sweep.Start()];
        (int Code, string Error)[] ends = [.. both.Select(Sweep.End)];

        ends.ShouldAllBe(end => end.Code == 0, string.Concat(ends.Select(end => end.Error)));
        sweep.Lines().Length.ShouldBe(40);
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Slow));
    }

    [UnixFact]
    public void FourShardsAtOnce_AreTheWhole()
    {
        using Sweep sweep = new(Sweep.Slow);

        Process[] all = [.. Enumerable.Range(1, 4).Select(shard => sweep.Start($"--shard {shard}/4"))];
        (int Code, string Error)[] ends = [.. all.Select(Sweep.End)];

        ends.ShouldAllBe(end => end.Code == 0, string.Concat(ends.Select(end => end.Error)));
        sweep.Lines().Length.ShouldBe(40);
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Slow));
    }

    [UnixFact]
    public void Interrupt_KeepsWhatIsDone()
    {
        using Sweep sweep = new(Sweep.Slow);
        Process process = sweep.Start();
        sweep.WaitFor(3, process);

        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        (int code, string error) = Sweep.End(process);

        code.ShouldBe(130, error);
        error.ShouldContain("Stopped; the trials that were under way are run again by the same line.");
        Directory.GetFiles(Path.Combine(sweep.Results, "leases")).ShouldBeEmpty();
        Sweep.End(sweep.Start()).Code.ShouldBe(0);
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Slow));
    }

    /// <summary>A limit on the length of files stands for a disk that is full.</summary>
    [UnixFact]
    public void NoRoom_IsSaid_AndWhatWasKeptIsUsed()
    {
        using Sweep sweep = new(Sweep.Slow);

        (int code, string error) = Sweep.End(sweep.Start(before: "trap '' XFSZ; ulimit -f 8; export DOTNET_EnableWriteXorExecute=0;"));

        code.ShouldBe(3, error);
        error.ShouldContain("cannot take another result");
        error.ShouldContain($"{sweep.Lines().Length} of 40 results are kept in '{sweep.Results}'; when there is room, the same line goes on from there.");
        sweep.Lines().Length.ShouldBeInRange(1, 39);
        (code, error) = Sweep.End(sweep.Start());
        code.ShouldBe(0, error);
        error.ShouldNotContain("cannot be used");
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Slow));
    }
}
