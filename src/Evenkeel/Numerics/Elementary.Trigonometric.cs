using System.Globalization;
using System.Numerics;

namespace Evenkeel.Numerics;

public static partial class Elementary
{
    /// <summary>The sine.</summary>
    /// <param name="x">The angle, in radians; any number.</param>
    /// <returns>sin x, within 0.8 ulp; NaN at ±∞.</returns>
    public static double Sin(double x) => SinCos(x).Sin;

    /// <summary>The cosine.</summary>
    /// <param name="x">The angle, in radians; any number.</param>
    /// <returns>cos x, within 0.8 ulp; NaN at ±∞.</returns>
    public static double Cos(double x) => SinCos(x).Cos;

    /// <summary>Sine and cosine of one angle.</summary>
    /// <param name="x">The angle, in radians; any number, however large.</param>
    /// <returns>(sin x, cos x), each within 0.8 ulp; NaN at ±∞.</returns>
    /// <remarks><c>x = q·π/2 + r</c> with |r| ≤ π/4 held in two doubles, and the Taylor series up to r¹⁷ and r¹⁸.</remarks>
    public static (double Sin, double Cos) SinCos(double x)
    {
        if (!double.IsFinite(x))
        {
            return (double.NaN, double.NaN);
        }

        (int quarter, double r, double rest) = Math.Abs(x) < 1 << 30 ? Reduce(x) : ReduceHuge(x);
        double square = r * r;
        double half = 0.5 * square;

        double sine = r + Math.FusedMultiplyAdd(r * square, Polynomial(square, SinSeries), rest * (1 - half));
        double whole = 1 - half;
        double tail = Math.FusedMultiplyAdd(square * square, Polynomial(square, CosSeries), -r * rest);
        double cosine = whole + (((1 - whole) - half) + tail);

        return (quarter & 3) switch
        {
            0 => (x == 0 ? x : sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>The inverse cosine.</summary>
    /// <param name="x">In [−1, 1].</param>
    /// <returns>The angle in [0, π] whose cosine is x, in radians, within 2 ulp; NaN outside [−1, 1].</returns>
    public static double Acos(double x) => Atan2(Math.Sqrt((1 - x) * (1 + x)), x);

    /// <summary>The inverse sine.</summary>
    /// <param name="x">In [−1, 1].</param>
    /// <returns>The angle in [−π/2, π/2] whose sine is x, in radians, within 2 ulp; NaN outside [−1, 1].</returns>
    public static double Asin(double x) => Atan2(x, Math.Sqrt((1 - x) * (1 + x)));

    /// <summary>The inverse tangent.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>The angle in [−π/2, π/2] whose tangent is x, in radians, within 0.8 ulp.</returns>
    public static double Atan(double x) => Atan2(x, 1);

    /// <summary>The angle of a point of the plane.</summary>
    /// <param name="y">Its ordinate; any number.</param>
    /// <param name="x">Its abscissa; any number.</param>
    /// <returns>The angle from the positive x axis to (x, y), in [−π, π], in radians, within 0.8 ulp; the signs of zeros count as IEEE 754 says.</returns>
    /// <remarks>
    /// The tangent is brought into [0, 1] by symmetry, then near 0 by <c>atan t = atan c + atan((t − c)/(1 + ct))</c> with c among 0, ½ and 1;
    /// what is left has the Taylor series up to t²⁷.
    /// </remarks>
    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        (double height, double width) = (Math.Abs(y), Math.Abs(x));
        if (double.IsInfinity(height) || double.IsInfinity(width))
        {
            (height, width) = (double.IsInfinity(height) ? 1 : 0, double.IsInfinity(width) ? 1 : 0);
        }

        bool isSteep = height > width;
        (double shorter, double longer) = isSteep ? (width, height) : (height, width);
        double unit = longer > 1e300 ? 1e-10 : longer < 1e-280 ? 18014398509481984 : 1;
        (shorter, longer) = (shorter * unit, longer * unit);

        (double c, double angle, double rest) = shorter <= 0.25 * longer ? (0, 0, 0)
            : shorter < 0.75 * longer ? (0.5, 0.4636476090008061, 2.2698777452961687e-17)
            : (1.0, HalfPi0 / 2, HalfPi1 / 2);
        double t = longer == 0 ? 0 : Math.FusedMultiplyAdd(-c, longer, shorter) / Math.FusedMultiplyAdd(c, shorter, longer);
        double square = t * t;
        double tail = t * square * Polynomial(square, AtanSeries);

        if (isSteep)
        {
            (angle, rest, t, tail) = TakenFrom(HalfPi0, HalfPi1);
        }

        if (double.IsNegative(x))
        {
            (angle, rest, t, tail) = TakenFrom(PiHigh, PiLow);
        }

        (double sum, double lost) = ExactSum(angle, t);
        return Math.CopySign(sum + (lost + (rest + tail)), y);

        (double Angle, double Low, double T, double Tail) TakenFrom(double high, double low)
        {
            (double difference, double lost) = ExactSum(high, -angle);
            return (difference, lost + (low - rest), -t, -tail);
        }
    }

    /// <summary>Takes off quarter turns, for |x| below 2³⁰, by π/2 in three parts (Cody and Waite).</summary>
    private static (int Quarter, double R, double Low) Reduce(double x)
    {
        double quarters = Math.Round(x * 0.6366197723675814);
        double first = Math.FusedMultiplyAdd(-quarters, HalfPi0, x);
        (double second, double lostByProduct) = ExactProduct(quarters, HalfPi1);
        (double r, double lostBySum) = ExactSum(first, -second);
        double rest = lostBySum - (lostByProduct + quarters * HalfPi2);
        (r, rest) = ExactSum(r, rest);
        return ((int)quarters, r, rest);
    }

    /// <summary>Takes off quarter turns by exact multiplication with 2/π (Payne and Hanek 1983, https://doi.org/10.1145/1057600.1057602).</summary>
    private static (int Quarter, double R, double Low) ReduceHuge(double x)
    {
        const int bits = 1216;
        long pattern = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        long mantissa = (pattern & 0x000F_FFFF_FFFF_FFFF) | 0x0010_0000_0000_0000;
        int exponent = (int)(pattern >> 52) - 1075;

        // quarters = product / 2^point; all but the last two bits of its whole part are whole turns.
        int point = bits - exponent;
        BigInteger product = mantissa * twoOverPi & ((BigInteger.One << (point + 2)) - 1);
        int quarter = (int)((product + (BigInteger.One << (point - 1))) >> point);
        BigInteger fraction = product - ((BigInteger)quarter << point);

        // 128 bits below the first that counts are enough for two doubles.
        int excess = Math.Max(0, (int)BigInteger.Abs(fraction).GetBitLength() - 128);
        fraction >>= excess;
        double high = (double)fraction;
        double low = (double)(fraction - (BigInteger)high);
        double scale = Math.ScaleB(1, excess - point);
        (high, low) = (high * scale, low * scale);

        (double r, double rest) = ExactProduct(high, HalfPi0);
        rest += Math.FusedMultiplyAdd(high, HalfPi1, low * HalfPi0);
        (r, rest) = ExactSum(r, rest);
        return x < 0 ? (-quarter, -r, -rest) : (quarter, r, rest);
    }

    /// <summary>The first 1216 bits of 2/π.</summary>
    private static readonly BigInteger twoOverPi = BigInteger.Parse(
        "0a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebb" +
        "c561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52" +
        "ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897" +
        "ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d752" +
        "7bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6bab",
        NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>(−1)ⁿ/(2n + 1)! from n = 1.</summary>
    private static ReadOnlySpan<double> SinSeries =>
    [
        -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000,
        1.0 / 355687428096000,
    ];

    /// <summary>(−1)ⁿ/(2n)! from n = 2.</summary>
    private static ReadOnlySpan<double> CosSeries =>
    [
        1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000,
        -1.0 / 6402373705728000,
    ];

    /// <summary>(−1)ⁿ/(2n + 1) from n = 1.</summary>
    private static ReadOnlySpan<double> AtanSeries =>
    [
        -1.0 / 3, 1.0 / 5, -1.0 / 7, 1.0 / 9, -1.0 / 11, 1.0 / 13, -1.0 / 15, 1.0 / 17, -1.0 / 19, 1.0 / 21, -1.0 / 23, 1.0 / 25,
        -1.0 / 27,
    ];
}
