using Evenkeel.Numerics;

namespace Evenkeel.Literature.Measures;

/// <summary>Mean and variance of many numbers, with their standard errors.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Variance">Their variance, divided by n − 1.</param>
/// <param name="MeanError">The standard error of the mean.</param>
/// <param name="VarianceError">The standard error of the variance, from the fourth moment: <c>√((m₄ − m₂²)/n)</c>.</param>
internal readonly record struct Sample(int Count, double Mean, double Variance, double MeanError, double VarianceError)
{
    /// <summary>Sums up numbers; those that are not finite are left out.</summary>
    public static Sample Of(IEnumerable<double> values)
    {
        double[] numbers = [.. values.Where(double.IsFinite)];
        int n = numbers.Length;
        double mean = numbers.Sum() / n, second = 0, fourth = 0;
        foreach (double number in numbers)
        {
            double square = (number - mean) * (number - mean);
            second += square / n;
            fourth += square * square / n;
        }

        double variance = second * n / (n - 1.0);
        return new(n, mean, variance, Math.Sqrt(variance / n), Math.Sqrt(Math.Max(0, fourth - second * second) / n));
    }

    /// <summary>How many standard errors the mean lies from a number.</summary>
    public double MeanDistance(double theory) => Math.Abs(Mean - theory) / MeanError;

    /// <summary>How many standard errors the variance lies from a number.</summary>
    public double VarianceDistance(double theory) => Math.Abs(Variance - theory) / VarianceError;

    /// <summary>The largest distance between the distribution of numbers and a normal one of their mean and variance (Kolmogorov's).</summary>
    public static double DistanceFromNormal(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        Sample sample = Of(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double share = StandardNormal.Cdf((sorted[i] - sample.Mean) / Math.Sqrt(sample.Variance));
            largest = Math.Max(largest, Math.Max(share - (double)i / sorted.Length, (i + 1.0) / sorted.Length - share));
        }

        return largest;
    }

    /// <summary>An interval of a share by Wilson's score, at 95 %.</summary>
    /// <param name="hits">How often it happened.</param>
    /// <param name="count">Out of how many.</param>
    /// <remarks>Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953: it holds for shares near 0 and 1 too.</remarks>
    public static (double Low, double High) Share(int hits, int count)
    {
        const double z = 1.959963984540054;
        double share = (double)hits / count, room = 1 + z * z / count;
        double middle = (share + z * z / (2.0 * count)) / room, half = z / room * Math.Sqrt(share * (1 - share) / count + z * z / (4.0 * count * count));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
