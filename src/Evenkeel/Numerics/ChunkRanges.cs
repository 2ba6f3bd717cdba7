namespace Evenkeel.Numerics;

/// <summary>Which chunks of a piece of work are left: each thread has a range of its own, and takes from the others' once that is done.</summary>
/// <remarks>
/// Works against the way from one core's cache to another's: the same thread gets the same part of the weights in each product of each
/// step, and finds it where it left it. The others take from the far end, so a thread that comes late, or is slow, does less.
/// </remarks>
internal sealed class ChunkRanges
{
    /// <summary>Ranges in two cache lines, which some processors fetch together: neighbours would disturb each other at every chunk.</summary>
    private const int Line = 16;

    private readonly long[] ranges;
    private readonly int threads;

    public ChunkRanges(int threads)
    {
        this.threads = threads;
        ranges = new long[(threads + 1) * Line];
    }

    /// <summary>Deals out new chunks, while no thread takes any.</summary>
    public void Deal(int chunks)
    {
        for (int i = 0; i < threads; i++)
        {
            Volatile.Write(ref Of(i), Pack((int)((long)chunks * i / threads), (int)((long)chunks * (i + 1) / threads)));
        }
    }

    /// <summary>Leaves no chunk to be taken.</summary>
    public void Clear()
    {
        for (int i = 0; i < threads; i++) Interlocked.Exchange(ref Of(i), 0);
    }

    /// <summary>Takes a chunk.</summary>
    /// <param name="thread">Who takes it, from 0.</param>
    /// <param name="chunk">Its number.</param>
    /// <returns>Whether there was one left.</returns>
    public bool Take(int thread, out int chunk)
    {
        if (TryTake(ref Of(thread), isOwn: true, out chunk)) return true;
        for (int other = 1; other < threads; other++)
        {
            if (TryTake(ref Of((thread + other) % threads), isOwn: false, out chunk)) return true;
        }

        return false;
    }

    private static bool TryTake(ref long range, bool isOwn, out int chunk)
    {
        long seen = Volatile.Read(ref range);
        while (true)
        {
            (int from, int to) = ((int)(seen >> 32), (int)seen);
            chunk = isOwn ? from : to - 1;
            if (from >= to) return false;
            long found = Interlocked.CompareExchange(ref range, isOwn ? Pack(from + 1, to) : Pack(from, to - 1), seen);
            if (found == seen) return true;
            seen = found;
        }
    }

    private static long Pack(int from, int to) => ((long)from << 32) | (uint)to;

    private ref long Of(int thread) => ref ranges[(thread + 1) * Line - 1];
}
