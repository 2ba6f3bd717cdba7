using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Independent chains of multiply-adds in registers, with nothing to load: what the machine's units can do at most.</summary>
internal static class MultiplyAddPeak
{
    private const int Chunks = 16;
    private const int Steps = 10_000;
    private const int Chains = 12;

    private static Sink sunk;

    /// <summary>Floating-point operations of one run: a multiply-add counts as two.</summary>
    public static double Operations => 2.0 * Chunks * Steps * Chains * (Vector512.IsHardwareAccelerated ? 16 : 8);

    /// <summary>Keeps the units of each thread of a team busy.</summary>
    public static void Run(Workers workers)
    {
        Chain work = default;
        workers.Run(ref work, Chunks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunChains<T>()
        where T : struct, ILanes<T>
    {
        T x = T.Broadcast(0.999f), y = T.Broadcast(0.001f);
        T a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int s = 0; s < Steps; s++)
        {
            a = T.MultiplyAdd(a, x, y); b = T.MultiplyAdd(b, x, y); c = T.MultiplyAdd(c, x, y); d = T.MultiplyAdd(d, x, y);
            e = T.MultiplyAdd(e, x, y); f = T.MultiplyAdd(f, x, y); g = T.MultiplyAdd(g, x, y); h = T.MultiplyAdd(h, x, y);
            i = T.MultiplyAdd(i, x, y); j = T.MultiplyAdd(j, x, y); k = T.MultiplyAdd(k, x, y); l = T.MultiplyAdd(l, x, y);
        }

        T.Store(a + b + c + d + e + f + g + h + i + j + k + l, ref Unsafe.As<Sink, float>(ref sunk));
    }

    private readonly struct Chain : IChunkedWork
    {
        public void Do(int chunk)
        {
            if (Vector512.IsHardwareAccelerated) RunChains<Lanes512>();
            else RunChains<Lanes256>();
        }
    }

    [InlineArray(16)]
    private struct Sink
    {
        private float first;
    }
}
