namespace Evenkeel.Numerics;

/// <summary>The threads that share the work of one computation; how many there are changes its speed, never its result.</summary>
public sealed class Workers : IDisposable
{
    /// <summary>Starts a team.</summary>
    /// <param name="count">How many threads work at once, the caller's included; ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
    }

    /// <summary>How many threads work at once, the caller's included.</summary>
    public int Count { get; }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
    }
}
