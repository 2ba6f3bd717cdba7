namespace Evenkeel.Benchmarks.Peers;

/// <summary>One side of a race: who does the work, with which setting.</summary>
internal abstract class Side(Role role, string setting, bool oneThread) : IDisposable
{
    public Role Role { get; } = role;

    /// <summary>The setting, for example "2 threads".</summary>
    public string Setting { get; } = setting;

    /// <summary>Whether nothing in it uses a second thread.</summary>
    public bool OneThread { get; } = oneThread;

    /// <summary>Does the work uncounted until it runs as fast as it will.</summary>
    public abstract void Prepare();

    /// <summary>Does the work a number of times.</summary>
    /// <returns>Milliseconds of one time.</returns>
    public abstract double Take(int repeats);

    /// <summary>Returns when no thread of this side is running any more.</summary>
    public abstract void ComeToRest();

    /// <summary>Ends what the side holds of its own.</summary>
    public abstract void Dispose();
}
