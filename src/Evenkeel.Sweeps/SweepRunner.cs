using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Sweeps;

/// <summary>Runs the trials of a study that have no result yet, beside any number of other processes that do the same in the same folder.</summary>
/// <remarks>A process that is killed loses the trials that it was at. Every trial's result is the same whoever runs it, and with whatever else.</remarks>
public sealed class SweepRunner
{
    /// <summary>How often what other processes do is looked at, when nothing else is left.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly StudyFolder folder;
    private readonly SweepOptions options;
    private readonly TimeProvider clock;
    private readonly DataShelf shelf;
    private readonly LeaseOwner me = LeaseOwner.OfThisProcess();
    private readonly TrialLog log;
    private readonly Dictionary<string, StudyTrial> byKey;
    private readonly ImmutableArray<StudyTrial> mine;
    private readonly ConcurrentDictionary<string, bool> done = new();
    private readonly Lock reading = new();

    /// <summary>Prepares to run, and reads what is there.</summary>
    /// <param name="folder">The study and its results.</param>
    /// <param name="load">Gets the data of trials by specification and seed; called once for each, from any thread.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="clock">The time of leases.</param>
    /// <exception cref="IOException">A shard cannot be read.</exception>
    public SweepRunner(StudyFolder folder, Func<DataSpec, long, DataSplit> load, SweepOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        (this.folder, this.options, this.clock, shelf) = (folder, options, clock, new(load));
        if (options.Shard < 1 || options.Shard > options.Shards)
        {
            throw new ArgumentException($"Part {options.Shard} of {options.Shards} does not exist; parts count from 1.", nameof(options));
        }

        ImmutableArray<StudyTrial> trials = folder.Study.Trials;
        byKey = trials.ToDictionary(trial => trial.Key, StringComparer.Ordinal);
        mine = [.. trials.Where(trial => trial.Index % options.Shards == options.Shard - 1)];
        log = new(folder.Root);
        log.Refresh(line => done.TryAdd(line.Key, true));
        ImmutableArray<StudyTrial> left = [.. mine.Where(trial => !done.ContainsKey(trial.Key))];
        Damages = [.. log.Damages, .. log.Unfinished];
        Progress = new(mine, left, options.Threads);
    }

    /// <summary>Lines that were found and cannot be used; their trials are run again, unless another line has them.</summary>
    public ImmutableArray<ShardDamage> Damages { get; }

    /// <summary>How far it has come.</summary>
    public SweepProgress Progress { get; }

    /// <summary>Runs until every trial of this part has a result.</summary>
    /// <param name="cancellation">Lets the trials under way go, and returns.</param>
    /// <returns>Whether every trial has a result.</returns>
    /// <exception cref="ArgumentException">The first trial cannot be run: network and data do not fit, or a number is out of range.</exception>
    /// <exception cref="IOException">A result cannot be kept; the message says how many are.</exception>
    public bool Run(CancellationToken cancellation = default)
    {
        StudyTrial[] left = Left();
        if (left.Length == 0) return true;
        Try(left[0]);
        using LeaseFolder leases = new(Path.Combine(folder.Root, StudyFolder.LeasesName), me, clock, options.Patience);
        ShardWriter[] shards = [.. Enumerable.Range(1, options.Threads).Select(worker => new ShardWriter(Path.Combine(folder.Root, StudyFolder.TrialsName), ShardName(worker), clock))];
        try
        {
            for (; left.Length > 0 && !cancellation.IsCancellationRequested; left = Left())
            {
                int ran = Progress.Ran;
                Work(left, leases, shards, cancellation);
                if (Progress.Ran == ran) Wait(cancellation);
            }

            return left.Length == 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{problem.Message.TrimEnd('.')}. {Progress.Done} of {Progress.Trials} results are kept in '{folder.Root}'; when there is room, the same line goes on from there.", problem);
        }
        finally
        {
            foreach (ShardWriter shard in shards) shard.Dispose();
        }
    }

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{me.Machine.Split('+')[0]}-{me.Process}-{me.Started % 1_000_000_000:000000000}-");

