using System.Diagnostics;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>The smallest work for two: each half is done when the other has begun, so its time is that of reaching a second thread and hearing from it.</summary>
/// <param name="role">Whose hand-over.</param>
/// <param name="setting">Who is called.</param>
/// <param name="idleMilliseconds">How long the caller works alone, uncounted, before each call: a team's threads sleep after about a third of one.</param>
internal abstract class HandOver(Role role, string setting, double idleMilliseconds) : Side(role, setting, oneThread: false)
{
    /// <summary>A team, called at once and after a time in which it has gone to sleep.</summary>
    /// <param name="idleMilliseconds">How long the caller works alone before each call.</param>
    public static IEnumerable<Side> Sides(double idleMilliseconds) => [new OfTeam(idleMilliseconds), new OfPool(idleMilliseconds)];

    public override void Prepare() => Turn.Prepare(Meet);

    public override double Take(int repeats)
    {
        Turn.Take(Meet, 1);
        double sum = 0;
        for (int i = 0; i < repeats; i++)
        {
            long idle = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(idle).TotalMilliseconds < idleMilliseconds) Thread.SpinWait(8);
            long start = Stopwatch.GetTimestamp();
            Meet();
            sum += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return sum / repeats;
    }

    public override void ComeToRest() => Thread.Sleep(1);

    /// <summary>Does both halves once.</summary>
    protected abstract void Meet();

    /// <summary>One half: says that it has begun, and waits for the other.</summary>
    private static void Half(ref int begun)
    {
        Interlocked.Increment(ref begun);
        for (int spins = 0; Volatile.Read(ref begun) < 2; spins++)
        {
            if (spins < 10_000) Thread.SpinWait(4);
            else Thread.Yield();
        }
    }

    private sealed class OfTeam(double idleMilliseconds) : HandOver(Role.Ours, "Workers", idleMilliseconds)
    {
        private readonly Workers workers = new(2);
        private readonly int[] begun = new int[1];

        public override void Dispose() => workers.Dispose();

        protected override void Meet()
        {
            begun[0] = 0;
            Halves work = new(begun);
            workers.Run(ref work, 2);
        }

        private readonly struct Halves(int[] begun) : IChunkedWork
        {
            public void Do(int chunk) => Half(ref begun[0]);
        }
    }

    private sealed class OfPool(double idleMilliseconds) : HandOver(Role.Peer, "ThreadPool", idleMilliseconds), IThreadPoolWorkItem
    {
        private int begun;

        public override void Dispose()
        {
        }

        public void Execute() => Half(ref begun);

        protected override void Meet()
        {
            begun = 0;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            Half(ref begun);
        }
    }
}
