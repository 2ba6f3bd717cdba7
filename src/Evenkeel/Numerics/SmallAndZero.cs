using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>Tells small numbers and zeros in one pass over a row.</summary>
internal static class SmallAndZero
{
    /// <summary>Counts numbers whose size is below a bound, and marks the places of those that are not 0.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="bound">The bound, ≥ 0.</param>
    /// <param name="marks">As many marks; −1 is left in those of numbers that are not 0, the others stay as they are.</param>
    /// <returns>How many are below the bound; a NaN is not.</returns>
    public static int Count(ReadOnlySpan<float> values, float bound, Span<int> marks)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        ref int firstMark = ref MemoryMarshal.GetReference(marks);
        Vector256<float> bounds = Vector256.Create(bound);
        Vector256<int> below = default;
        int i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref first, (nuint)i);
            below -= Vector256.LessThan(Vector256.Abs(value), bounds).AsInt32();
            (Vector256.LoadUnsafe(ref firstMark, (nuint)i) | ~Vector256.Equals(value, Vector256<float>.Zero).AsInt32()).StoreUnsafe(ref firstMark, (nuint)i);
        }

        int count = Vector256.Sum(below);
        for (; i < values.Length; i++)
        {
            count += Math.Abs(values[i]) < bound ? 1 : 0;
            marks[i] |= values[i] != 0 ? -1 : 0;
        }

        return count;
    }
}
