using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>How probable it is that a statistic with a known law is as far out as one that was measured.</summary>
internal static class EvidenceTails
{
    /// <summary>Terms of a series or a continued fraction, more than any argument below 10⁸ needs.</summary>
    private const int MostTerms = 100_000;

    /// <summary>The share of standard normal numbers above z.</summary>
    /// <param name="z">Any number.</param>
    public static double NormalUpper(double z) => 0.5 * Elementary.Erfc(z / Math.Sqrt(2));

    /// <summary>The share of standard normal numbers at least as far from 0, on both sides.</summary>
    /// <param name="z">Any number.</param>
    public static double NormalTwoSided(double z) => Math.Min(1, Elementary.Erfc(Math.Abs(z) / Math.Sqrt(2)));

    /// <summary>The share of a χ² law's numbers that are further out than x, on the side of x, twice.</summary>
    /// <param name="x">≥ 0.</param>
    /// <param name="freedom">Degrees of freedom, &gt; 0; need not be whole.</param>
    public static double ChiSquareTwoSided(double x, double freedom)
    {
        (double lower, double upper) = Gamma(freedom / 2, x / 2);
        return Math.Min(1, 2 * Math.Min(lower, upper));
    }

    /// <summary>The share of a χ² law's numbers above x.</summary>
    /// <param name="x">≥ 0.</param>
    /// <param name="freedom">Degrees of freedom, &gt; 0; need not be whole.</param>
    public static double ChiSquareUpper(double x, double freedom) => Gamma(freedom / 2, x / 2).Upper;

    /// <summary>The share of a law's numbers further out than x, twice, where mean, deviation and skewness are known.</summary>
    /// <param name="z">The measured number in deviations from its mean.</param>
    /// <param name="skewness">≥ 0.</param>
    /// <remarks>A shifted gamma law with these three moments (Pearson's type III); normal where the skewness is below 0.001.</remarks>
    public static double SkewedTwoSided(double z, double skewness)
    {
        if (skewness < 1e-3) return NormalTwoSided(z);
        double shape = 4 / (skewness * skewness), x = shape + z * Math.Sqrt(shape);
        if (x <= 0) return 0;
        (double lower, double upper) = Gamma(shape, x);
        return Math.Min(1, 2 * Math.Min(lower, upper));
    }

    /// <summary>How probable it is that the most extreme of several independent tests has a p-value this small.</summary>
    /// <param name="p">The smallest p-value, in [0, 1].</param>
    /// <param name="count">The tests, ≥ 1.</param>
    public static double OfMost(double p, int count) => p >= 1 ? 1 : -Elementary.Expm1(count * Elementary.Log1p(-p));

    /// <summary>Both tails of the gamma law: P(a, x) and Q(a, x), each without cancellation where it is small.</summary>
    /// <remarks>
    /// The power series of P below the mean and the continued fraction of Q (by Lentz) above it; DLMF 8.7.1 and 8.9.2,
    /// https://dlmf.nist.gov/8. Relative error some 10⁻¹³·a, from the exponent.
    /// </remarks>
    private static (double Lower, double Upper) Gamma(double a, double x)
    {
        if (!(x > 0)) return (0, 1);
        if (double.IsInfinity(x)) return (1, 0);
        double factor = Elementary.Exp(a * Elementary.Log(x) - x - LogGamma(a));
        if (x < a + 1)
        {
            double term = 1 / a, sum = term;
            for (int k = 1; k < MostTerms && term > sum * 1e-17; k++) sum += term *= x / (a + k);
            double lower = Math.Min(1, factor * sum);
            return (lower, 1 - lower);
        }

        double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
        for (int k = 1; k < MostTerms; k++)
        {
            double numerator = -k * (k - a);
            b += 2;
            d = 1 / (numerator * d + b);
            c = b + numerator / c;
            h *= c * d;
            if (Math.Abs(c * d - 1) < 1e-15) break;
        }

        double upper = Math.Min(1, factor * h);
        return (1 - upper, upper);
    }

    /// <summary>ln Γ(x) for x > 0: Stirling's series from 10 on, the recurrence below it; DLMF 5.11.1.</summary>
    internal static double LogGamma(double x)
    {
        double product = 1;
        for (; x < 10; x++) product *= x;
        double square = 1 / (x * x);
        double series = (1.0 / 12 + square * (-1.0 / 360 + square * (1.0 / 1260 + square * (-1.0 / 1680 + square / 1188)))) / x;
        return (x - 0.5) * Elementary.Log(x) - x + 0.91893853320467274 + series - Elementary.Log(product);
    }
}
