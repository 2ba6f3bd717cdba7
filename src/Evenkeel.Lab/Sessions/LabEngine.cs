using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab.Sessions;

/// <summary>Threads that train for all visitors: whoever has had the least time is next, and works a few milliseconds.</summary>
/// <remarks>
/// Fair in time, not in turns: a visitor whose single step takes long comes round the less often. Who wakes starts level with those that wait,
/// so nobody saves up time by resting. Everything is in one lock, which is held for microseconds once a slice.
/// </remarks>
internal sealed partial class LabEngine : IDisposable
{
    /// <summary>Milliseconds: short beside what an eye sees, long beside a hand-over.</summary>
    private const double Slice = 3;

    private readonly TimeProvider time;
    private readonly ILogger<LabEngine>? log;
    private readonly long slice;
    private readonly object turn = new();
    private readonly PriorityQueue<EngineTask, long> ready = new();
    private readonly PriorityQueue<EngineTask, long> sleeping = new();
    private readonly ITimer alarm;
    private readonly Thread[] threads;
    private long leastUsed;
    private bool ending;

    /// <param name="threads">How many; ≥ 1.</param>
    /// <param name="time">The clock that slices and sleep are measured by.</param>
    /// <param name="log">Where a task's failure is written; null for nowhere.</param>
    public LabEngine(int threads, TimeProvider time, ILogger<LabEngine>? log = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (this.time, this.log) = (time, log);
        slice = Math.Max(1, (long)(Slice * time.TimestampFrequency / 1000));
        alarm = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        this.threads = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            this.threads[i] = new(Live) { IsBackground = true, Name = $"Evenkeel engine {i + 1}" };
            this.threads[i].Start();
        }
    }

    /// <summary>Lets a task run that has something to do.</summary>
    public void Wake(EngineTask task)
    {
        lock (turn)
        {
            switch (task.State)
            {
                case EngineState.Running:
                    task.WokenMeanwhile = true;
                    break;
                case EngineState.Sleeping:
                    sleeping.Remove(task, out _, out _);
                    MakeReady(task);
                    break;
                case EngineState.Idle:
                    MakeReady(task);
                    break;
            }
        }
    }

    /// <summary>Ends the threads, after the slices that are under way.</summary>
    public void Dispose()
    {
        lock (turn)
        {
            ending = true;
            Monitor.PulseAll(turn);
        }

        foreach (Thread thread in threads) thread.Join();
        alarm.Dispose();
    }

    private void Live()
    {
        while (Take() is { } task)
        {
            long spent = slice;
            SliceEnd end;
            try
            {
                end = task.Run(slice, out spent);
            }
#pragma warning disable CA1031 // A thread that ends would take every visitor's training with it.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (log is not null) Failed(log, failure);
                task.Fail(failure);
                end = SliceEnd.Closed;
            }

            Put(task, end, spent);
        }
    }

    private EngineTask? Take()
    {
        lock (turn)
        {
            while (!ending)
            {
                RouseSleepers();
                if (ready.TryDequeue(out EngineTask? task, out long used))
                {
                    leastUsed = Math.Max(leastUsed, used);
                    task.State = EngineState.Running;
                    task.WokenMeanwhile = false;
                    return task;
                }

                Monitor.Wait(turn);
            }

            return null;
        }
    }

    private void Put(EngineTask task, SliceEnd end, long spent)
    {
        lock (turn)
        {
            task.Used += Math.Max(1, spent);
            if (end.Kind == SliceEndKind.Closed)
            {
                task.State = EngineState.Ended;
            }
            else if (end.Kind == SliceEndKind.Ready || task.WokenMeanwhile)
            {
                MakeReady(task);
            }
            else if (end.Kind == SliceEndKind.Later)
            {
                task.State = EngineState.Sleeping;
                sleeping.Enqueue(task, end.Due);
                if (sleeping.Peek() == task) SetAlarm();
            }
            else
            {
                task.State = EngineState.Idle;
            }
        }
    }

    private void MakeReady(EngineTask task)
    {
        if (task.State != EngineState.Running) task.Used = Math.Max(task.Used, leastUsed);
        task.State = EngineState.Ready;
        ready.Enqueue(task, task.Used);
        Monitor.Pulse(turn);
    }

    private void RouseSleepers()
    {
        long now = time.GetTimestamp();
        bool any = false;
        while (sleeping.TryPeek(out EngineTask? task, out long due) && due <= now)
        {
            sleeping.Dequeue();
            MakeReady(task);
            any = true;
        }

        if (any && sleeping.Count > 0) SetAlarm();
    }

    private void SetAlarm()
    {
        sleeping.TryPeek(out _, out long due);
        double milliseconds = (due - time.GetTimestamp()) * 1000.0 / time.TimestampFrequency;

        // A timer counts whole milliseconds; one that rings early would find nobody to rouse and has to be set anew.
        alarm.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(milliseconds), 0, 1e9)), Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        lock (turn)
        {
            RouseSleepers();
            if (sleeping.Count > 0) SetAlarm();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A session failed, which is a fault of the program")]
    private static partial void Failed(ILogger log, Exception failure);
}
