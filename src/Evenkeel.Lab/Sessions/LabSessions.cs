namespace Evenkeel.Lab.Sessions;

/// <summary>Counts the sessions of all pages.</summary>
internal sealed class LabSessions
{
    private int count;

    /// <summary>Sessions that are open or being opened, and those closed ones whose memory is still held.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Takes a place.</summary>
    /// <exception cref="Refusal">All are taken.</exception>
    public void Reserve(int most)
    {
        if (Interlocked.Increment(ref count) > most)
        {
            Interlocked.Decrement(ref count);
            throw new Refusal(FormattableString.Invariant($"All {most} sessions of this server are taken; try again once somebody has left, or start it with a larger --max-sessions."));
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Release() => Interlocked.Decrement(ref count);
}
