using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Numerics;

/// <summary>The values below which given shares of some numbers lie.</summary>
/// <remarks>
/// Exact, by selection: float32 in order of size are integers in order, whose digits (11, 11 and 10 bits) are counted one after the other,
/// the lower ones only of those numbers that share their upper digits with one that is looked for.
/// Between two neighbours the quantile is interpolated, <c>x₍ₖ₎ + f·(x₍ₖ₊₁₎ − x₍ₖ₎)</c> with <c>k + f = level·(n − 1)</c>: definition 7 of
/// Hyndman and Fan, "Sample quantiles in statistical packages", 1996, https://doi.org/10.1080/00031305.1996.10473566, numpy's <c>linear</c>.
/// </remarks>
public static class Quantiles
{
    private const int High = 2048;
    private const int Middle = 2048;
    private const int Low = 1024;

    /// <summary>Finds quantiles.</summary>
    /// <param name="values">The numbers, in any order; left as they are.</param>
    /// <param name="levels">Shares, each 0 to 1, in any order.</param>
    /// <returns>One quantile for each level; all NaN where a number is NaN or there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A level is not between 0 and 1.</exception>
    public static ImmutableArray<double> Of(ReadOnlySpan<float> values, ReadOnlySpan<double> levels)
    {
        foreach (double level in levels)
        {
            if (level is >= 0 and <= 1) continue;
            throw new ArgumentOutOfRangeException(nameof(levels), string.Create(CultureInfo.InvariantCulture, $"A level is {level}, but a quantile needs one from 0 to 1."));
        }

        double[] results = new double[levels.Length];
        float[] found = new float[2 * levels.Length];
        int[] ranks = new int[2 * levels.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            int rank = (int)(levels[i] * (values.Length - 1));
            (ranks[2 * i], ranks[2 * i + 1]) = (rank, Math.Min(rank + 1, values.Length - 1));
        }

        if (values.IsEmpty || !Select(values, ranks, found))
        {
            Array.Fill(results, double.NaN);
            return [.. results];
        }

        for (int i = 0; i < levels.Length; i++)
        {
            double share = levels[i] * (values.Length - 1) - ranks[2 * i];
            (double below, double above) = (found[2 * i], found[2 * i + 1]);
            results[i] = share == 0 || below == above ? below : below + share * (above - below);
        }

        return [.. results];
    }

    /// <summary>Finds the values of given ranks, from 0; false where a value is NaN.</summary>
    private static bool Select(ReadOnlySpan<float> values, int[] ranks, float[] found)
    {
        int[] memory = ArrayPool<int>.Shared.Rent(3 * High + ranks.Length * (2 * Middle + Low));
        uint[] kept = ArrayPool<uint>.Shared.Rent(values.Length);
        Span<int> counts = memory.AsSpan(0, High), others = memory.AsSpan(High, High), groups = memory.AsSpan(2 * High, High), rest = memory.AsSpan(3 * High);
        Span<int> middleCounts = rest[..(ranks.Length * Middle)], middleGroups = rest.Slice(middleCounts.Length, middleCounts.Length), lowCounts = rest[(2 * middleCounts.Length)..];
        rest.Clear();
        bool isNumber = Count(values, counts, others);
        if (isNumber)
        {
            // Where a rank lies: in which group of values with equal upper digits, and how many of the group are before it.
            int[] group = new int[ranks.Length], left = [.. ranks], key = new int[ranks.Length];
            int used = Descend(counts, High, groups, group, left, key);
            ReadOnlySpan<uint> candidates = kept.AsSpan(0, Keep(values, groups, kept));
            foreach (uint bits in candidates) middleCounts[groups[(int)(bits >> 21)] * Middle + (int)(bits >> 10 & Middle - 1)]++;

            used = Descend(middleCounts[..(used * Middle)], Middle, middleGroups, group, left, key);
            foreach (uint bits in candidates)
            {
                int at = middleGroups[groups[(int)(bits >> 21)] * Middle + (int)(bits >> 10 & Middle - 1)];
                if (at >= 0) lowCounts[at * Low + (int)(bits & Low - 1)]++;
            }

            Descend(lowCounts[..(used * Low)], Low, [], group, left, key);
            for (int i = 0; i < ranks.Length; i++) found[i] = Value((uint)key[i]);
        }

        ArrayPool<int>.Shared.Return(memory);
        ArrayPool<uint>.Shared.Return(kept);
        return isNumber;
    }

    /// <summary>Counts the highest digits; false where a value is NaN.</summary>
    private static bool Count(ReadOnlySpan<float> values, Span<int> counts, Span<int> others)
    {
        counts.Clear();
        others.Clear();
        int notNumbers = 0, i = 0;

        // Two tables, so that one of two equal digits in a row need not wait for the other's count.
        for (; i + 2 <= values.Length; i += 2)
        {
            counts[(int)(Key(values[i]) >> 21)]++;
            others[(int)(Key(values[i + 1]) >> 21)]++;
            notNumbers += (float.IsNaN(values[i]) ? 1 : 0) + (float.IsNaN(values[i + 1]) ? 1 : 0);
        }

        for (; i < values.Length; i++)
        {
            counts[(int)(Key(values[i]) >> 21)]++;
            notNumbers += float.IsNaN(values[i]) ? 1 : 0;
        }

        for (int digit = 0; digit < counts.Length; digit++) counts[digit] += others[digit];
        return notNumbers == 0;
    }

    /// <summary>Gathers the keys that lie in a group, without a branch that depends on them.</summary>
    private static int Keep(ReadOnlySpan<float> values, ReadOnlySpan<int> groups, Span<uint> kept)
    {
        int count = 0;
        foreach (float value in values)
        {
            uint bits = Key(value);
            kept[count] = bits;
            count += 1 + (groups[(int)(bits >> 21)] >> 31);
        }

        return count;
    }

    /// <summary>Goes from each rank's group to the group of its next digit.</summary>
    /// <param name="counts">For each group in use, how many of its values have each digit.</param>
    /// <param name="digits">How many digits there are.</param>
    /// <param name="groups">Receives, for each group and digit, the number of the new group, or −1 where no rank leads there; empty where there are no more digits.</param>
    /// <param name="group">For each rank, its group; changed to the new one.</param>
    /// <param name="left">For each rank, how many of its group are before it; changed.</param>
    /// <param name="key">For each rank, its digits so far; the new one is appended.</param>
    /// <returns>How many new groups there are.</returns>
    private static int Descend(ReadOnlySpan<int> counts, int digits, Span<int> groups, int[] group, int[] left, int[] key)
    {
        int used = 0;
        if (groups.Length > 0) groups[..counts.Length].Fill(-1);
        for (int i = 0; i < group.Length; i++)
        {
            int at = group[i] * digits, digit = 0;
            for (; left[i] >= counts[at + digit]; digit++) left[i] -= counts[at + digit];
            key[i] = key[i] * digits + digit;
            if (groups.IsEmpty) continue;
            if (groups[at + digit] < 0) groups[at + digit] = used++;
            group[i] = groups[at + digit];
        }

        return used;
    }

    /// <summary>An integer for each float, in the same order; −0 comes just before 0.</summary>
    private static uint Key(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return bits ^ ((uint)((int)bits >> 31) | 0x8000_0000);
    }

    private static float Value(uint key) => BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key ^ 0x8000_0000 : ~key);
}
