using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>How probable the far ends of the laws are that the tests of candidates rest on.</summary>
internal static class CandidateTails
{
    /// <summary>Where the uniform expansion of the incomplete gamma function is taken: its first term left out is below 10⁻⁵ of the first there.</summary>
    private const double ManyDegrees = 100;

    /// <summary>The chance that a standard normal number is at least so far from 0.</summary>
    public static double Normal(double z) => Elementary.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The chance that an empirical distribution of n numbers is anywhere at least so far from the true one.</summary>
    /// <remarks>A bound that is exact in the limit: Massart, The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality, 1990, https://doi.org/10.1214/aop/1176990746.</remarks>
    public static double Kolmogorov(double distance, double count) => Math.Min(1, 2 * Elementary.Exp(-2 * count * distance * distance));

    /// <summary>The chances that a sum of squares of standard normal numbers is at most, and at least, a value.</summary>
    /// <param name="value">≥ 0.</param>
    /// <param name="degrees">How many numbers, > 0, not necessarily whole.</param>
    public static (double Lower, double Upper) ChiSquare(double value, double degrees)
    {
        (double a, double x) = (0.5 * degrees, 0.5 * value);
        if (!(x > 0)) return (0, 1);
        if (a >= ManyDegrees) return Temme(a, x);
        double front = Elementary.Exp(a * Elementary.Log(x) - x - LogGamma(a + 1));
        if (x < a + 1)
        {
            double sum = 1, term = 1;
            for (double k = a + 1; term > 1e-17 * sum; k++) sum += term *= x / k;
            double lower = Math.Min(1, front * sum);
            return (lower, 1 - lower);
        }

        // Lentz's rule for the continued fraction of the upper part.
        double b = x + 1 - a, c = 1e300, d = 1 / b, fraction = d;
        for (int i = 1; i < 10_000; i++)
        {
            double step = -i * (i - a);
            b += 2;
            d = 1 / (step * d + b);
            c = b + step / c;
            fraction *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15) break;
        }

        double upper = Math.Min(1, front * a * fraction);
        return (1 - upper, upper);
    }

    /// <summary>Twice the smaller of two tails.</summary>
    public static double TwoSided((double Lower, double Upper) tails) => Math.Min(1, 2 * Math.Min(tails.Lower, tails.Upper));

    /// <summary>At least the chance that a rare event happens so often.</summary>
    /// <param name="count">How often, ≥ 0.</param>
    /// <param name="expected">How often on the mean, ≥ 0.</param>
    /// <remarks>Chernoff's bound of the Poisson law, <c>e^{k − λ}(λ/k)^k</c>.</remarks>
    public static double Poisson(double count, double expected) => count <= expected || count < 1 ? 1 : expected <= 0 ? 0
        : Math.Min(1, Elementary.Exp(count - expected + count * Elementary.Log(expected / count)));

    /// <summary>The chance that a normal sample's kurtosis is at least so far from the usual one.</summary>
    /// <param name="kurtosis">The fourth standardized moment about the sample's mean.</param>
    /// <param name="count">The sample's size, ≥ 20.</param>
    /// <remarks>Anscombe and Glynn, Distribution of the kurtosis statistic b₂ for normal samples, 1983, https://doi.org/10.1093/biomet/70.1.227.</remarks>
    public static double Kurtosis(double kurtosis, double count)
    {
        double n = count, mean = 3 * (n - 1) / (n + 1), variance = 24 * n / (n + 1) * (n - 2) / (n + 1) * (n - 3) / (n + 3) / (n + 5);
        double x = (kurtosis - mean) / Math.Sqrt(variance);
        double skew = 6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) * Math.Sqrt(6 * (n + 3) / n * (n + 5) / ((n - 2) * (n - 3)));
        double a = 6 + 8 / skew * (2 / skew + Math.Sqrt(1 + 4 / (skew * skew)));
        double ratio = (1 - 2 / a) / (1 + x * Math.Sqrt(2 / (a - 4)));
        if (!(ratio > 0)) return 0;
        return Normal((1 - 2 / (9 * a) - Elementary.Pow(ratio, 1.0 / 3)) / Math.Sqrt(2 / (9 * a)));
    }

    /// <summary>The logarithm of the gamma function, by Stirling's series from 10 on.</summary>
    private static double LogGamma(double x)
    {
        double shift = 0;
        while (x < 10) shift -= Elementary.Log(x++);
        double inverse = 1 / x, square = inverse * inverse;
        return shift + (x - 0.5) * Elementary.Log(x) - x + 0.9189385332046727
            + inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
    }

    /// <summary>The uniform expansion for many degrees: Temme, The asymptotic expansion of the incomplete gamma functions, 1979, https://doi.org/10.1137/0510071, two terms.</summary>
    private static (double Lower, double Upper) Temme(double a, double x)
    {
        double mu = x / a - 1;
        double half = Math.Abs(mu) < 1e-4 ? mu * mu * (0.5 - mu / 3 + mu * mu / 4) : mu - Elementary.Log1p(mu);
        double eta = Math.CopySign(Math.Sqrt(2 * Math.Max(0, half)), mu);
        double first = Math.Abs(eta) < 0.01 ? -1.0 / 3 + eta / 12 - eta * eta * 2 / 135 : 1 / mu - 1 / eta;
        double second = Math.Abs(eta) < 0.1 ? -1.0 / 540 - eta / 288 + eta * eta / 378 : 1 / (eta * eta * eta) - 1 / (mu * mu * mu) - 1 / (mu * mu) - 1 / (12 * mu);
        double rest = Elementary.Exp(-a * half) / Math.Sqrt(2 * Math.PI * a) * (first + second / a);
        return (Math.Clamp(0.5 * Elementary.Erfc(-eta * Math.Sqrt(0.5 * a)) - rest, 0, 1), Math.Clamp(0.5 * Elementary.Erfc(eta * Math.Sqrt(0.5 * a)) + rest, 0, 1));
    }
}
