namespace Evenkeel.Lab.Sessions;

/// <summary>When the steps of a session are due at the pace that was asked for, and how fast they come.</summary>
/// <remarks>A session that cannot keep up falls behind by at most <see cref="MostBehind"/>; what is missing beyond that is never made up for.</remarks>
internal sealed class SessionClock(TimeProvider time)
{
    /// <summary>Seconds. A clock's own lateness is made up for, a stall of the machine is not.</summary>
    private const double MostBehind = 0.1;

    /// <summary>Seconds. A session that lags by more cannot keep its pace; a timer's lateness is less.</summary>
    private const double Lag = 0.05;

    private const double SpeedWindow = 0.5;

    private readonly double perSecond = time.TimestampFrequency;
    private double due;
    private long windowStart;
    private int windowSteps;
    private double lastSpeed;

    /// <summary>Steps a second; null for as fast as it goes.</summary>
    public double? Pace { get; private set; }

    /// <summary>When the next step is due, as a timestamp of the time provider.</summary>
    public long Due => (long)due;

    /// <summary>Begins to count from a moment: the next step is due at once.</summary>
    public void Start(long now)
    {
        due = now;
        (windowStart, windowSteps, lastSpeed) = (now, 0, 0);
    }

    /// <summary>Changes the pace.</summary>
    public void SetPace(double? pace, long now)
    {
        Pace = pace;
        Start(now);
    }

    /// <summary>Whether a step is due.</summary>
    public bool IsDue(long now) => Pace is null || now >= Due;

    /// <summary>Whether steps come as fast as they go: no pace was asked for, or one that cannot be kept.</summary>
    public bool IsFree(long now) => Pace is null || now - due > Lag * perSecond;

    /// <summary>Counts a step, and says when the next is due.</summary>
    public void Count(long now)
    {
        windowSteps++;
        if (Pace is { } pace) due = Math.Max(due + perSecond / pace, now - MostBehind * perSecond);
    }

    /// <summary>Steps a second over the last half second or so.</summary>
    public double Speed(long now)
    {
        double seconds = (now - windowStart) / perSecond;
        if (seconds >= SpeedWindow)
        {
            lastSpeed = windowSteps / seconds;
            (windowStart, windowSteps) = (now, 0);
        }

        return lastSpeed > 0 || seconds <= 0 ? lastSpeed : windowSteps / seconds;
    }
}
