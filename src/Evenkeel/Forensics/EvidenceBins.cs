namespace Evenkeel.Forensics;

/// <summary>Reads what the upper halves of elements' patterns say of their size.</summary>
internal static class EvidenceBins
{
    /// <summary>The number in the middle of those that share an upper half; 0.2 % from any of them at most, unless they are denormal.</summary>
    /// <param name="half">The upper 16 bits of a float32.</param>
    public static double Middle(ushort half) => BitConverter.UInt32BitsToSingle(((uint)half << 16) | 0x8000);

    /// <summary>The size that half of the elements that are not zero exceed; NaN where there are none.</summary>
    /// <param name="statistics">The elements.</param>
    public static double Typical(TensorStatistics statistics)
    {
        TensorPatterns patterns = statistics.Patterns;
        long[] sizes = new long[TensorStatistics.Bins / 2];
        long all = -statistics.Zeros;
        for (int i = 0; i < patterns.Halves.Length; i++)
        {
            if (!TensorPatterns.IsFinite(patterns.Halves[i])) continue;
            sizes[patterns.Halves[i] & 0x7FFF] += patterns.Counts[i];
            all += patterns.Counts[i];
        }

        if (all <= 0) return double.NaN;
        long below = -statistics.Zeros;
        int size = 0;
        for (; 2 * (below + sizes[size]) < all || below + sizes[size] <= 0; size++) below += sizes[size];
        return Middle((ushort)size);
    }

    /// <summary>How many elements are further than a distance from a centre, to the width of a bin.</summary>
    /// <param name="statistics">The elements.</param>
    /// <param name="centre">Where distances are measured from.</param>
    /// <param name="distance">How far is far; &gt; 0.</param>
    public static long CountBeyond(TensorStatistics statistics, double centre, double distance)
    {
        TensorPatterns patterns = statistics.Patterns;
        long count = 0;
        for (int i = 0; i < patterns.Halves.Length; i++)
        {
            if (TensorPatterns.IsFinite(patterns.Halves[i]) && Math.Abs(Middle(patterns.Halves[i]) - centre) > distance) count += patterns.Counts[i];
        }

        return count;
    }
}