    private string ShardName(int worker) => Name + worker.ToString(CultureInfo.InvariantCulture);

    /// <summary>What nobody has finished.</summary>
    private StudyTrial[] Left()
    {
        Listen();
        return [.. mine.Where(trial => !done.ContainsKey(trial.Key))];
    }

    /// <summary>Refuses a study of which even the first trial cannot be run, before a thousand results say so.</summary>
    private void Try(StudyTrial trial)
    {
        TrialSpec start = trial.Spec with { Training = trial.Spec.Training with { Steps = 0 }, Record = new() };
        if (TrialRunner.Run(start, shelf.Get(trial.Spec.Data, trial.Spec.DataSeed), Workers.One) is { Refused: { } reason }) throw new ArgumentException(reason);
    }

    private void Work(StudyTrial[] left, LeaseFolder leases, ShardWriter[] shards, CancellationToken cancellation)
    {
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        int next = -1;
        TrialCrew.Run(Math.Min(options.Threads, left.Length), options.Threads, (worker, workers, between) =>
        {
            try
            {
                for (int i = Interlocked.Increment(ref next); i < left.Length && !failed.IsCancellationRequested; i = Interlocked.Increment(ref next))
                {
                    Claim(left[i], worker, leases, shards[worker], workers, between, failed.Token);
                }
            }
            catch
            {
                failed.Cancel();
                throw;
            }
        });
    }

    private void Claim(StudyTrial trial, int worker, LeaseFolder leases, ShardWriter shard, Workers workers, Action between, CancellationToken cancellation)
    {
        if (done.ContainsKey(trial.Key) || !leases.TryTake(trial.Key)) return;
        try
        {
            // Whoever held the lease before may have finished since this process last looked.
            Listen();
            if (!done.ContainsKey(trial.Key)) Run(trial, worker, shard, workers, between, cancellation);
        }
        finally
        {
            Progress.Leave(worker);
            leases.Release(trial.Key);
        }
    }

    private void Run(StudyTrial trial, int worker, ShardWriter shard, Workers workers, Action between, CancellationToken cancellation)
    {
        long began = clock.GetTimestamp();
        DataSplit data = shelf.Get(trial.Spec.Data, trial.Spec.DataSeed);
        TrialResult? result = TrialRunner.Run(
            trial.Spec,
            data,
            workers,
            (step, steps) =>
            {
                Progress.Step(worker, trial, step, steps);
                between();
            },
            cancellation);
        if (result is null) return;
        string run = string.Create(CultureInfo.InvariantCulture, $"{{\"seconds\":{clock.GetElapsedTime(began).TotalSeconds:0.######},\"at\":\"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\",\"by\":\"{ShardName(worker + 1)}\"}}");

        // Known before it can be read, so that it is not taken for another's.
        done.TryAdd(trial.Key, true);
        shard.Append(TrialLine.Write(trial.Key, trial.Spec.ToJson(), TrialResultJson.Write(result).Span, Encoding.UTF8.GetBytes(run)));
        Progress.Finish(worker, trial, result);
    }

    /// <summary>Hears of what other processes have finished; of what this one has, it knows.</summary>
    private void Listen()
    {
        lock (reading)
        {
            log.Refresh(
            line =>
            {
                if (done.TryAdd(line.Key, true) && byKey.TryGetValue(line.Key, out StudyTrial? trial) && trial.Index % options.Shards == options.Shard - 1) Progress.Hear(trial);
            }, exceptFor: Name);
        }
    }

    private void Wait(CancellationToken cancellation)
    {
        Progress.Waiting = Left().Length;
        cancellation.WaitHandle.WaitOne(Pause);
        Progress.Waiting = 0;
    }
}
