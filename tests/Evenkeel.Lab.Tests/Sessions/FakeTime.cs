namespace Evenkeel.Lab.Tests.Sessions;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock turn = new();
    private readonly List<Alarm> alarms = [];
    private long now = 1000;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref now, by.Ticks);
        Alarm[] due;
        lock (turn) due = [.. alarms.Where(alarm => alarm.Due <= now)];
        foreach (Alarm alarm in due) alarm.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Alarm alarm = new(this, () => callback(state));
        alarm.Change(dueTime, period);
        lock (turn) alarms.Add(alarm);
        return alarm;
    }

    private sealed class Alarm(FakeTime time, Action ring) : ITimer
    {
        private long due = long.MaxValue;

        public long Due => Interlocked.Read(ref due);

        public void Ring()
        {
            Interlocked.Exchange(ref due, long.MaxValue);
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Exchange(ref due, dueTime < TimeSpan.Zero ? long.MaxValue : time.GetTimestamp() + dueTime.Ticks);
            return true;
        }

        public void Dispose() => Interlocked.Exchange(ref due, long.MaxValue);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
