using Evenkeel.Data;

namespace Evenkeel.Lab.Sessions;

/// <summary>Counts the sessions of all pages, and the memory that they hold.</summary>
/// <param name="limits">How many there may be, and how much they may hold.</param>
/// <param name="giveBack">Hears of every session that has ended.</param>
internal sealed class LabSessions(LabLimits limits, MemoryReturn giveBack)
{
    private readonly Lock turn = new();
    private readonly Dictionary<DataSplit, int> users = [];
    private readonly long most = Math.Min(limits.Memory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);
    private int count;
    private long held;

    /// <summary>Sessions that are open or being opened, and those closed ones whose memory is still held.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Bytes that they hold, by estimate.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Takes a place.</summary>
    /// <exception cref="Refusal">All are taken.</exception>
    public void Reserve()
    {
        if (Interlocked.Increment(ref count) > limits.Sessions)
        {
            Interlocked.Decrement(ref count);
            throw new Refusal(FormattableString.Invariant($"All {limits.Sessions} sessions of this server are taken; try again once somebody has left, or start it with a larger --max-sessions."));
        }
    }

    /// <summary>Takes memory, before it is allocated.</summary>
    /// <param name="need">How much; data counts once for all who use it.</param>
    /// <exception cref="Refusal">There is not so much.</exception>
    public void Hold(SessionMemory need)
    {
        lock (turn)
        {
            int others = users.GetValueOrDefault(need.Data);
            long bytes = need.Own + (others == 0 ? need.Shared : 0);
            if (held + bytes > most)
            {
                throw new Refusal(FormattableString.Invariant($"This session needs about {Math.Ceiling(bytes / 1e6):#,0} MB, but of the {most / 1e6:#,0} MB that this server has for all sessions {Math.Max(0, most - held) / 1e6:#,0} MB are free; take narrower layers, a smaller batch or fewer initializations, or try again once somebody has left."));
            }

            (held, users[need.Data]) = (held + bytes, others + 1);
        }
    }

    /// <summary>Gives memory back.</summary>
    /// <param name="need">What was taken; null where nothing was.</param>
    public void Free(SessionMemory? need)
    {
        if (need is null) return;
        lock (turn)
        {
            bool isLast = --users[need.Data] == 0;
            if (isLast) users.Remove(need.Data);
            held -= need.Own + (isLast ? need.Shared : 0);
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Release()
    {
        Interlocked.Decrement(ref count);
        giveBack.Released();
    }
}
