using System.Buffers;
using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>Counts units that do not do their part.</summary>
internal static class Units
{
    /// <summary>Slopes that are computed at a time, and stay in the first-level cache until they are counted.</summary>
    private const int Block = 2048;

    /// <summary>The share of saturated (sample, unit) pairs, and of units that are dead on every sample.</summary>
    /// <param name="function">The activation φ.</param>
    /// <param name="z">Pre-activations [samples, units].</param>
    /// <param name="a">Their activations φ(z), as many.</param>
    /// <param name="width">Units.</param>
    public static (double Saturated, double Dead) Flat(Activation function, ReadOnlySpan<float> z, ReadOnlySpan<float> a, int width)
    {
        int block = Math.Max(1, Block / width) * width;
        float[] memory = ArrayPool<float>.Shared.Rent(2 * block);
        int[] marks = ArrayPool<int>.Shared.Rent(width);
        Span<float> ones = memory.AsSpan(0, block), slopes = memory.AsSpan(block, block);
        Span<int> alive = marks.AsSpan(0, width);
        ones.Fill(1);
        alive.Clear();
        double limit = LayerReading.SaturationSlope * function.SteepestSlope;

        // The least float that is not below the limit, so that floats compare with it as they do with the limit.
        float bound = (float)limit < limit ? MathF.BitIncrement((float)limit) : (float)limit;
        long saturated = 0;
        for (int start = 0; start < z.Length; start += block)
        {
            int length = Math.Min(block, z.Length - start);
            function.Backpropagate(z.Slice(start, length), a.Slice(start, length), ones[..length], slopes[..length], accumulate: false);
            for (int row = 0; row < length; row += width) saturated += SmallAndZero.Count(slopes.Slice(row, width), bound, alive);
        }

        int dead = alive.Count(0);
        ArrayPool<float>.Shared.Return(memory);
        ArrayPool<int>.Shared.Return(marks);
        return (function.Saturates ? (double)saturated / z.Length : 0, (double)dead / width);
    }

    /// <summary>The share of units whose column of [samples, units] equals another's to the last bit.</summary>
    public static double Symmetric(ReadOnlySpan<float> z, int width)
    {
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(width);
        int[] units = ArrayPool<int>.Shared.Rent(width);
        Array.Fill(keys, 14695981039346656037, 0, width);
        for (int start = 0; start < z.Length; start += width)
        {
            ReadOnlySpan<float> row = z.Slice(start, width);
            for (int unit = 0; unit < row.Length; unit++) keys[unit] = unchecked((keys[unit] ^ BitConverter.SingleToUInt32Bits(row[unit])) * 1099511628211);
        }

        for (int unit = 0; unit < width; unit++) units[unit] = unit;
        Array.Sort(keys, units, 0, width);
        int symmetric = 0;
        for (int first = 0, end; first < width; first = end)
        {
            for (end = first + 1; end < width && keys[end] == keys[first];) end++;
            symmetric += CountEqual(z, width, units.AsSpan(first, end - first));
        }

        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(units);
        return (double)symmetric / width;
    }

    /// <summary>How many units of a group with one hash have a true twin in it.</summary>
    private static int CountEqual(ReadOnlySpan<float> z, int width, ReadOnlySpan<int> group)
    {
        int count = 0;
        for (int i = 0; group.Length > 1 && i < group.Length; i++)
        {
            int twin = i == 0 ? group[1] : group[0];
            count += Equal(z, width, group[i], twin) ? 1 : 0;
        }

        return count;
    }

    private static bool Equal(ReadOnlySpan<float> z, int width, int left, int right)
    {
        for (int start = 0; start < z.Length; start += width)
        {
            if (BitConverter.SingleToUInt32Bits(z[start + left]) != BitConverter.SingleToUInt32Bits(z[start + right]))
            {
                return false;
            }
        }

        return true;
    }
}
