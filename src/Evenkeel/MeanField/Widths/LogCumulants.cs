using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Widths;

/// <summary>The first three cumulants of a logarithm.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The variance; ≥ 0.</param>
/// <param name="Third">The third central moment.</param>
internal readonly record struct LogCumulants(double Mean, double Variance, double Third)
{
    /// <summary>The cumulants of the sum of two independent logarithms.</summary>
    public static LogCumulants operator +(LogCumulants left, LogCumulants right) =>
        new(left.Mean + right.Mean, left.Variance + right.Variance, left.Third + right.Third);

    /// <summary>Of <c>ln(1 + ε)</c>, for the deviation ε of a mean over n units from its expectation, up to 1/n².</summary>
    /// <param name="variance">E ε².</param>
    /// <param name="third">E ε³.</param>
    /// <remarks>From the series of the logarithm with <c>E ε⁴ = 3·(E ε²)²</c>, which is off by 1/n³.</remarks>
    public static LogCumulants OfDeviation(double variance, double third) => new(
        -0.5 * variance + third / 3 - 0.75 * variance * variance,
        Math.Max(0, variance - third + 2.5 * variance * variance),
        third - 3 * variance * variance);

    /// <summary>Of <c>ln(χ²ₙ/n)</c>, exactly, but for the third: <c>−4/n²·(1 + 2/n)</c>.</summary>
    /// <param name="n">Degrees of freedom; ≥ 1.</param>
    public static LogCumulants OfChiSquare(int n) => new(
        Elementary.Digamma(0.5 * n) - Elementary.Log(0.5 * n),
        Elementary.Trigamma(0.5 * n),
        -4.0 / n / n * (1 + 2.0 / n));

    /// <summary>Of <c>ln((2/n)·χ²_K)</c> with K ~ Bin(n, ½) and K ≥ 1: what a layer of n rectified units makes of the signal's second moment.</summary>
    /// <param name="n">Units; ≥ 1.</param>
    /// <remarks>The mean and variance are exact; the third is that of <see cref="OfDeviation"/>, <c>−31/n²</c>.</remarks>
    public static LogCumulants OfRectifier(int n)
    {
        // Weights by their ratios from the middle out, since 2⁻ⁿ has no double from n = 1075 on; those farther than 10 standard deviations are below e^−50.
        int middle = Math.Max(1, n / 2);
        int reach = (int)(5 * Math.Sqrt(n)) + 10;
        (double weight, double mean, double square) sum = default;
        void Add(double share, int active)
        {
            double log = Elementary.Digamma(0.5 * active) + Elementary.Log(4.0 / n);
            sum = (sum.weight + share, sum.mean + share * log, sum.square + share * (log * log + Elementary.Trigamma(0.5 * active)));
        }

        double up = 1;
        for (int k = middle; k <= Math.Min(n, middle + reach); up *= (double)(n - k) / (k + 1), k++)
        {
            Add(up, k);
        }

        double down = 1;
        for (int k = middle; k > Math.Max(1, middle - reach); k--)
        {
            down *= (double)k / (n - k + 1);
            Add(down, k - 1);
        }

        double average = sum.mean / sum.weight;
        return new(average, sum.square / sum.weight - average * average, -31.0 / n / n);
    }

    /// <summary>A quantile of the number whose logarithm this is.</summary>
    /// <param name="deviations">How many standard deviations above the median it would be if the logarithm were normal.</param>
    /// <remarks>By the expansion of Cornish and Fisher, 1937, up to the skewness.</remarks>
    public double Quantile(double deviations)
    {
        double deviation = Math.Sqrt(Variance);
        double skew = deviation > 0 ? Math.Clamp(Third / (Variance * deviation), -1, 1) : 0;
        return Elementary.Exp(Mean + deviation * (deviations + skew * (deviations * deviations - 1) / 6));
    }
}
