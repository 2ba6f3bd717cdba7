using System.Collections.Concurrent;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>The bootstrap: where a statistic may lie, by drawing the values again from themselves.</summary>
/// <remarks>
/// Efron 1987, "Better bootstrap confidence intervals" (bias-corrected and accelerated), https://doi.org/10.1080/01621459.1987.10478410.
/// Up to <see cref="MostExact"/> values all n^n draws are taken, so that nothing is random.
/// </remarks>
internal static class Resampling
{
    /// <summary>Draws where not all are taken.</summary>
    public const int Draws = 2000;

    private const int MostExact = 5;

    private static readonly ConcurrentDictionary<(int Count, Seed Seed), int[]> Tables = new();

    /// <summary>An interval that holds the statistic with some confidence.</summary>
    /// <param name="values">The values; all finite, at least two.</param>
    /// <param name="statistic">The statistic of as many values, which it may reorder.</param>
    /// <param name="confidence">For instance 0.95.</param>
    /// <param name="corrected">Whether it is corrected for bias and skew; otherwise the plain quantiles.</param>
    /// <param name="seed">Decides the draws.</param>
    public static (double Low, double High) Interval(ReadOnlySpan<double> values, Statistic statistic, double confidence, bool corrected, Seed seed)
    {
        double[] statistics = Distribution(values, statistic, seed);
        double observed = Of(values, statistic), tail = (1 - confidence) / 2;
        (double low, double high) = corrected ? Levels(values, statistic, statistics, observed, tail) : (tail, 1 - tail);
        return (Quantile(statistics, low), Quantile(statistics, high));
    }

    public static double Mean(Span<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }

    /// <summary>The middle value, or the mean of both in the middle.</summary>
    public static double Median(Span<double> values)
    {
        values.Sort();
        int half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
    }

    /// <summary>The point of the standard normal distribution below which a share lies.</summary>
    /// <remarks>Newton's iteration from the middle, on the side where the distribution is concave: every step ends short of the point.</remarks>
    internal static double NormalQuantile(double share)
    {
        if (share is <= 0 or >= 1) return share <= 0 ? double.NegativeInfinity : double.PositiveInfinity;
        if (share < 0.5) return -NormalQuantile(1 - share);
        double x = 0;
        for (int i = 0; i < 100; i++)
        {
            double step = (share - StandardNormal.Cdf(x)) / StandardNormal.Density(x);
            x += step;
            if (Math.Abs(step) < 1e-15 * (1 + x)) break;
        }

        return x;
    }

    private static double[] Distribution(ReadOnlySpan<double> values, Statistic statistic, Seed seed)
    {
        int count = values.Length;
        int[] table = Tables.GetOrAdd((count, count <= MostExact ? default : seed), key => Table(key.Count, key.Seed));
        double[] statistics = new double[table.Length / count];
        double[] drawn = new double[count];
        for (int draw = 0; draw < statistics.Length; draw++)
        {
            for (int i = 0; i < count; i++) drawn[i] = values[table[draw * count + i]];
            statistics[draw] = statistic(drawn);
        }

        Array.Sort(statistics);
        return statistics;
    }

    private static int[] Table(int count, Seed seed)
    {
        int draws = count <= MostExact ? (int)Elementary.Power(count, count) : Draws;
        int[] table = new int[draws * count];
        RandomSequence random = seed.For("bootstrap").Sequence();
        for (int draw = 0; draw < draws; draw++)
        {
            int digits = draw;
            for (int i = 0; i < count; i++)
            {
                (digits, int digit) = Math.DivRem(digits, count);
                table[draw * count + i] = count <= MostExact ? digit : random.NextBelow(count);
            }
        }

        return table;
    }

    /// <summary>The levels at which the drawn statistics are read.</summary>
    private static (double Low, double High) Levels(ReadOnlySpan<double> values, Statistic statistic, double[] statistics, double observed, double tail)
    {
        double below = 0;
        foreach (double drawn in statistics) below += drawn < observed ? 1 : drawn == observed ? 0.5 : 0;
        double bias = NormalQuantile(below / statistics.Length), acceleration = Acceleration(values, statistic);
        double Level(double share)
        {
            double z = bias + NormalQuantile(share);
            return StandardNormal.Cdf(bias + z / (1 - acceleration * z));
        }

        return double.IsFinite(bias) && double.IsFinite(acceleration) ? (Level(tail), Level(1 - tail)) : (tail, 1 - tail);
    }

    /// <summary>How skewed the statistic is, by leaving out each value in turn.</summary>
    private static double Acceleration(ReadOnlySpan<double> values, Statistic statistic)
    {
        double[] without = new double[values.Length], rest = new double[values.Length - 1];
        for (int left = 0; left < values.Length; left++)
        {
            for (int i = 0; i < rest.Length; i++) rest[i] = values[i < left ? i : i + 1];
            without[left] = statistic(rest);
        }

        double mean = Mean(without.AsSpan()), squares = 0, cubes = 0;
        foreach (double value in without)
        {
            double distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }

        return squares == 0 ? 0 : cubes / (6 * squares * Math.Sqrt(squares));
    }

    private static double Of(ReadOnlySpan<double> values, Statistic statistic)
    {
        double[] copy = values.ToArray();
        return statistic(copy);
    }

    /// <summary>Between the two nearest of sorted values, in a line.</summary>
    private static double Quantile(double[] sorted, double level)
    {
        double place = Math.Clamp(level, 0, 1) * (sorted.Length - 1);
        int lower = Math.Min((int)place, sorted.Length - 1), upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + (place - lower) * (sorted[upper] - sorted[lower]);
    }

    /// <summary>A number that sums up others.</summary>
    internal delegate double Statistic(Span<double> values);
}
