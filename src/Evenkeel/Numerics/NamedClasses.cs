using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>Which class a row of outputs names: that of the first of its largest outputs, and none where one is NaN.</summary>
internal static class NamedClasses
{
    /// <summary>Counts the rows that name their target.</summary>
    /// <param name="outputs">Row-major [rows, classes].</param>
    /// <param name="targets">One class index per row; its fraction is cut off. A row with an index of no class does not count.</param>
    /// <param name="classes">The length of a row, ≥ 2.</param>
    /// <returns>0 … rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountHits(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int classes)
    {
        int lanes = Vector256<float>.Count, hits = 0;
        Vector256<int> step = Vector256.Create(lanes);
        ref float row = ref MemoryMarshal.GetReference(outputs);
        for (int i = 0; i < targets.Length; i++, row = ref Unsafe.Add(ref row, classes))
        {
            int target = float.ConvertToIntegerNative<int>(targets[i]);
            if ((uint)target >= (uint)classes) continue;

            // The target is named if no output is larger and none before it is as large; a NaN is neither smaller nor as large.
            float ofTarget = Unsafe.Add(ref row, target);
            bool isNamed = true;
            int at = 0;
            Vector256<float> top = Vector256.Create(ofTarget);
            Vector256<int> last = Vector256.Create(target - 1), index = Vector256<int>.Indices;
            Vector256<float> beaten = Vector256<float>.AllBitsSet;
            for (; at <= classes - lanes; at += lanes, index += step)
            {
                Vector256<float> x = Vector256.LoadUnsafe(ref row, (nuint)at);
                beaten &= Vector256.LessThan(x, top) | (Vector256.Equals(x, top) & Vector256.GreaterThan(index, last).AsSingle());
            }

            for (; at < classes; at++)
            {
                float x = Unsafe.Add(ref row, at);
                isNamed &= x < ofTarget | (x == ofTarget & at >= target);
            }

            hits += isNamed & Vector256.EqualsAll(beaten.AsInt32(), Vector256<int>.AllBitsSet) ? 1 : 0;
        }

        return hits;
    }

    /// <summary>Counts the rows of a single output that are on their target's side of a boundary.</summary>
    /// <param name="outputs">One per row; above the boundary it stands for class 1, else for class 0, and NaN for neither.</param>
    /// <param name="targets">One class index per row; its fraction is cut off.</param>
    /// <param name="boundary">Where the two classes part.</param>
    /// <returns>0 … rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountSides(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, float boundary)
    {
        int hits = 0, i = 0;
        ref float firstOutput = ref MemoryMarshal.GetReference(outputs);
        ref float firstTarget = ref MemoryMarshal.GetReference(targets);
        Vector256<float> limit = Vector256.Create(boundary), one = Vector256<float>.One;
        for (; i <= outputs.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> output = Vector256.LoadUnsafe(ref firstOutput, (nuint)i), target = Vector256.LoadUnsafe(ref firstTarget, (nuint)i);
            Vector256<float> isOne = Vector256.GreaterThanOrEqual(target, one) & Vector256.LessThan(target, one + one);
            Vector256<float> isZero = Vector256.LessThan(target, one) & Vector256.GreaterThan(target, -one);
            Vector256<float> isHit = (Vector256.GreaterThan(output, limit) & isOne) | (Vector256.LessThanOrEqual(output, limit) & isZero);
            hits += BitOperations.PopCount(isHit.ExtractMostSignificantBits());
        }

        for (; i < outputs.Length; i++)
        {
            int target = (int)targets[i];
            hits += (outputs[i] > boundary && target == 1) || (outputs[i] <= boundary && target == 0) ? 1 : 0;
        }

        return hits;
    }
}
