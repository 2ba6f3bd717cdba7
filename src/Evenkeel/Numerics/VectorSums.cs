using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>What decompositions do to long vectors, in an order that is the same at every width of register.</summary>
/// <remarks>
/// A dot product runs over 32 (float32) or 16 (double) virtual lanes: element i goes to lane i mod 32 or 16 by a fused multiply-add, in
/// ascending order, and the lanes are joined in halves. That is four 256-bit registers, which overlap the latency of their sums.
/// </remarks>
internal static class VectorSums
{
    /// <summary>The dot product.</summary>
    /// <param name="left">Any numbers.</param>
    /// <param name="right">As many numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        const int lanes = 32, step = 8;
        ref float x = ref MemoryMarshal.GetReference(left), y = ref MemoryMarshal.GetReference(right);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0;
        for (; i + lanes <= (nuint)left.Length; i += lanes)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + step), Vector256.LoadUnsafe(ref y, i + step), s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 2 * step), Vector256.LoadUnsafe(ref y, i + 2 * step), s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 3 * step), Vector256.LoadUnsafe(ref y, i + 3 * step), s3);
        }

        Span<float> sums = stackalloc float[lanes];
        s0.CopyTo(sums);
        s1.CopyTo(sums[step..]);
        s2.CopyTo(sums[(2 * step)..]);
        s3.CopyTo(sums[(3 * step)..]);
        for (int lane = 0, at = (int)i; at < left.Length; at++, lane++) sums[lane] = MathF.FusedMultiplyAdd(left[at], right[at], sums[lane]);
        for (int half = lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++) sums[lane] += sums[lane + half];
        }

        return sums[0];
    }

    /// <summary>The dot product.</summary>
    /// <param name="left">Any numbers.</param>
    /// <param name="right">As many numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        const int lanes = 16, step = 4;
        ref double x = ref MemoryMarshal.GetReference(left), y = ref MemoryMarshal.GetReference(right);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0;
        for (; i + lanes <= (nuint)left.Length; i += lanes)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + step), Vector256.LoadUnsafe(ref y, i + step), s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 2 * step), Vector256.LoadUnsafe(ref y, i + 2 * step), s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 3 * step), Vector256.LoadUnsafe(ref y, i + 3 * step), s3);
        }

        // Lanes l and l + 8, then l + 4: whole registers.
        Vector256<double> sum = (s0 + s2) + (s1 + s3);
        if (i < (nuint)left.Length)
        {
            Span<double> sums = stackalloc double[lanes];
            s0.CopyTo(sums);
            s1.CopyTo(sums[step..]);
            s2.CopyTo(sums[(2 * step)..]);
            s3.CopyTo(sums[(3 * step)..]);
            for (int lane = 0, at = (int)i; at < left.Length; at++, lane++) sums[lane] = Math.FusedMultiplyAdd(left[at], right[at], sums[lane]);
            ref double first = ref MemoryMarshal.GetReference(sums);
            sum = (Vector256.LoadUnsafe(ref first) + Vector256.LoadUnsafe(ref first, 2 * step))
                + (Vector256.LoadUnsafe(ref first, step) + Vector256.LoadUnsafe(ref first, 3 * step));
        }

        Vector128<double> pair = sum.GetLower() + sum.GetUpper();
        return pair[0] + pair[1];
    }

    /// <summary>Adds a multiple of one vector to another, each element rounded once.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="source">What is added, times the factor.</param>
    /// <param name="target">As many numbers; changed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(float scale, ReadOnlySpan<float> source, Span<float> target)
    {
        ref float x = ref MemoryMarshal.GetReference(source), y = ref MemoryMarshal.GetReference(target);
        Vector256<float> factor = Vector256.Create(scale);
        nuint i = 0;
        for (; i + 8 <= (nuint)source.Length; i += 8)
        {
            Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i)).StoreUnsafe(ref y, i);
        }

        for (int at = (int)i; at < source.Length; at++) target[at] = MathF.FusedMultiplyAdd(scale, source[at], target[at]);
    }

    /// <summary>Adds a multiple of one vector to another, each element rounded once.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="source">What is added, times the factor.</param>
    /// <param name="target">As many numbers; changed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double scale, ReadOnlySpan<double> source, Span<double> target)
    {
        ref double x = ref MemoryMarshal.GetReference(source), y = ref MemoryMarshal.GetReference(target);
        Vector256<double> factor = Vector256.Create(scale);
        nuint i = 0;
        for (; i + 4 <= (nuint)source.Length; i += 4)
        {
            Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i)).StoreUnsafe(ref y, i);
        }

        for (int at = (int)i; at < source.Length; at++) target[at] = Math.FusedMultiplyAdd(scale, source[at], target[at]);
    }

    /// <summary>Turns two vectors in their plane: x becomes <c>cosine·x − sine·y</c>, and y <c>sine·x + cosine·y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(Span<double> left, Span<double> right, double cosine, double sine)
    {
        ref double x = ref MemoryMarshal.GetReference(left), y = ref MemoryMarshal.GetReference(right);
        Vector256<double> c = Vector256.Create(cosine), s = Vector256.Create(sine), minus = Vector256.Create(-sine);
        nuint i = 0;
        for (; i + 4 <= (nuint)left.Length; i += 4)
        {
            Vector256<double> a = Vector256.LoadUnsafe(ref x, i), b = Vector256.LoadUnsafe(ref y, i);
            Vector256.FusedMultiplyAdd(c, a, minus * b).StoreUnsafe(ref x, i);
            Vector256.FusedMultiplyAdd(c, b, s * a).StoreUnsafe(ref y, i);
        }

        for (int at = (int)i; at < left.Length; at++)
        {
            (double a, double b) = (left[at], right[at]);
            left[at] = Math.FusedMultiplyAdd(cosine, a, -sine * b);
            right[at] = Math.FusedMultiplyAdd(cosine, b, sine * a);
        }
    }

    /// <summary>Adds a multiple of numbers to sums, each by one fused multiply-add.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="row">The numbers.</param>
    /// <param name="sums">As many sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double scale, ReadOnlySpan<float> row, Span<double> sums)
    {
        ref float x = ref MemoryMarshal.GetReference(row);
        ref double y = ref MemoryMarshal.GetReference(sums);
        Vector256<double> factor = Vector256.Create(scale);
        int i = 0;
        for (; i + 8 <= row.Length; i += 8)
        {
            Vector256<float> eight = Vector256.LoadUnsafe(ref x, (nuint)i);
            Vector256.FusedMultiplyAdd(factor, Vector256.WidenLower(eight), Vector256.LoadUnsafe(ref y, (nuint)i)).StoreUnsafe(ref y, (nuint)i);
            Vector256.FusedMultiplyAdd(factor, Vector256.WidenUpper(eight), Vector256.LoadUnsafe(ref y, (nuint)i + 4)).StoreUnsafe(ref y, (nuint)i + 4);
        }

        for (; i < row.Length; i++) sums[i] = Math.FusedMultiplyAdd(scale, row[i], sums[i]);
    }
}
