using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

internal static partial class Reduction
{
    /// <summary>What <see cref="Sum(ReadOnlySpan{float})"/>, <see cref="SumOfSquares"/> and <see cref="Range"/> give, to the last bit, in one pass.</summary>
    /// <param name="values">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double SumOfSquares, float Minimum, float Maximum) Summary(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty) return (0, 0, float.NaN, float.NaN);

        ref float first = ref MemoryMarshal.GetReference(values);
        Vector256<double> s0 = default, s4 = default, s8 = default, s12 = default, q0 = default, q4 = default, q8 = default, q12 = default;
        Vector256<float> least = Vector256.Create(float.PositiveInfinity), most = Vector256.Create(float.NegativeInfinity);
        int i = 0;
        for (; i <= values.Length - VirtualLanes; i += VirtualLanes)
        {
            Vector256<float> low = Vector256.LoadUnsafe(ref first, (nuint)i), high = Vector256.LoadUnsafe(ref first, (nuint)i + 8);
            least = Vector256.Min(Vector256.Min(low, high), least);
            most = Vector256.Max(Vector256.Max(low, high), most);
            Vector256<double> x0 = Vector256.WidenLower(low), x4 = Vector256.WidenUpper(low), x8 = Vector256.WidenLower(high), x12 = Vector256.WidenUpper(high);
            s0 += x0;
            s4 += x4;
            s8 += x8;
            s12 += x12;
            q0 += x0 * x0;
            q4 += x4 * x4;
            q8 += x8 * x8;
            q12 += x12 * x12;
        }

        (float minimum, float maximum) = (least[0], most[0]);
        for (int lane = 1; lane < Vector256<float>.Count; lane++)
        {
            minimum = MathF.Min(minimum, least[lane]);
            maximum = MathF.Max(maximum, most[lane]);
        }

        for (int at = i; at < values.Length; at++)
        {
            minimum = MathF.Min(minimum, values[at]);
            maximum = MathF.Max(maximum, values[at]);
        }

        ReadOnlySpan<float> rest = values[i..];
        return (Join(s0, s4, s8, s12, rest, default(Itself)), Join(q0, q4, q8, q12, rest, default(Square)), minimum, maximum);
    }
}
