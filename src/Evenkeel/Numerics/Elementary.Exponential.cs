namespace Evenkeel.Numerics;

public static partial class Elementary
{
    /// <summary>The exponential function.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>eˣ, within 1 ulp; 0 at −∞ and ∞ at ∞.</returns>
    /// <remarks><c>eˣ = 2^k·e^r</c> with <c>|r| ≤ ½ ln 2</c>, and the Taylor series of e^r up to r¹³.</remarks>
    public static double Exp(double x)
    {
        if (x > 710)
        {
            return double.PositiveInfinity;
        }

        if (x < -746)
        {
            return 0;
        }

        double growth = Growth(x, out int power);

        // 2^power has no double at either end, its two halves have. The first product is exact, so the result rounds once.
        int half = power / 2;
        return (1 + growth) * PowerOfTwo(half) * PowerOfTwo(power - half);
    }

    /// <summary>The exponential function less 1, without loss near 0.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>eˣ − 1, within 1.7 ulp; −1 at −∞ and ∞ at ∞.</returns>
    public static double Expm1(double x)
    {
        if (x == 0)
        {
            return x;
        }

        if (x > 700)
        {
            return Exp(x);
        }

        double growth = Growth(x < -100 ? -100 : x, out int power);
        double scale = PowerOfTwo(power);
        return Math.FusedMultiplyAdd(growth, scale, scale - 1);
    }

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>ln x, within 1.2 ulp; −∞ at 0; NaN below 0; ∞ at ∞.</returns>
    /// <remarks>
    /// <c>x = 2^e·(1 + f)</c> with 1 + f in [√½, √2), and <c>ln(1 + f) = 2 artanh s</c> with <c>s = f/(2 + f)</c>,
    /// summed as <c>f − s·(f − R)</c>, where <c>R = 2s²/3 + 2s⁴/5 + …</c>, since <c>2s = f − s·f</c>.
    /// </remarks>
    public static double Log(double x)
    {
        if (x > 0 && x < double.PositiveInfinity)
        {
            double f = Mantissa(x, out int exponent) - 1;
            double log = Math.FusedMultiplyAdd(exponent, Ln2Low, LogOfMantissa(f));
            return Math.FusedMultiplyAdd(exponent, Ln2High, log);
        }

        return x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
    }

    /// <summary>The natural logarithm of 1 + x, without loss near 0.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>ln(1 + x), within 1.6 ulp; −∞ at −1; NaN below −1; ∞ at ∞.</returns>
    public static double Log1p(double x)
    {
        if (x is > -0.29 and < 0.41)
        {
            return x == 0 ? x : LogOfMantissa(x);
        }

        (double sum, double rest) = ExactSum(1, x);
        return sum > 0 && sum < double.PositiveInfinity ? Log(sum) + rest / sum : Log(sum);
    }

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>tanh x, within 2.5 ulp; ±1 at ±∞.</returns>
    /// <remarks><c>1 − 2/(e^{2|x|} + 1)</c>, and below ½ <c>−(e^{−2|x|} − 1)/(e^{−2|x|} + 1)</c>, with the sign of x.</remarks>
    public static double Tanh(double x)
    {
        double twice = 2 * Math.Abs(x);
        if (twice > 1)
        {
            return Math.CopySign(1 - 2 / (Exp(twice) + 1), x);
        }

        double fall = Expm1(-twice);
        return Math.CopySign(fall / (fall + 2), x);
    }

    /// <summary>Splits <c>eˣ = 2^power · (1 + growth)</c> with |growth| below ½.</summary>
    private static double Growth(double x, out int power)
    {
        double k = Math.Round(x * 1.4426950408889634);
        double r = Math.FusedMultiplyAdd(k, -Ln2High, x);
        r = Math.FusedMultiplyAdd(k, -Ln2Low, r);
        power = (int)k;
        return Math.FusedMultiplyAdd(r * r, Polynomial(r, ExpSeries), r);
    }

    /// <summary>Splits a positive finite number into a mantissa in [√½, √2) and an exponent.</summary>
    private static double Mantissa(double x, out int exponent)
    {
        const long sqrtHalf = 0x3FE6A09E667F3BCD;
        bool isDenormal = x < 2.2250738585072014e-308;
        long shifted = BitConverter.DoubleToInt64Bits(isDenormal ? x * 18014398509481984 : x) - sqrtHalf;
        exponent = (int)(shifted >> 52) - (isDenormal ? 54 : 0);
        return BitConverter.Int64BitsToDouble((shifted & 0x000F_FFFF_FFFF_FFFF) + sqrtHalf);
    }

    /// <summary>ln(1 + f) for 1 + f in [√½, √2].</summary>
    private static double LogOfMantissa(double f)
    {
        double s = f / (2 + f);
        double square = s * s;
        double rest = square * Polynomial(square, ArtanhSeries);
        return f - s * (f - rest);
    }

    /// <summary>1/n! from n = 2.</summary>
    private static ReadOnlySpan<double> ExpSeries =>
    [
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800,
        1.0 / 479001600, 1.0 / 6227020800,
    ];

    /// <summary>2/(2n + 1) from n = 1.</summary>
    private static ReadOnlySpan<double> ArtanhSeries =>
    [
        2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21,
    ];
}
