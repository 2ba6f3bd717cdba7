namespace Evenkeel.Numerics;

public static partial class Elementary
{
    /// <summary>A whole power, by repeated squaring: exact wherever the result and the squares on the way are.</summary>
    /// <param name="x">The base; any number.</param>
    /// <param name="exponent">The exponent, ≥ 0.</param>
    /// <returns>x to the exponent; 1 for exponent 0.</returns>
    public static double Power(double x, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        double result = 1;
        for (; exponent > 0; exponent >>= 1, x *= x)
        {
            result = (exponent & 1) == 1 ? result * x : result;
        }

        return result;
    }

    /// <summary>A power.</summary>
    /// <param name="x">The base; any number.</param>
    /// <param name="y">The exponent; any number.</param>
    /// <returns>xʸ, within 2 ulp; 1 when x = 1 or y = 0; NaN for x below 0 and y not whole; at zeros and infinities as IEEE 754 says.</returns>
    /// <remarks><c>e^{y·ln|x|}</c>, with the logarithm and its product with y held in two doubles.</remarks>
    public static double Pow(double x, double y)
    {
        if (x == 1 || y == 0)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        bool isWhole = Math.Floor(y) == y;
        bool isOdd = isWhole && Math.Abs(y) < 9007199254740992 && Math.Floor(y / 2) * 2 != y;
        double sign = double.IsNegative(x) && isOdd ? -1 : 1;
        double magnitude = Math.Abs(x);
        if (magnitude == 0 || double.IsInfinity(magnitude))
        {
            return sign * ((magnitude == 0) == (y < 0) ? double.PositiveInfinity : 0);
        }

        if (double.IsInfinity(y))
        {
            return magnitude == 1 ? 1 : (magnitude > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }

        if (x < 0 && !isWhole)
        {
            return double.NaN;
        }

        (double log, double logRest) = LogInTwo(magnitude);
        (double exponent, double exponentRest) = ExactProduct(y, log);
        double power = Exp(exponent);
        return power is 0 or double.PositiveInfinity
            ? sign * power
            : sign * Math.FusedMultiplyAdd(power, Math.FusedMultiplyAdd(y, logRest, exponentRest), power);
    }

    /// <summary>ln x to about 65 bits, for positive finite x.</summary>
    private static (double Log, double Low) LogInTwo(double x)
    {
        double f = Mantissa(x, out int exponent) - 1;

        // s = f/(2 + f) in two doubles.
        (double divisor, double divisorRest) = ExactSum(2, f);
        double s = f / divisor;
        double rest = Math.FusedMultiplyAdd(-s, divisorRest, Math.FusedMultiplyAdd(-s, divisor, f)) / divisor;

        // 2s + s³·(2/3 + 2s²/5 + …); of the cube's factor, 2/3 alone is large enough to need its second double.
        (double square, double squareRest) = ExactProduct(s, s);
        squareRest = Math.FusedMultiplyAdd(2 * s, rest, squareRest);
        (double cube, double cubeRest) = ExactProduct(square, s);
        cubeRest += square * rest + squareRest * s;
        (double factor, double factorRest) = ExactSum(0.6666666666666666, square * Polynomial(square, ArtanhSeries[1..]) + 3.700743415417188e-17);
        (double term, double termRest) = ExactProduct(cube, factor);
        termRest += cube * factorRest + cubeRest * factor;

        (double sum, double sumRest) = ExactSum(2 * s, term);
        sumRest += 2 * rest + termRest;

        (double whole, double wholeRest) = ExactProduct(exponent, Ln2High);
        (double log, double lost) = ExactSum(whole, sum);
        return ExactSum(log, lost + (wholeRest + exponent * Ln2Low + sumRest));
    }
}
