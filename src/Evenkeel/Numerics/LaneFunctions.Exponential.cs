using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

internal static partial class LaneFunctions
{
    /// <summary>eˣ within 1.1 ulp, over the whole range, denormal results included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T> => ExpBelowOverflow(AtMost(x, 89));

    /// <summary>eˣ for x ≤ 89 within 1.1 ulp, denormal results included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpBelowOverflow<T>(T x)
        where T : struct, ILanes<T>
    {
        T growth = Growth(AtLeast(x, -104), T.Broadcast(0), out T power);
        return Scale(growth + T.Broadcast(1), power);
    }

    /// <summary>e^{x + low} as <c>mantissa · 2^power</c>, for x in [−150, 89] and a low part below half an ulp of x; the mantissa is in [0.7, 1.5].</summary>
    /// <remarks>What is multiplied before <see cref="Scale"/> rounds no denormal on its way.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpInParts<T>(T x, T low, out T power)
        where T : struct, ILanes<T> => Growth(x, low, out power) + T.Broadcast(1);

    /// <summary><c>value · 2^power</c> for an integer-valued power in −220…252 and a value within 2^±15, rounded once, to a denormal if need be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scale<T>(T value, T power)
        where T : struct, ILanes<T>
    {
        // 2^power has no float32 at either end, its two halves have. The first product is exact, so the result rounds once.
        T half = T.Round(power * T.Broadcast(0.5f));
        return value * T.PowerOfTwo(half) * T.PowerOfTwo(power - half);
    }

    /// <summary>eˣ − 1 for x ≤ 0 within 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1OfNegative<T>(T x)
        where T : struct, ILanes<T>
    {
        T growth = Growth(AtLeast(x, -30), T.Broadcast(0), out T power);
        T scale = T.PowerOfTwo(power);
        return T.MultiplyAdd(growth, scale, scale - T.Broadcast(1));
    }

    /// <summary>tanh x within 2.5 ulp, exactly odd.</summary>
    /// <remarks><c>−(e^{−2|x|} − 1) / (e^{−2|x|} + 1)</c>, with the sign of x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        T fall = Expm1OfNegative(T.Abs(x) * T.Broadcast(-2));
        return T.CopySign(fall / (fall + T.Broadcast(2)), x);
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ) within 2.5 ulp, on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, ILanes<T>
    {
        T fall = ExpBelowOverflow(-T.Abs(x));
        T numerator = T.Select(T.Less(x, T.Broadcast(0)), fall, T.Broadcast(1));
        return numerator / (fall + T.Broadcast(1));
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ) and its slope σ(x)·σ(−x), without loss where σ is near 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x, out T slope)
        where T : struct, ILanes<T>
    {
        T fall = ExpBelowOverflow(-T.Abs(x));
        T larger = T.Broadcast(1) / (fall + T.Broadcast(1));
        T smaller = fall * larger;
        slope = smaller * larger;
        return T.Select(T.Less(x, T.Broadcast(0)), smaller, larger);
    }

    /// <summary><c>x · σ(±(magnitude + low))</c> with the sign of x, over the whole range, denormal results included.</summary>
    /// <param name="x">Any number from −150 on.</param>
    /// <param name="magnitude">In [0, 150]; where it is larger, the product is 0 on the left and x on the right.</param>
    /// <param name="low">What rounding took from the magnitude.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TimesSigmoid<T>(T x, T magnitude, T low)
        where T : struct, ILanes<T>
    {
        T mantissa = ExpInParts(-magnitude, -low, out T power);
        T isLeft = T.Less(x, T.Broadcast(0));
        T whole = T.Broadcast(1) + Scale(mantissa, power);
        T product = T.Select(isLeft, mantissa, T.Broadcast(1)) / whole * x;
        return T.Select(isLeft, Scale(product, power), product);
    }

    /// <summary>ln(1 + eˣ) within 1.8 ulp.</summary>
    /// <remarks><c>max(x, 0) + ln(1 + e^{−|x|})</c>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus<T>(T x)
        where T : struct, ILanes<T> => AtLeast(x, 0) + Log1pOfUnit(ExpBelowOverflow(-T.Abs(x)));

    /// <summary>ln x within 1 ulp, denormals included; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, ILanes<T>
    {
        T isDenormal = T.Less(x, T.Broadcast(SmallestNormal));
        T mantissa = T.Mantissa(T.Select(isDenormal, x * T.Broadcast(8388608), x), out T exponent);
        exponent -= T.Select(isDenormal, T.Broadcast(23), T.Broadcast(0));

        T log = LogOfParts(mantissa, exponent);
        log = T.Select(T.Less(x, T.Broadcast(float.PositiveInfinity)), log, x);
        log = T.Select(T.Same(x, T.Broadcast(0)), T.Broadcast(float.NegativeInfinity), log);
        return T.Select(T.Less(x, T.Broadcast(0)), T.Broadcast(float.NaN), log);
    }

    /// <summary>ln x within 1 ulp, for positive normal x: the bits that <see cref="Log"/> gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOfNormal<T>(T x)
        where T : struct, ILanes<T>
    {
        T mantissa = T.Mantissa(x, out T exponent);
        return LogOfParts(mantissa, exponent);
    }

    /// <summary>ln(1 + x) for x in [0, 1] within 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1pOfUnit<T>(T x)
        where T : struct, ILanes<T>
    {
        // Above √2 the halved argument stands nearer to 1.
        T isLarge = T.Less(T.Broadcast(0.41421357f), x);
        T f = T.Select(isLarge, T.MultiplyAdd(x, T.Broadcast(0.5f), T.Broadcast(-0.5f)), x);
        T shift = T.Select(isLarge, T.Broadcast(Ln2High), T.Broadcast(0));
        return LogTail(f) + f + shift;
    }

    /// <summary>Splits <c>e^{x + low} = 2^power · (1 + growth)</c> with |growth| below ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Growth<T>(T x, T low, out T power)
        where T : struct, ILanes<T>
    {
        power = T.Round(x * T.Broadcast(Log2E));
        T r = T.MultiplyAdd(power, T.Broadcast(-Ln2High), x);
        r = T.MultiplyAdd(power, T.Broadcast(-Ln2Low), r) + low;
        T sum = Horner(T.Broadcast(0.0013946474f), r, 0.008366602f);
        sum = Horner(sum, r, 0.04166628f);
        sum = Horner(sum, r, 0.16666543f);
        sum = Horner(sum, r, 0.5f);
        return T.MultiplyAdd(r * r, sum, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOfParts<T>(T mantissa, T exponent)
        where T : struct, ILanes<T>
    {
        T f = mantissa - T.Broadcast(1);
        return T.MultiplyAdd(exponent, T.Broadcast(Ln2High), T.MultiplyAdd(exponent, T.Broadcast(Ln2Low), LogTail(f)) + f);
    }

    /// <summary>ln(1 + f) − f for 1 + f in [√½, √2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogTail<T>(T f)
        where T : struct, ILanes<T>
    {
        T sum = Horner(T.Broadcast(-0.078591466f), f, 0.12881367f);
        sum = Horner(sum, f, -0.13128802f);
        sum = Horner(sum, f, 0.14181237f);
        sum = Horner(sum, f, -0.16624554f);
        sum = Horner(sum, f, 0.20002285f);
        sum = Horner(sum, f, -0.2500081f);
        sum = Horner(sum, f, 0.33333316f);
        sum = Horner(sum, f, -0.5f);
        return f * f * sum;
    }

    private const float SmallestNormal = 1.17549435e-38f;
}
