using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Evenkeel.Numerics;

/// <summary>The threads that share the work of one computation; how many there are changes its speed, never its result.</summary>
/// <remarks>
/// Works against the price of a hand-over: the threads are kept, spin briefly before they sleep, and take each other's chunks,
/// so that the caller never waits for a thread that has not started. A team serves one computation at a time;
/// a computation that finds it busy (from another thread, or from within a chunk) runs on its caller's thread alone.
/// </remarks>
public sealed unsafe class Workers : IDisposable
{
    /// <summary>
    /// About 0.3 ms, at 0.3 µs each: longer than what a caller does alone between two products of a training step, the reading of 256
    /// images of 1024 numbers included. A thread that sleeps comes 50 µs late (the benchmark's row <c>hand-over-asleep</c>), often to
    /// its caller's processor, and costs its caller a call of the system.
    /// </summary>
    private const int SpinsBeforeSleep = 1024;
    private const int Open = 1;
    private const int OneInside = 2;

    private readonly Thread[] threads;
    private readonly ChunkRanges left;
    private readonly Lock turn = new();
    private readonly object bed = new();
    private Shared shared;
    private bool ending;

    private delegate*<void*, int, void> doChunk;
    private void* work;
    private Exception? failure;

    /// <summary>Starts a team.</summary>
    /// <param name="count">How many threads work at once, the caller's included; ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public Workers(int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), $"A team of {count} threads cannot work; it needs at least 1.");
        Count = count;
        left = new(count);
        threads = new Thread[count - 1];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Live) { IsBackground = true, Name = $"Evenkeel worker {i + 1}" };
            threads[i].Start(i + 1);
        }
    }

    /// <summary>The caller's thread alone; any number of threads may use it at once, and disposing it does nothing.</summary>
    public static Workers One { get; } = new(1);

    /// <summary>How many threads work at once, the caller's included.</summary>
    public int Count { get; }

    /// <summary>Ends the threads, after the work that is under way.</summary>
    public void Dispose()
    {
        if (Count == 1) return;
        lock (turn)
        {
            Volatile.Write(ref ending, true);
            Call();
        }

        foreach (Thread thread in threads) thread.Join();
    }

    /// <summary>Does all chunks, and returns when the last of them is done.</summary>
    /// <param name="work">What to do; the threads share this one value.</param>
    /// <param name="chunks">How many chunks there are, ≥ 0.</param>
    /// <exception cref="ObjectDisposedException">The threads have ended.</exception>
    /// <remarks>What a chunk throws reaches the caller, once no chunk is under way; the chunks not yet taken are left undone.</remarks>
    internal void Run<TWork>(ref TWork work, int chunks)
        where TWork : struct, IChunkedWork, allows ref struct
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref ending), this);
        if (Count == 1 || chunks <= 1 || turn.IsHeldByCurrentThread || !turn.TryEnter())
        {
            for (int i = 0; i < chunks; i++) work.Do(i);
            return;
        }

        try
        {
            // The value lies in a frame that outlives the run, so a plain pointer reaches it from the other threads.
            TWork here = work;
            Share(&Do<TWork>, Unsafe.AsPointer(ref here), chunks);
            work = here;
        }
        finally
        {
            turn.Exit();
        }
    }

    private static void Do<TWork>(void* work, int chunk)
        where TWork : struct, IChunkedWork, allows ref struct => Unsafe.AsRef<TWork>(work).Do(chunk);

    private void Share(delegate*<void*, int, void> doChunk, void* work, int chunks)
    {
        this.doChunk = doChunk;
        this.work = work;
        failure = null;
        left.Deal(chunks);
        shared.Caller = Thread.GetCurrentProcessorId();
        Interlocked.Exchange(ref shared.Door, Open);
        Call();
        TakeChunks(thread: 0);

        // Whoever is still on the way finds the door closed; whoever is inside is finishing a chunk.
        Interlocked.And(ref shared.Door, ~Open);
        SpinWait wait = default;
        while (Volatile.Read(ref shared.Door) != 0) wait.SpinOnce(sleep1Threshold: -1);
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    private void TakeChunks(int thread)
    {
        try
        {
            while (left.Take(thread, out int chunk)) doChunk(work, chunk);
        }
#pragma warning disable CA1031 // It is thrown again where the caller can catch it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref failure, exception, null);
            left.Clear();
        }
    }

    private void Call()
    {
        // A thread counts itself among the sleepers before it looks for a call, and the call is made before the sleepers are counted.
        Interlocked.Increment(ref shared.Calls);
        if (Volatile.Read(ref shared.Sleepers) == 0) return;
        lock (bed) Monitor.PulseAll(bed);
    }

    private void Live(object? number)
    {
        int heard = 0, thread = (int)number!;
        while (true)
        {
            heard = AwaitCall(heard);
            if (Volatile.Read(ref ending)) return;
            if (!Enter()) continue;
            TakeChunks(thread);
            Interlocked.Add(ref shared.Door, -OneInside);
        }
    }

    private int AwaitCall(int heard)
    {
        for (int i = 0; i < SpinsBeforeSleep; i++)
        {
            int calls = Volatile.Read(ref shared.Calls);
            if (calls != heard) return calls;
            Thread.SpinWait(8);
            if (i % 16 == 15) LeaveCallersProcessor();
        }

        lock (bed)
        {
            Interlocked.Increment(ref shared.Sleepers);
            while (Volatile.Read(ref shared.Calls) == heard) Monitor.Wait(bed);
            Interlocked.Decrement(ref shared.Sleepers);
        }

        LeaveCallersProcessor();
        return Volatile.Read(ref shared.Calls);
    }

    /// <summary>Stops displacing the very thread that it should help: a scheduler likes to wake a thread where its waker runs, and a sleep of its own lets it wake elsewhere.</summary>
    private void LeaveCallersProcessor()
    {
        if (Thread.GetCurrentProcessorId() == Volatile.Read(ref shared.Caller)) Thread.Sleep(1);
    }

    private bool Enter()
    {
        while (true)
        {
            int door = Volatile.Read(ref shared.Door);
            if ((door & Open) == 0) return false;
            if (Interlocked.CompareExchange(ref shared.Door, door + OneInside, door) == door) return true;
        }
    }

    /// <summary>What the threads write to, each on its own cache line, so that spinning on one does not slow another.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 4 * 128)]
    private struct Shared
    {
        /// <summary>How many calls to work there have been.</summary>
        [FieldOffset(128)]
        public int Calls;

        /// <summary>The processor that the caller was last seen on.</summary>
        [FieldOffset(128 + 4)]
        public int Caller;

        /// <summary>Whether a run may be joined, and how many have joined it.</summary>
        [FieldOffset(2 * 128)]
        public int Door;

        /// <summary>How many threads sleep.</summary>
        [FieldOffset(3 * 128)]
        public int Sleepers;
    }
}
