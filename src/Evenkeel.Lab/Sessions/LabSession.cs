using System.Threading.Channels;
using Evenkeel.Experiments;
using Evenkeel.Lab.Protocol;
using Microsoft.AspNetCore.SignalR;

namespace Evenkeel.Lab.Sessions;

/// <summary>A training that somebody watches: one to four runs on one clock, which can be stopped, wound back and looked at.</summary>
/// <remarks>
/// What is asked of it waits in a mailbox until the engine gives it time; one thread at a time touches what follows the mailbox. Between steps all
/// runs stand at the same step, except those that have diverged.
/// </remarks>
internal sealed class LabSession : EngineTask
{
    private readonly Mailbox mailbox = new();
    private readonly FrameOutlet outlet = new();
    private readonly LabEngine engine;
    private readonly TimeProvider time;
    private readonly SessionClock clock;
    private readonly FrameBudget budget;
    private readonly double specifiedRate;
    private readonly SessionView view;
    private readonly int limit;
    private readonly Action released;
    private SessionRun[] runs;
    private int lastRun = -1;
    private long shown;
    private SteadyMeter judgements;
    private SteadyMeter draws;
    private RateChanges rates;
    private Part parts;
    private int step;
    private int nextRun;
    private int nextRestart;
    private int? target;
    private bool isPlaying;
    private bool hasChanged = true;
    private string? ended;
    private volatile bool isClosing;
    private int isReleased;

    /// <param name="engine">Who gives it time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="setup">Its runs, and where they begin.</param>
    /// <param name="released">Called once it is gone.</param>
    public LabSession(LabEngine engine, TimeProvider time, SessionSetup setup, Action released)
    {
        (this.engine, this.time, this.released) = (engine, time, released);
        (runs, rates, specifiedRate, parts, limit) = (setup.Runs, setup.Rates, setup.LearningRate, setup.Parts, setup.MostSteps);
        nextRestart = runs.Length;
        clock = new(time);
        clock.SetPace(setup.Pace, time.GetTimestamp());
        budget = new(time);
        view = new(runs, setup.Data);
        target = setup.Step > 0 ? setup.Step : null;
    }

    /// <summary>Steps taken; another thread sees it late at most.</summary>
    public int Step => Volatile.Read(ref step);

    /// <summary>The frames as the page can take them; opening the stream again ends the earlier one.</summary>
    public ChannelReader<Frame> Frames()
    {
        ChannelReader<Frame> frames = outlet.Open();
        Post(_ => hasChanged = true);
        return frames;
    }

    /// <summary>Hears that the page has drawn a frame.</summary>
    public void Drawn(int number)
    {
        outlet.Drawn(number);
        engine.Wake(this);
    }

    public void Play() => Post(now =>
    {
        isPlaying = ended is null;
        clock.Start(now);
    });

    public void Pause() => Post(_ => isPlaying = false);

    /// <summary>Goes on some steps, however long they take.</summary>
    /// <param name="steps">How many; ≥ 1.</param>
    public void Advance(int steps) => Post(_ => Seek((int)Math.Min(limit, (long)(target ?? step) + steps)));

    /// <summary>Goes to a step, back to the start first where it lies behind.</summary>
    public void Jump(int to) => Post(_ => Seek(to));

    /// <summary>Goes back to the start, takes all changes of the learning rate back, and stays there.</summary>
    public void Reset() => Post(_ =>
    {
        rates = RateChanges.None;
        isPlaying = false;
        Seek(0);
    });

    public void SetPace(double? pace) => Post(now => clock.SetPace(pace, now));

    /// <summary>Changes the learning rate from the present step on.</summary>
    /// <exception cref="Refusal">It has been changed too often.</exception>
    public void SetRate(double rate)
    {
        if (rates.All.Length >= RateChanges.MostInLink)
        {
            throw new Refusal($"The learning rate has been changed {RateChanges.MostInLink} times, and an address holds no more; reset, or open the experiment with another rate.");
        }

        Post(_ =>
        {
            // What was to come after this step belonged to another course of events.
            RateChanges before = rates.Until(step - 1);
            rates = before.RateAt(step, specifiedRate) == rate || before.All.Length >= RateChanges.MostInLink ? before : before.With(new(step, rate));
        });
    }

    /// <summary>Says what of a frame is looked at.</summary>
    public void Look(Part looked) => Post(_ => parts = looked);

    /// <summary>Ends it; its memory is free once the engine's slice that is under way is over.</summary>
    public void Close()
    {
        isClosing = true;
        outlet.Close();
        engine.Wake(this);
    }

