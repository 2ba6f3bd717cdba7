namespace Evenkeel.Lab.Sessions;

/// <summary>Has memory collected some time after sessions have ended: a server that idles would keep their large arrays for as long as it idles.</summary>
internal sealed class MemoryReturn : IDisposable
{
    /// <summary>From the first session of a burst that ends to a collection, and so the least time between two.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private readonly ITimer timer;
    private int isWaiting;

    /// <param name="time">The clock.</param>
    /// <param name="collect">Collects; null for all generations, beside the threads that work.</param>
    public MemoryReturn(TimeProvider time, Action? collect = null)
    {
        collect ??= static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        timer = time.CreateTimer(_ => Ring(collect), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Hears that a session has ended.</summary>
    public void Released()
    {
        if (Interlocked.Exchange(ref isWaiting, 1) == 0) timer.Change(Wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer.Dispose();

    private void Ring(Action collect)
    {
        // Before it collects, so that who ends meanwhile is collected next time.
        Volatile.Write(ref isWaiting, 0);
        collect();
    }
}
