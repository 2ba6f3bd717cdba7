using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>What one look at consecutive elements gives of them all together: sums of powers, range, bits, and how often each upper half of a pattern occurs.</summary>
/// <remarks>
/// Sums are in double over eight virtual lanes, element i in lane i mod 8, the lanes joined in halves: the same bits at every width of
/// register. Each loop works against another limit, the multiplications, the chain of a checksum, the stores of a tally, and is short
/// enough that what it reads again lies in the nearest cache.
/// </remarks>
internal static class ElementScan
{
    /// <summary>Tables of a tally: an increment that follows another of the same bin waits for its store, so neighbours go to different tables.</summary>
    public const int Tables = 4;

    /// <summary>Bins of one table.</summary>
    public const int Bins = 1 << 16;

    /// <summary>Lanes of a checksum.</summary>
    public const int ChecksumLanes = 16;

    private const int Lanes = 8;
    private const uint Prime = 0x9E3779B1;

    /// <summary>Counts the upper halves of the elements' patterns.</summary>
    /// <param name="values">Any elements.</param>
    /// <param name="tables">Receives the counts, <see cref="Tables"/> tables of <see cref="Bins"/> one after the other; added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(ReadOnlySpan<float> values, Span<uint> tables)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tables.Length, Tables * Bins);
        ref ushort upper = ref Unsafe.Add(ref Unsafe.As<float, ushort>(ref MemoryMarshal.GetReference(values)), BitConverter.IsLittleEndian ? 1 : 0);
        ref uint first = ref MemoryMarshal.GetReference(tables), second = ref Unsafe.Add(ref first, Bins), third = ref Unsafe.Add(ref second, Bins), fourth = ref Unsafe.Add(ref third, Bins);
        nint i = 0, halves = 2 * (nint)values.Length;
        for (; i <= halves - 8; i += 8)
        {
            Unsafe.Add(ref first, (nint)Unsafe.Add(ref upper, i))++;
            Unsafe.Add(ref second, (nint)Unsafe.Add(ref upper, i + 2))++;
            Unsafe.Add(ref third, (nint)Unsafe.Add(ref upper, i + 4))++;
            Unsafe.Add(ref fourth, (nint)Unsafe.Add(ref upper, i + 6))++;
        }

        for (; i < halves; i += 2) Unsafe.Add(ref first, (nint)Unsafe.Add(ref upper, i))++;
    }

    /// <summary>Gathers the bits that any element has, and carries a checksum of all bits on.</summary>
    /// <param name="values">Any elements.</param>
    /// <param name="checksum">The checksum's lanes, <see cref="ChecksumLanes"/>; element i changes lane i mod 16.</param>
    /// <returns>All patterns or-ed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Bits(ReadOnlySpan<float> values, Span<uint> checksum)
    {
        ref uint first = ref Unsafe.As<float, uint>(ref MemoryMarshal.GetReference(values)), lanes = ref MemoryMarshal.GetReference(checksum[..ChecksumLanes]);
        Vector256<uint> low = Vector256.LoadUnsafe(ref lanes), high = Vector256.LoadUnsafe(ref lanes, Lanes), bits = default, prime = Vector256.Create(Prime);
        nuint i = 0;
        for (; i + ChecksumLanes <= (nuint)values.Length; i += ChecksumLanes)
        {
            Vector256<uint> x = Vector256.LoadUnsafe(ref first, i), y = Vector256.LoadUnsafe(ref first, i + Lanes);
            bits |= x | y;
            (x, y) = (low ^ x, high ^ y);

            // The turn lets a changed sign, which a product keeps in the highest bit, reach the others.
            low = ((x << 13) | (x >> 19)) * prime;
            high = ((y << 13) | (y >> 19)) * prime;
        }

        low.StoreUnsafe(ref lanes);
        high.StoreUnsafe(ref lanes, Lanes);
        uint all = 0;
        for (int lane = 0; lane < Lanes; lane++) all |= bits[lane];
        for (int lane = 0; i < (nuint)values.Length; i++, lane++)
        {
            uint word = Unsafe.Add(ref first, i);
            all |= word;
            checksum[lane] = uint.RotateLeft(checksum[lane] ^ word, 13) * Prime;
        }

        return all;
    }

    /// <summary>Adds powers of the elements' distances from a centre, and widens a range to hold the elements.</summary>
    /// <param name="values">Any elements.</param>
    /// <param name="centre">What is subtracted from each.</param>
    /// <param name="sums">Added to, unless the result is false.</param>
    /// <returns>Whether all elements are finite; where not, nothing is added.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Add(ReadOnlySpan<float> values, double centre, ref PowerSums sums)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector256<double> shift = Vector256.Create(centre), s1 = default, t1 = default, s2 = default, t2 = default, s3 = default, t3 = default, s4 = default, t4 = default;
        Vector256<float> low = Vector256.Create(float.PositiveInfinity), high = Vector256.Create(float.NegativeInfinity), finite = Vector256<float>.AllBitsSet, most = Vector256.Create(float.MaxValue);
        Vector256<int> zeros = default;
        nuint i = 0;
        for (; i + Lanes <= (nuint)values.Length; i += Lanes)
        {
            Vector256<float> x = Vector256.LoadUnsafe(ref first, i);
            finite &= Vector256.LessThanOrEqual(Vector256.Abs(x), most);
            zeros -= Vector256.Equals(x, Vector256<float>.Zero).AsInt32();
            low = Vector256.MinNative(low, x);
            high = Vector256.MaxNative(high, x);
            Vector256<double> a = Vector256.WidenLower(x) - shift, b = Vector256.WidenUpper(x) - shift, aa = a * a, bb = b * b;
            s1 += a;
            t1 += b;
            s2 += aa;
            t2 += bb;
            s3 = Vector256.FusedMultiplyAdd(aa, a, s3);
            t3 = Vector256.FusedMultiplyAdd(bb, b, t3);
            s4 = Vector256.FusedMultiplyAdd(aa, aa, s4);
            t4 = Vector256.FusedMultiplyAdd(bb, bb, t4);
        }

        if (Vector256.EqualsAny(finite.AsInt32(), default)) return false;
        PowerSums tail = new() { Minimum = float.PositiveInfinity, Maximum = float.NegativeInfinity };
        for (; i < (nuint)values.Length; i++)
        {
            float x = Unsafe.Add(ref first, i);
            if (!float.IsFinite(x)) return false;
            double a = x - centre, aa = a * a;
            tail.First += a;
            tail.Second += aa;
            tail.Third += aa * a;
            tail.Fourth += aa * aa;
            tail.Zeros += x == 0 ? 1 : 0;
            tail.Minimum = Math.Min(tail.Minimum, x);
            tail.Maximum = Math.Max(tail.Maximum, x);
        }

        for (int lane = 0; lane < Lanes; lane++)
        {
            tail.Minimum = Math.Min(tail.Minimum, low[lane]);
            tail.Maximum = Math.Max(tail.Maximum, high[lane]);
            tail.Zeros += zeros[lane];
        }

        sums.Count += values.Length;
        sums.First += Join(s1 + t1) + tail.First;
        sums.Second += Join(s2 + t2) + tail.Second;
        sums.Third += Join(s3 + t3) + tail.Third;
        sums.Fourth += Join(s4 + t4) + tail.Fourth;
        sums.Zeros += tail.Zeros;
        sums.Minimum = Math.Min(sums.Minimum, tail.Minimum);
        sums.Maximum = Math.Max(sums.Maximum, tail.Maximum);
        return true;
    }

    /// <summary>Joins four lanes in halves.</summary>
    internal static double Join(Vector256<double> lanes) => (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}