    internal override SliceEnd Run(long slice, out long spent)
    {
        spent = 0;
        long now = time.GetTimestamp();
        while (true)
        {
            if (isClosing)
            {
                Release();
                return SliceEnd.Closed;
            }

            if (nextRun == 0) hasChanged |= mailbox.Obey(now);
            bool worked = Work(now);
            long then = time.GetTimestamp();
            if (worked) spent += Trained(then - now);
            now = Show(then);
            if (now > then) spent += shown;
            if (!worked) return Rest(now);
            if (spent >= slice) return SliceEnd.Ready;
        }
    }

    internal override void Fail(Exception failure)
    {
        outlet.Close(new HubException("This session ended by a fault of the program, which is written down where the lab runs; reload the page to open it again.", failure));
        Release();
    }

    private bool IsSeeking => target is not null;

    private bool IsRunning => IsSeeking || isPlaying;

    private long Trained(long took)
    {
        // Runs differ: one that has diverged takes no time at all.
        long steady = lastRun < 0 ? took : runs[lastRun].Count(took);
        budget.Train(steady);
        return steady;
    }

    private void Post(Action<long> command)
    {
        if (Volatile.Read(ref isReleased) != 0) throw new Refusal("This session has ended; open it again.");
        mailbox.Post(command);
        engine.Wake(this);
    }

    private void Seek(int to)
    {
        if (to < step || (to == 0 && step == 0))
        {
            (nextRestart, nextRun, step, ended) = (0, 0, 0, null);
        }

        // A training that has ended goes nowhere but back.
        target = ended is null ? to : null;
    }

    /// <summary>Does one piece of what there is to do: a run's return to the start, or one run's step.</summary>
    /// <returns>Whether there was anything.</returns>
    private bool Work(long now)
    {
        lastRun = -1;
        if (nextRestart < runs.Length)
        {
            runs[nextRestart++].Restart();
            hasChanged = true;
        }
        else if (target is { } to && step >= to)
        {
            target = null;
            clock.Start(now);
            hasChanged = true;
        }
        else if (nextRun > 0 || (ended is null && (IsSeeking || (isPlaying && clock.IsDue(now)))))
        {
            lastRun = nextRun++;
            runs[lastRun].Tick(rates.RateAt(step, specifiedRate));
            if (nextRun == runs.Length) EndStep(now);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void EndStep(long now)
    {
        (nextRun, hasChanged) = (0, true);
        step++;
        clock.Count(now);
        bool goesOn = false;
        foreach (SessionRun run in runs) goesOn |= run.Training.DivergedAt is null;
        ended = !goesOn ? Endings.AllDiverged(runs) : step >= limit ? Endings.Limit(limit) : null;
        if (ended is not null) (isPlaying, target) = (false, null);
    }

    /// <summary>Sends a frame where one is in order, and returns the time.</summary>
    private long Show(long now)
    {
        shown = 0;
        bool isAtMoment = nextRun == 0 && nextRestart == runs.Length;
        if (!hasChanged || !isAtMoment || !outlet.HasCredit) return now;
        bool isFree = IsSeeking || clock.IsFree(now);
        if (parts.HasFlag(Part.Accuracy) && (!IsRunning || budget.AllowsAccuracy(now, isFree)))
        {
            foreach (SessionRun run in runs) run.Judge(step);
            long judged = time.GetTimestamp();
            shown += judgements.Count(judged - now);
            budget.Accuracy(now, shown);
            now = judged;
        }

        if (IsRunning && !budget.AllowsFrame(now, isFree ? null : clock.Pace, IsSeeking)) return now;
        Frame frame = view.Draw(outlet.NextNumber, parts, new()
        {
            Step = step,
            IsPlaying = isPlaying,
            Pace = clock.Pace,
            Speed = IsRunning ? clock.Speed(now) : 0,
            Target = target,
            Ended = ended,
            LearningRate = rates.RateAt(step, specifiedRate),
            Rates = rates.ToString(),
        });
        outlet.Send(frame);
        hasChanged = false;
        long then = time.GetTimestamp();
        long drew = draws.Count(then - now);
        shown += drew;
        budget.Frame(now, drew);
        return then;
    }

    /// <summary>What it waits for when it has nothing to do.</summary>
    private SliceEnd Rest(long now) =>
        !mailbox.IsEmpty || (nextRun == 0 && IsSeeking) ? SliceEnd.Ready
        : isPlaying && ended is null ? SliceEnd.Later(Math.Max(clock.Due, now + 1))
        : SliceEnd.Idle;

    private void Release()
    {
        if (Interlocked.Exchange(ref isReleased, 1) != 0) return;
        outlet.Close();
        mailbox.Clear();
        runs = [];
        view.Clear();
        released();
    }
}
