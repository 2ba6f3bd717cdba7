using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>Sums whose order is fixed, so that their bits are the same at every vector width and on every machine.</summary>
/// <remarks>
/// Sums to one number are in double, over 16 virtual lanes: element i goes to lane i mod 16, in ascending order, and the lanes are
/// joined in halves (l with l + 8, then l + 4, l + 2, l + 1). 16 lanes are four 256-bit registers, as many independent
/// chains as hide the latency of an addition.
/// </remarks>
internal static partial class Reduction
{
    private const int VirtualLanes = 16;

    /// <summary>The sum of all values.</summary>
    /// <param name="values">Any numbers; the sum over none is 0.</param>
    /// <returns>The sum in double, rounded once per addition; NaN or infinite where the values make it so.</returns>
    public static double Sum(ReadOnlySpan<float> values) => Sum(values, default(Itself));

    /// <summary>The sum of all squares.</summary>
    /// <param name="values">Any numbers; the sum over none is 0.</param>
    /// <returns>The sum in double; each square is exact.</returns>
    public static double SumOfSquares(ReadOnlySpan<float> values) => Sum(values, default(Square));

    /// <summary>The sum of all squared distances from a centre.</summary>
    /// <param name="values">Any numbers; the sum over none is 0.</param>
    /// <param name="centre">What is subtracted from each.</param>
    /// <returns>The sum in double.</returns>
    public static double SumOfSquaredDistances(ReadOnlySpan<float> values, double centre) => Sum(values, new SquaredDistance(centre));

    /// <summary>The smallest and the largest value.</summary>
    /// <param name="values">Any numbers.</param>
    /// <returns>Both NaN if a value is NaN or there is none; −0 counts as smaller than +0.</returns>
    public static (float Minimum, float Maximum) Range(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty) return (float.NaN, float.NaN);

        float minimum = float.PositiveInfinity, maximum = float.NegativeInfinity;
        int i = 0;
        if (values.Length >= Vector256<float>.Count)
        {
            ref float first = ref MemoryMarshal.GetReference(values);
            Vector256<float> low = Vector256.LoadUnsafe(ref first), high = low;
            for (i = Vector256<float>.Count; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                Vector256<float> x = Vector256.LoadUnsafe(ref first, (nuint)i);
                low = Vector256.Min(low, x);
                high = Vector256.Max(high, x);
            }

            for (int lane = 0; lane < Vector256<float>.Count; lane++)
            {
                minimum = MathF.Min(minimum, low[lane]);
                maximum = MathF.Max(maximum, high[lane]);
            }
        }

        for (; i < values.Length; i++)
        {
            minimum = MathF.Min(minimum, values[i]);
            maximum = MathF.Max(maximum, values[i]);
        }

