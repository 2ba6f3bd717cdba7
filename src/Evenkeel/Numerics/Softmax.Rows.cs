using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

internal static unsafe partial class Softmax
{
    private const int MostRows = 64;

    /// <summary>So many rows as stay in the first cache from one pass over them to the other.</summary>
    private static int RowsAtOnce(int classes) => Math.Clamp(4096 / classes, 4, MostRows);

    /// <summary>Computes <c>e^{z − max}</c>, the max of each row, and the sum of the exponentials of each row.</summary>
    private static void Share(ReadOnlySpan<float> logits, Span<float> shares, Span<float> largest, Span<double> sums)
    {
        if (largest.IsEmpty) return;
        FindLargest(logits, largest);
        Elementwise.RunRows(default(Difference), logits, largest, shares);
        Elementwise.Run(default(Exponential), shares, shares);
        SumRows(shares, sums);
    }

    /// <summary>The largest number of each row, whatever its order; where there is a NaN, some number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindLargest(ReadOnlySpan<float> logits, Span<float> largest)
    {
        int classes = logits.Length / largest.Length;
        ref float row = ref MemoryMarshal.GetReference(logits);
        for (int i = 0; i < largest.Length; i++, row = ref Unsafe.Add(ref row, classes))
        {
            Vector128<float> best;
            if (classes >= Vector256<float>.Count)
            {
                Vector256<float> wide = Vector256.LoadUnsafe(ref row, (nuint)(classes - Vector256<float>.Count));
                for (int at = 0; at < classes - Vector256<float>.Count; at += Vector256<float>.Count)
                {
                    wide = Vector256.MaxNative(wide, Vector256.LoadUnsafe(ref row, (nuint)at));
                }

                best = Vector128.MaxNative(wide.GetLower(), wide.GetUpper());
            }
            else if (classes >= Vector128<float>.Count)
            {
                best = Vector128.MaxNative(Vector128.LoadUnsafe(ref row), Vector128.LoadUnsafe(ref row, (nuint)(classes - Vector128<float>.Count)));
            }
            else
            {
                best = Vector128.Create(row);
                for (int at = 1; at < classes; at++) best = Vector128.MaxNative(best, Vector128.Create(Unsafe.Add(ref row, at)));
            }

            best = Vector128.MaxNative(best, Vector128.Shuffle(best, Vector128.Create(2, 3, 0, 1)));
            largest[i] = Vector128.MaxNative(best, Vector128.Shuffle(best, Vector128.Create(1, 0, 3, 2))).ToScalar();
        }
    }

    /// <summary>The sum of each row in ascending order; four rows at a time, one in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumRows(ReadOnlySpan<float> shares, Span<double> sums)
    {
        int classes = shares.Length / sums.Length, row = 0;
        ref float first = ref MemoryMarshal.GetReference(shares);
        for (; row <= sums.Length - 4; row += 4, first = ref Unsafe.Add(ref first, 4 * classes))
        {
            ref float second = ref Unsafe.Add(ref first, classes);
            ref float third = ref Unsafe.Add(ref second, classes);
            ref float fourth = ref Unsafe.Add(ref third, classes);
            Vector256<double> sum = default;
            nint i = 0;
            for (; i <= classes - 4; i += 4)
            {
                (Vector128<float> a, Vector128<float> b) = Lanes128.Interleave(
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref first, i)), Vector128.LoadUnsafe(ref Unsafe.Add(ref third, i)));
                (Vector128<float> c, Vector128<float> d) = Lanes128.Interleave(
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref second, i)), Vector128.LoadUnsafe(ref Unsafe.Add(ref fourth, i)));
                (Vector128<float> next, Vector128<float> afterwards) = Lanes128.Interleave(a, c);
                sum += Widen(next);
                sum += Widen(afterwards);
                (next, afterwards) = Lanes128.Interleave(b, d);
                sum += Widen(next);
                sum += Widen(afterwards);
            }

            for (; i < classes; i++)
            {
                sum += Widen(Vector128.Create(Unsafe.Add(ref first, i), Unsafe.Add(ref second, i), Unsafe.Add(ref third, i), Unsafe.Add(ref fourth, i)));
            }

            sum.CopyTo(sums[row..]);
        }

        for (; row < sums.Length; row++, first = ref Unsafe.Add(ref first, classes))
        {
            double sum = 0;
            for (nint i = 0; i < classes; i++) sum += Unsafe.Add(ref first, i);
            sums[row] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(Vector128<float> numbers) => Vector256.WidenLower(numbers.ToVector256Unsafe());

    private readonly struct Difference : IElementwise2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y)
            where T : struct, ILanes<T> => x - y;
    }

    private readonly struct Exponential : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x)
            where T : struct, ILanes<T> => LaneFunctions.ExpBelowOverflow(x);
    }
}
