using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

internal static partial class LaneFunctions
{
    /// <summary>Sine and cosine of an angle in radians.</summary>
    /// <remarks>
    /// Multiples of π/2 are taken off in three parts (Cody and Waite), good to 1.6 ulp for |x| ≤ 10⁵ and to 2 ulp for |x| ≤ 10⁶. Beyond,
    /// errors grow, and from 4·10⁶ on, where neighbouring floats are half a radian and more apart, the results stay in [−1, 1] but have
    /// lost the angle. NaN at ±∞. The sine is exactly odd.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos<T>(T x, out T sin, out T cos)
        where T : struct, ILanes<T>
    {
        T quarters = T.Round(x * T.Broadcast(0.63661975f));
        T r = T.MultiplyAdd(quarters, T.Broadcast(-1.5707964f), x);
        r = T.MultiplyAdd(quarters, T.Broadcast(4.371139e-8f), r);
        r = T.MultiplyAdd(quarters, T.Broadcast(1.7151245e-15f), r);
        Turn(quarters, AtMost(AtLeast(r, -1), 1), out sin, out cos);

        // A product of zeros would lose the sign of −0.
        sin = T.Select(T.Same(x, T.Broadcast(0)), x, sin);
    }

    /// <summary>Sine and cosine of an angle in whole turns, |x| ≤ 10⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosOfTurns<T>(T x, out T sin, out T cos)
        where T : struct, ILanes<T>
    {
        T quarters = T.Round(x * T.Broadcast(4));
        T r = T.MultiplyAdd(x, T.Broadcast(4), -quarters) * T.Broadcast(1.5707964f);
        Turn(quarters, r, out sin, out cos);
    }

    /// <summary>Sine and cosine of <c>quarters · π/2 + r</c> for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<T>(T quarters, T r, out T sin, out T cos)
        where T : struct, ILanes<T>
    {
        T square = r * r;
        T sum = Horner(T.Broadcast(-0.00019516014f), square, 0.008332169f);
        sum = Horner(sum, square, -0.16666655f);
        T sine = T.MultiplyAdd(r * square, sum, r);

        sum = Horner(T.Broadcast(2.4431707e-5f), square, -0.0013887304f);
        sum = Horner(sum, square, 0.041666646f);
        sum = Horner(sum, square, -0.5f);
        T cosine = Horner(sum, square, 1);

        // The quarter within its turn is −2, −1, 0, 1 or 2.
        T quarter = T.MultiplyAdd(T.Round(quarters * T.Broadcast(0.25f)), T.Broadcast(-4), quarters);
        T distance = T.Abs(quarter);
        T isOdd = T.Same(distance, T.Broadcast(1));
        T isOpposite = T.Same(distance, T.Broadcast(2));
        T one = T.Broadcast(1);
        T minusOne = T.Broadcast(-1);
        sin = T.Select(isOdd, cosine * quarter, sine * T.Select(isOpposite, minusOne, one));
        cos = T.Select(isOdd, sine * -quarter, cosine * T.Select(isOpposite, minusOne, one));
    }
}
