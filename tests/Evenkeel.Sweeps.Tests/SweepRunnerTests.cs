using System.Globalization;

namespace Evenkeel.Sweeps.Tests;

public class SweepRunnerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_GivesTheSameResultsForAnyNumberOfThreads(int threads)
    {
        using Sweep sweep = new();

        sweep.Runner(threads).Run().ShouldBeTrue();

        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Small));
        sweep.Loads.ShouldBe(1, "all trials share the data");
        Directory.GetFiles(Path.Combine(sweep.Results, "leases")).ShouldBeEmpty();
    }

    [Fact]
    public void Run_DealsTheTrialsToShards()
    {
        using Sweep sweep = new();
        List<int> counts = [];

        for (int shard = 1; shard <= 4; shard++)
        {
            SweepRunner runner = sweep.Runner(2, shard, 4);
            runner.Run().ShouldBeTrue();
            counts.Add(runner.Progress.Ran);
        }

        counts.ShouldBe([6, 6, 6, 6]);
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Small));
    }

    [Fact]
    public async Task Run_GoesOnAfterItWasStopped()
    {
        using Sweep sweep = new();
        using CancellationTokenSource stop = new();
        SweepRunner first = sweep.Runner();
        Task<bool> running = Task.Run(() => first.Run(stop.Token));
        SpinWait.SpinUntil(() => first.Progress.Ran >= 3 || running.IsCompleted);
        await stop.CancelAsync();
        await running;
        int ran = sweep.Lines().Length;

        SweepRunner second = sweep.Runner();

        second.Run().ShouldBeTrue();
        (second.Progress.Before, second.Progress.Ran).ShouldBe((ran, 24 - ran));
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Small));
        sweep.Runner().Run().ShouldBeTrue();
        sweep.Lines().Length.ShouldBe(24, "a third time there is nothing to do");
    }

    /// <summary>A changed digit in a result, one in a specification, a line of something else, a line without a result, and one that ends early: each is told, and its trial is run again.</summary>
    [Fact]
    public void Run_TellsDamagedLinesAndRunsTheirTrialsAgain()
    {
        using Sweep sweep = new();
        sweep.Runner().Run();
        string unbroken = sweep.Export();
        string shard = Directory.GetFiles(Path.Combine(sweep.Results, "trials")).ShouldHaveSingleItem();
        string[] lines = File.ReadAllLines(shard);
        lines[2] = lines[2].Replace("\"steps\":12", "\"steps\":13", StringComparison.Ordinal);
        lines[5] = lines[5].Replace("\"dataSeed\":0", "\"dataSeed\":1", StringComparison.Ordinal);
        lines[9] = "\0\0\0\0";
        lines[11] = lines[11][..lines[11].IndexOf(",\"result\"", StringComparison.Ordinal)] + "}";
        lines[14] = "{}";
        File.WriteAllText(shard, string.Join('\n', lines)[..^20]);
        string name = $"trials/{Path.GetFileName(shard)}";

        SweepRunner runner = sweep.Runner();

        runner.Damages.Select(damage => damage.ToString()).ShouldBe(
        [
            $"{name}, line 3 cannot be used: its result does not agree with its check.",
            $"{name}, line 6 cannot be used: its specification is not the one of its key.",
            $"{name}, line 10 cannot be used: it is no JSON.",
            $"{name}, line 12 cannot be used: it lacks 'key', 'spec' or 'result'.",
            $"{name}, line 15 cannot be used: it lacks 'key', 'spec' or 'result'.",
            $"{name}, line 24 cannot be used: it was not written to its end.",
        ]);
        runner.Run().ShouldBeTrue();
        runner.Progress.Ran.ShouldBe(6);
        sweep.Export().ShouldBe(unbroken);
    }

    [Fact]
    public async Task Run_LeavesATrialToWhoeverHoldsIt_UntilItsHeartStops()
    {
        using Sweep sweep = new();
        SweepRunner runner = sweep.Runner();
        string lease = Lease(sweep, 3, "elsewhere 1 1");
        using CancellationTokenSource stop = new();
        Task<bool> running = Task.Run(() => runner.Run(stop.Token));
        SpinWait.SpinUntil(() => runner.Progress.Waiting > 0 || running.IsCompleted);
        await stop.CancelAsync();

        (await running).ShouldBeFalse();
        runner.Progress.Done.ShouldBe(23);
        File.ReadAllText(lease).ShouldBe("elsewhere 1 1");

        sweep.Runner(clock: new Sweep.Ahead(TimeSpan.FromSeconds(61))).Run().ShouldBeTrue();
        sweep.Export().ShouldBe(Sweep.Unbroken(Sweep.Small));
        File.Exists(lease).ShouldBeFalse();
    }

    [Fact]
    public void Run_TakesOverAtOnceFromAProcessOfThisMachineThatIsGone()
    {
        using Sweep sweep = new();
        LeaseOwner here = LeaseOwner.OfThisProcess();
        Lease(sweep, 3, (here with { Started = here.Started - 3_600_000 }).ToString());
        Lease(sweep, 4, (here with { Process = int.MaxValue }).ToString());

        sweep.Runner().Run().ShouldBeTrue();

        sweep.Lines().Length.ShouldBe(24);
    }

    [Fact]
    public void Lease_IsTakenByOneOfMany()
    {
        using Sweep sweep = new();
        string folder = sweep.At("leases");
        LeaseOwner me = LeaseOwner.OfThisProcess();
        using LeaseFolder first = new(folder, me, TimeProvider.System, TimeSpan.FromMinutes(1));
        using LeaseFolder second = new(folder, me with { Machine = "elsewhere" }, TimeProvider.System, TimeSpan.FromMinutes(1));

        int taken = 0;
        Parallel.For(0, 2000, i => Interlocked.Add(ref taken, (i % 2 == 0 ? first : second).TryTake($"key{i / 2}") ? 1 : 0));

        taken.ShouldBe(1000);
    }

    [Fact]
    public void Lease_ThatIsStaleIsTakenOverByOneOfMany()
    {
        using Sweep sweep = new();
        string folder = sweep.At("leases");
        Directory.CreateDirectory(folder);
        LeaseOwner me = LeaseOwner.OfThisProcess();
        int taken = 0;
        LeaseFolder[] all = [.. Enumerable.Range(0, 4).Select(i => new LeaseFolder(folder, me with { Machine = i.ToString(CultureInfo.InvariantCulture) }, TimeProvider.System, TimeSpan.FromMinutes(1)))];
        for (int i = 0; i < 200; i++)
        {
            string path = Path.Combine(folder, $"key{i}");
            File.WriteAllText(path, "elsewhere 1 1");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow - TimeSpan.FromMinutes(2));
        }

        Parallel.For(0, 800, i => Interlocked.Add(ref taken, all[i % 4].TryTake($"key{i / 4}") ? 1 : 0));

        // One that finds another at the takeover gives up; it never shares.
        taken.ShouldBeInRange(1, 200);
        Directory.GetFiles(folder, "*.turn").ShouldBeEmpty();
        foreach (LeaseFolder leases in all) leases.Dispose();
    }

    [Fact]
    public void Lease_IsKeptAliveByItsHeart()
    {
        using Sweep sweep = new();
        LeaseOwner me = LeaseOwner.OfThisProcess();
        using LeaseFolder holder = new(sweep.At("leases"), me, new Sweep.Ahead(TimeSpan.Zero), TimeSpan.FromMinutes(1));
        holder.TryTake("key").ShouldBeTrue();
        File.SetLastWriteTimeUtc(Path.Combine(sweep.At("leases"), "key"), DateTime.UtcNow - TimeSpan.FromMinutes(2));
        using LeaseFolder other = new(sweep.At("leases"), me with { Machine = "elsewhere" }, TimeProvider.System, TimeSpan.FromMinutes(1));

        holder.Beat();

        other.TryTake("key").ShouldBeFalse();
    }

    [Fact]
    public void Create_RefusesAFolderThatHoldsAnotherStudyOrOtherThings()
    {
        using Sweep sweep = new();
        sweep.Runner().Run();

        Should.Throw<SweepException>(() => StudyFolder.Create(sweep.Results, Sweep.Slow)).Message.ShouldBe($"'{sweep.Results}' holds another study, 'small'; name another folder.");
        StudyFolder.Create(sweep.Results, $"// another comment\n{Sweep.Small}").Study.Name.ShouldBe("small");
        Directory.CreateDirectory(sweep.At("other"));
        File.WriteAllText(sweep.At("other/notes.txt"), "");
        Should.Throw<SweepException>(() => StudyFolder.Create(sweep.At("other"), Sweep.Small)).Message.ShouldBe($"'{sweep.At("other")}' holds files, but no study; name an empty folder, or a new one.");
        Should.Throw<SweepException>(() => StudyFolder.Open(sweep.At("none"))).Message.ShouldContain("it lacks study.json");
    }

    [Fact]
    public void Run_RefusesAStudyThatCannotBeRun_AndRecordsATrialThatCannot()
    {
        using Sweep none = new("""{ "base": { "data": { "name": "circle" }, "training": { "batch": 1000 }, "schemes": ["xavier"] } }""");
        Should.Throw<ArgumentException>(() => none.Runner().Run()).Message.ShouldContain("1000");

        using Sweep some = new("""{ "base": { "data": { "name": "circle", "train": 50 }, "training": { "steps": 1 }, "schemes": ["xavier"] }, "axes": [{ "set": "batch", "values": [10, 1000] }], "repeats": 1 }""");
        SweepRunner runner = some.Runner();
        runner.Run().ShouldBeTrue();
        runner.Progress.Refused.ShouldBe(1);
        StudyFolder.Open(some.Results).Read().All.Count(pair => pair.Line.ReadResult().Refused is not null).ShouldBe(1);
    }

    [Fact]
    public void Append_SaysWhereThereIsNoRoom_AndTakesAwayTheLineThatWasCutShort()
    {
        using Sweep sweep = new();
        NarrowStream disk = new(100);
        using ShardWriter shard = new(sweep.At("trials"), "me", TimeProvider.System, _ => disk);
        shard.Append(new byte[60]);

        Should.Throw<IOException>(() => shard.Append(new byte[60])).Message.ShouldEndWith("cannot take another result: No space left on device");

        disk.Length.ShouldBe(60);
    }

    private static string Lease(Sweep sweep, int trial, string owner)
    {
        StudyFolder folder = StudyFolder.Create(sweep.Results, sweep.Study);
        string path = Path.Combine(sweep.Results, "leases", folder.Study.Trials[trial].Key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, owner);
        return path;
    }

    /// <summary>A disk with room for some bytes.</summary>
    private sealed class NarrowStream(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = (int)Math.Min(buffer.Length, room - Length);
            base.Write(buffer[..fits]);
            if (fits < buffer.Length) throw new IOException("No space left on device");
        }
    }
}