        return (minimum, maximum);
    }

    /// <summary>Adds up each column of a matrix, in float32, from the first row to the last.</summary>
    /// <param name="rows">Row-major [m, n], where n is the length of <paramref name="sums"/> and m follows from it.</param>
    /// <param name="sums">The n sums; overwritten, or added to.</param>
    /// <param name="accumulate">Whether the sums start from what is there rather than from 0.</param>
    /// <exception cref="ArgumentException">The matrix does not hold whole rows.</exception>
    public static void SumColumns(ReadOnlySpan<float> rows, Span<float> sums, bool accumulate)
    {
        int n = sums.Length;
        if (n == 0 ? !rows.IsEmpty : rows.Length % n != 0)
        {
            throw new ArgumentException($"A matrix of {rows.Length} values cannot have rows of {n}; it needs a multiple of that.", nameof(rows));
        }

        if (n == 0) return;
        switch (KernelWidth.Lanes)
        {
            case 16: SumColumns<Lanes512>(rows, sums, accumulate); break;
            case 8: SumColumns<Lanes256>(rows, sums, accumulate); break;
            case 4: SumColumns<Lanes128>(rows, sums, accumulate); break;
            default: SumColumns<LanesScalar>(rows, sums, accumulate); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumColumns<TLanes>(ReadOnlySpan<float> rows, Span<float> sums, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        int n = sums.Length, m = rows.Length / n, j = 0, lanes = TLanes.Count;
        ref float matrix = ref MemoryMarshal.GetReference(rows);
        ref float sum = ref MemoryMarshal.GetReference(sums);
        for (; j <= n - 8 * lanes; j += 8 * lanes) EightColumns<TLanes>(ref Unsafe.Add(ref matrix, j), m, n, ref Unsafe.Add(ref sum, j), accumulate);
        for (; j <= n - 2 * lanes; j += 2 * lanes) TwoColumns<TLanes>(ref Unsafe.Add(ref matrix, j), m, n, ref Unsafe.Add(ref sum, j), accumulate);
        for (; j < n; j += lanes) PartOfColumn(ref Unsafe.Add(ref matrix, j), m, n, ref Unsafe.Add(ref sum, j), accumulate, TLanes.FirstLanes(Math.Min(lanes, n - j)));
    }

    /// <summary>Eight registers of columns: half a kilobyte of each row at a time, so that the hardware's prefetch keeps up with the stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightColumns<TLanes>(ref float matrix, int m, int n, ref float sums, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        nint lanes = TLanes.Count, at = 0;
        TLanes s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        if (accumulate)
        {
            s0 = TLanes.Load(ref sums);
            s1 = TLanes.Load(ref Unsafe.Add(ref sums, lanes));
            s2 = TLanes.Load(ref Unsafe.Add(ref sums, 2 * lanes));
            s3 = TLanes.Load(ref Unsafe.Add(ref sums, 3 * lanes));
            s4 = TLanes.Load(ref Unsafe.Add(ref sums, 4 * lanes));
            s5 = TLanes.Load(ref Unsafe.Add(ref sums, 5 * lanes));
            s6 = TLanes.Load(ref Unsafe.Add(ref sums, 6 * lanes));
            s7 = TLanes.Load(ref Unsafe.Add(ref sums, 7 * lanes));
        }

        for (int i = 0; i < m; i++, at += n)
        {
            s0 += TLanes.Load(ref Unsafe.Add(ref matrix, at));
            s1 += TLanes.Load(ref Unsafe.Add(ref matrix, at + lanes));
            s2 += TLanes.Load(ref Unsafe.Add(ref matrix, at + 2 * lanes));
            s3 += TLanes.Load(ref Unsafe.Add(ref matrix, at + 3 * lanes));
            s4 += TLanes.Load(ref Unsafe.Add(ref matrix, at + 4 * lanes));
            s5 += TLanes.Load(ref Unsafe.Add(ref matrix, at + 5 * lanes));
            s6 += TLanes.Load(ref Unsafe.Add(ref matrix, at + 6 * lanes));
            s7 += TLanes.Load(ref Unsafe.Add(ref matrix, at + 7 * lanes));
        }

        TLanes.Store(s0, ref sums);
        TLanes.Store(s1, ref Unsafe.Add(ref sums, lanes));
        TLanes.Store(s2, ref Unsafe.Add(ref sums, 2 * lanes));
        TLanes.Store(s3, ref Unsafe.Add(ref sums, 3 * lanes));
        TLanes.Store(s4, ref Unsafe.Add(ref sums, 4 * lanes));
        TLanes.Store(s5, ref Unsafe.Add(ref sums, 5 * lanes));
        TLanes.Store(s6, ref Unsafe.Add(ref sums, 6 * lanes));
        TLanes.Store(s7, ref Unsafe.Add(ref sums, 7 * lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoColumns<TLanes>(ref float matrix, int m, int n, ref float sums, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        nint lanes = TLanes.Count, at = 0;
        TLanes s0 = accumulate ? TLanes.Load(ref sums) : default;
        TLanes s1 = accumulate ? TLanes.Load(ref Unsafe.Add(ref sums, lanes)) : default;
        for (int i = 0; i < m; i++, at += n)
        {
            s0 += TLanes.Load(ref Unsafe.Add(ref matrix, at));
            s1 += TLanes.Load(ref Unsafe.Add(ref matrix, at + lanes));
        }

        TLanes.Store(s0, ref sums);
        TLanes.Store(s1, ref Unsafe.Add(ref sums, lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PartOfColumn<TLanes>(ref float matrix, int m, int n, ref float sums, bool accumulate, TLanes mask)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = accumulate ? TLanes.LoadPart(ref sums, mask) : default;
        nint at = 0;
        for (int i = 0; i < m; i++, at += n) sum += TLanes.LoadPart(ref Unsafe.Add(ref matrix, at), mask);
        TLanes.StorePart(sum, ref sums, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum<TTerm>(ReadOnlySpan<float> values, TTerm term)
        where TTerm : struct, ITerm
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector256<double> s0 = default, s4 = default, s8 = default, s12 = default;
        int i = 0;
        for (; i <= values.Length - VirtualLanes; i += VirtualLanes)
        {
            Vector256<float> low = Vector256.LoadUnsafe(ref first, (nuint)i), high = Vector256.LoadUnsafe(ref first, (nuint)i + 8);
            s0 += term.Of(Vector256.WidenLower(low));
            s4 += term.Of(Vector256.WidenUpper(low));
            s8 += term.Of(Vector256.WidenLower(high));
            s12 += term.Of(Vector256.WidenUpper(high));
        }

        return Join(s0, s4, s8, s12, values[i..], term);
    }

    /// <summary>Joins the lanes, after the last elements, fewer than there are lanes, have gone to theirs.</summary>
    private static double Join<TTerm>(Vector256<double> s0, Vector256<double> s4, Vector256<double> s8, Vector256<double> s12, ReadOnlySpan<float> rest, TTerm term)
        where TTerm : struct, ITerm
    {
        Span<double> lanes = stackalloc double[VirtualLanes];
        s0.CopyTo(lanes);
        s4.CopyTo(lanes[4..]);
        s8.CopyTo(lanes[8..]);
        s12.CopyTo(lanes[12..]);
        for (int lane = 0; lane < rest.Length; lane++) lanes[lane] += term.Of((double)rest[lane]);
        for (int half = VirtualLanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
        }

        return lanes[0];
    }

    /// <summary>What is added for a value, once for a register and once for a single one.</summary>
    private interface ITerm
    {
        Vector256<double> Of(Vector256<double> x);

        double Of(double x);
    }

    private readonly struct Itself : ITerm
    {
        public Vector256<double> Of(Vector256<double> x) => x;

        public double Of(double x) => x;
    }

    private readonly struct Square : ITerm
    {
        public Vector256<double> Of(Vector256<double> x) => x * x;

        public double Of(double x) => x * x;
    }

    private readonly struct SquaredDistance(double centre) : ITerm
    {
        private readonly double centre = centre;

        public Vector256<double> Of(Vector256<double> x)
        {
            Vector256<double> distance = x - Vector256.Create(centre);
            return distance * distance;
        }

        public double Of(double x) => (x - centre) * (x - centre);
    }
}
