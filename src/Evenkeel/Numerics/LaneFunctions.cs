using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>The transcendental functions in float32, built of lane operations alone, so their bits are the same at every width.</summary>
/// <remarks>
/// The polynomials are minimax fits of this project (Remez exchange in 40 digits, weighted to the relative error of the result, then
/// rounded to float32). Errors are stated in units in the last place of the result, as tests measure them against double precision.
/// NaN gives NaN, of unspecified payload.
/// </remarks>
internal static partial class LaneFunctions
{
    /// <summary>The larger of two numbers; NaN where <paramref name="x"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AtLeast<T>(T x, float least)
        where T : struct, ILanes<T> => T.Select(T.Less(x, T.Broadcast(least)), T.Broadcast(least), x);

    /// <summary>The smaller of two numbers; NaN where <paramref name="x"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AtMost<T>(T x, float most)
        where T : struct, ILanes<T> => T.Select(T.Less(T.Broadcast(most), x), T.Broadcast(most), x);

    /// <summary>The value where x is a number, and x itself where it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T WhereNumber<T>(T x, T value)
        where T : struct, ILanes<T> => T.Select(T.Same(x, x), value, x);

    /// <summary>One step of Horner's rule, <c>sum · x + coefficient</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Horner<T>(T sum, T x, float coefficient)
        where T : struct, ILanes<T> => T.MultiplyAdd(sum, x, T.Broadcast(coefficient));

    private const float Log2E = 1.442695f;
    private const float Ln2High = 0.6931472f;
    private const float Ln2Low = -1.9046542e-9f;
}
