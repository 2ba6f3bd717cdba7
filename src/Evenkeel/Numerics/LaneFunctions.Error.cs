using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

internal static partial class LaneFunctions
{
    /// <summary>erf x within 1 ulp, exactly odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = AtMost(T.Abs(x), 4);
        T square = magnitude * magnitude;
        T sum = Horner(T.Broadcast(8.185112e-5f), square, -0.00080977083f);
        sum = Horner(sum, square, 0.0051969527f);
        sum = Horner(sum, square, -0.026857706f);
        sum = Horner(sum, square, 0.11283664f);
        sum = Horner(sum, square, -0.37612632f);
        sum = Horner(sum, square, 0.12837917f);
        T small = T.MultiplyAdd(sum, magnitude, magnitude);

        // ln erfc, a gentle function where erf has come near 1.
        sum = Horner(T.Broadcast(0.00019150073f), magnitude, -0.0029995078f);
        sum = Horner(sum, magnitude, 0.022051869f);
        sum = Horner(sum, magnitude, -0.10356663f);
        sum = Horner(sum, magnitude, -0.63760036f);
        sum = Horner(sum, magnitude, -1.1274259f);
        sum = Horner(sum, magnitude, -0.00025648615f);
        T large = -Expm1OfNegative(sum);

        return T.CopySign(T.Select(T.Less(magnitude, T.Broadcast(0.95f)), small, large), x);
    }

    /// <summary>e^{−x²}, denormal results included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Bell<T>(T x)
        where T : struct, ILanes<T>
    {
        T magnitude = AtMost(T.Abs(x), 11);
        T square = magnitude * magnitude;
        T rest = T.MultiplyAdd(magnitude, magnitude, -square);
        T mantissa = ExpInParts(-square, -rest, out T power);
        return Scale(mantissa, power);
    }

    /// <summary>The standard normal distribution function Φ(x), within 3.6 ulp in both tails, and e^{−x²/2}.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NormalCdf<T>(T x, out T bell)
        where T : struct, ILanes<T>
    {
        T tail = NormalTail(x, out T mantissa, out T power);
        bell = Scale(mantissa, power);
        tail *= bell;
        return T.Select(T.Less(x, T.Broadcast(0)), tail, T.Broadcast(1) - tail);
    }

    /// <summary><c>x · Φ(x)</c>, denormal results included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TimesNormalCdf<T>(T x)
        where T : struct, ILanes<T>
    {
        T tail = NormalTail(x, out T mantissa, out T power) * mantissa;
        T isLeft = T.Less(x, T.Broadcast(0));
        T scaled = Scale(T.Select(isLeft, AtLeast(x, -LastNormalTail) * tail, tail), power);
        return T.Select(isLeft, scaled, x * (T.Broadcast(1) - scaled));
    }

    /// <summary>Splits <c>Φ(−|x|) = tail · mantissa · 2^power</c>, where the latter two make e^{−x²/2}.</summary>
    /// <remarks>
    /// <c>Φ(−a) = e^{−a²/2} · t · P(0.45a·t)</c> with <c>t = 1/(1 + 0.45a)</c>, fitted for a in [0, 14.5]. The argument of P is 1 − t, formed
    /// without cancellation, so that its rounding counts for nothing near 0.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NormalTail<T>(T x, out T mantissa, out T power)
        where T : struct, ILanes<T>
    {
        T magnitude = AtMost(T.Abs(x), LastNormalTail);
        T square = magnitude * magnitude;
        T rest = T.MultiplyAdd(magnitude, magnitude, -square);
        mantissa = ExpInParts(square * T.Broadcast(-0.5f), rest * T.Broadcast(-0.5f), out power);

        T t = T.Broadcast(1) / Horner(magnitude, T.Broadcast(0.45f), 1);
        T u = magnitude * T.Broadcast(0.45f) * t;
        T sum = Horner(T.Broadcast(-0.0436303f), u, 0.17220539f);
        sum = Horner(sum, u, -0.25066504f);
        sum = Horner(sum, u, 0.1866613f);
        sum = Horner(sum, u, -0.11796018f);
        sum = Horner(sum, u, 0.030458087f);
        sum = Horner(sum, u, 0.042098787f);
        sum = Horner(sum, u, 0.08544166f);
        sum = Horner(sum, u, -0.0385478f);
        sum = Horner(sum, u, -0.38653755f);
        return Horner(sum, u, 0.5f) * t;
    }

    private const float LastNormalTail = 14.5f;
}
