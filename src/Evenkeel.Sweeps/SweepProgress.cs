using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps;

/// <summary>How far a sweep has come; written by its workers, read by whoever watches.</summary>
public sealed class SweepProgress
{
    private readonly double[] costs;
    private readonly double total;
    private readonly double before;
    private readonly double[] underWay;
    private readonly Lock gate = new();
    private double finished;
    private FirstRefusal? refusal;
    private int done, ran, diverged, aborted, refused, waiting;

    internal SweepProgress(ImmutableArray<StudyTrial> trials, ImmutableArray<StudyTrial> left, int workers)
    {
        costs = [.. trials.Select(trial => TrialCost.Of(trial.Spec))];
        total = costs.Sum();
        Trials = trials.Length;
        Before = trials.Length - left.Length;
        done = Before;
        HashSet<int> open = [.. left.Select(trial => trial.Index)];
        before = trials.Select((trial, place) => open.Contains(trial.Index) ? 0 : costs[place]).Sum();
        underWay = new double[workers];
        places = trials.Select((trial, place) => (trial.Index, place)).ToDictionary(pair => pair.Index, pair => pair.place);
    }

    private readonly Dictionary<int, int> places;

    /// <summary>All trials of this part of the study.</summary>
    public int Trials { get; }

    /// <summary>Those that had a result when the sweep began.</summary>
    public int Before { get; }

    /// <summary>Those that have a result, of any process.</summary>
    public int Done => Volatile.Read(ref done);

    /// <summary>Those that this sweep ran to their end.</summary>
    public int Ran => Volatile.Read(ref ran);

    /// <summary>Of those that this sweep ran, how many diverged.</summary>
    public int Diverged => Volatile.Read(ref diverged);

    /// <summary>Of those that this sweep ran, how many were ended early.</summary>
    public int Aborted => Volatile.Read(ref aborted);

    /// <summary>Of those that this sweep tried, how many cannot be run.</summary>
    public int Refused => Volatile.Read(ref refused);

    /// <summary>Why the first of those in the study's order cannot be run; null where each can.</summary>
    public string? Refusal => Volatile.Read(ref refusal)?.Why;

    /// <summary>Trials of other processes that are waited for, when nothing else is left; else 0.</summary>
    public int Waiting
    {
        get => Volatile.Read(ref waiting);
        internal set => Volatile.Write(ref waiting, value);
    }

    /// <summary>The share of the work that was left when the sweep began and is done, by estimated cost; in [0, 1].</summary>
    public double Share
    {
        get
        {
            lock (gate) return total - before <= 0 ? 1 : Math.Min(1, (finished + underWay.Sum()) / (total - before));
        }
    }

    internal void Step(int worker, StudyTrial trial, int step, int steps) => Volatile.Write(ref underWay[worker], costs[places[trial.Index]] * step / Math.Max(1, steps));

    internal void Leave(int worker) => Volatile.Write(ref underWay[worker], 0);

    internal void Finish(int worker, StudyTrial trial, TrialResult result)
    {
        lock (gate)
        {
            underWay[worker] = 0;
            finished += costs[places[trial.Index]];
            done++;
            ran++;
            if (result.DivergedAt is not null) diverged++;
            if (result.AbortedAt is not null) aborted++;
            if (result.Refused is not { } why) return;
            refused++;
            if (refusal is null || trial.Index < refusal.Trial) Volatile.Write(ref refusal, new(trial.Index, why));
        }
    }

    /// <summary>Another process has finished a trial.</summary>
    internal void Hear(StudyTrial trial)
    {
        lock (gate)
        {
            finished += costs[places[trial.Index]];
            done++;
        }
    }

    private sealed record FirstRefusal(int Trial, string Why);
}
