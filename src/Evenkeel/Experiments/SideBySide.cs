using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>Independent runs side by side, as many at a time as there are threads; whole teams of those that are left over share the work inside each run.</summary>
/// <remarks>
/// Works against everything that runs could share: they are taken one by one from a counter, and what a thread needs it makes for
/// itself, so runs of microseconds a step wait for nobody. No run moves from the thread that began it.
/// </remarks>
internal static class SideBySide
{
    /// <summary>Does all runs, and returns when the last of them is done.</summary>
    /// <param name="runs">How many, ≥ 0.</param>
    /// <param name="threads">How many threads to use, the caller's included; ≥ 1.</param>
    /// <param name="run">Does one: its number, from 0; who shares its work; and what to call after each of its steps.</param>
    /// <param name="cancellation">Lets no further run begin; those under way are theirs to stop.</param>
    /// <remarks>What a run throws reaches the caller as it is, once no run is under way; no further run begins.</remarks>
    public static void Run(int runs, int threads, Action<int, Workers, Action> run, CancellationToken cancellation = default)
    {
        int together = Math.Min(threads, runs);
        if (together == 0) return;

        Queue queue = new(runs, run, cancellation);
        Crew crew = new(queue, new ProcessorSeats(together), threads / together);
        using Workers team = new(together);
        team.Run(ref crew, together);
    }

    /// <summary>A chunk is a thread's whole work: a run, and another, until none is left.</summary>
    private readonly struct Crew(Queue queue, ProcessorSeats seats, int threadsEach) : IChunkedWork
    {
        public void Do(int chunk)
        {
            using Workers workers = new(threadsEach);
            ProcessorSeats here = seats;
            try
            {
                queue.Work(workers, () => here.Take(chunk));
            }
            finally
            {
                here.Leave(chunk);
            }
        }
    }

    private sealed class Queue(int runs, Action<int, Workers, Action> run, CancellationToken cancellation)
    {
        private int taken;

        public void Work(Workers workers, Action betweenSteps)
        {
            try
            {
                for (int i = Interlocked.Increment(ref taken); i <= runs && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref taken)) run(i - 1, workers, betweenSteps);
            }
            catch
            {
                Volatile.Write(ref taken, runs);
                throw;
            }
        }
    }
}
