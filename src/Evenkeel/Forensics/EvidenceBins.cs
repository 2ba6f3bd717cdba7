namespace Evenkeel.Forensics;

/// <summary>Reads what the upper halves of elements' patterns say of their size.</summary>
internal static class EvidenceBins
{
    private const int Sign = 0x8000;

    /// <summary>The number in the middle of those that share an upper half; 0.2 % from any of them at most, unless they are denormal.</summary>
    /// <param name="half">The upper 16 bits of a float32.</param>
    public static double Middle(ushort half) => BitConverter.UInt32BitsToSingle(((uint)half << 16) | 0x8000);

    /// <summary>The size that half of the elements that are not zero exceed; NaN where there are none.</summary>
    /// <param name="statistics">The elements.</param>
    public static double Typical(TensorStatistics statistics)
    {
        TensorPatterns patterns = statistics.Patterns;
        ReadOnlySpan<ushort> halves = patterns.Halves.AsSpan();
        long all = -statistics.Zeros;
        int positive = 0;
        for (int i = 0; i < halves.Length; i++)
        {
            positive += halves[i] >= Sign ? 1 : 0;
            if (TensorPatterns.IsFinite(halves[i])) all += patterns.Counts[i];
        }

        if (all <= 0) return double.NaN;

        // Sizes grow to both sides of where the negative numbers end.
        long below = -statistics.Zeros;
        int negative = positive - 1, size = 0;
        while (2 * below < all || below <= 0)
        {
            size = Math.Min(negative >= 0 ? halves[negative] - Sign : Sign, positive < halves.Length ? halves[positive] : Sign);
            if (negative >= 0 && halves[negative] - Sign == size) below += patterns.Counts[negative--];
            if (positive < halves.Length && halves[positive] == size) below += patterns.Counts[positive++];
        }

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
