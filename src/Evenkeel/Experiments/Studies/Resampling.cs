using System.Collections.Concurrent;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>The bootstrap: where a statistic may lie, by drawing the values again from themselves.</summary>
/// <remarks>
/// Efron 1987, "Better bootstrap confidence intervals" (bias-corrected and accelerated), https://doi.org/10.1080/01621459.1987.10478410.
/// Up to <see cref="MostExact"/> values all n^n draws are taken, so that nothing is random: those of the same values once, with how often they come, since a
/// statistic does not ask for their order.
/// </remarks>
internal static class Resampling
{
    /// <summary>Draws where not all are taken.</summary>
    public const int Draws = 2000;

    private const int MostExact = 5;

    private static readonly ConcurrentDictionary<(int Count, Seed Seed), DrawTable> Tables = new();

    /// <summary>An interval that holds the statistic with some confidence.</summary>
    /// <param name="values">The values; all finite, at least two.</param>
    /// <param name="statistic">The statistic of as many values, which it may reorder.</param>
    /// <param name="confidence">For instance 0.95.</param>
    /// <param name="corrected">Whether it is corrected for bias and skew; otherwise the plain quantiles.</param>
    /// <param name="seed">Decides the draws.</param>
    public static (double Low, double High) Interval(ReadOnlySpan<double> values, Statistic statistic, double confidence, bool corrected, Seed seed)
    {
        Drawn drawn = Distribution(values, statistic, seed);
        double observed = Of(values, statistic), tail = (1 - confidence) / 2;
        (double low, double high) = corrected ? Levels(values, statistic, drawn, observed, tail) : (tail, 1 - tail);
        return (drawn.Quantile(low), drawn.Quantile(high));
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

    private static Drawn Distribution(ReadOnlySpan<double> values, Statistic statistic, Seed seed)
    {
        int count = values.Length;
        DrawTable table = Tables.GetOrAdd((count, count <= MostExact ? default : seed), key => key.Count <= MostExact ? EveryDraw(key.Count) : RandomDraws(key.Count, key.Seed));
        double[] statistics = new double[table.Places.Length / count];
        Span<double> drawn = count <= MostExact ? stackalloc double[count] : new double[count];
        for (int draw = 0; draw < statistics.Length; draw++)
        {
            for (int i = 0; i < count; i++) drawn[i] = values[table.Places[draw * count + i]];
            statistics[draw] = statistic(drawn);
        }

        int[]? times = table.Times?.ToArray();
        if (times is null) Array.Sort(statistics);
        else Array.Sort(statistics, times);
        return new(statistics, times);
    }

    private static DrawTable RandomDraws(int count, Seed seed)
    {
        int[] table = new int[Draws * count];
        RandomSequence random = seed.For("bootstrap").Sequence();
        for (int i = 0; i < table.Length; i++) table[i] = random.NextBelow(count);
        return new(table, null);
    }

    /// <summary>Every choice of as many places as there are, each in ascending order: it comes n!/(k₁!·…·kₙ!) times among the n^n draws, with k the times a place is chosen.</summary>
    private static DrawTable EveryDraw(int count)
    {
        List<int> places = [], times = [];
        int[] draw = new int[count];
        while (true)
        {
            places.AddRange(draw);
            int ways = 1;
            for (int i = 0, alike = 0; i < count; i++)
            {
                alike = i > 0 && draw[i] == draw[i - 1] ? alike + 1 : 1;
                ways = ways * (i + 1) / alike;
            }

            times.Add(ways);
            int last = count - 1;
            while (last >= 0 && draw[last] == count - 1) last--;
            if (last < 0) return new([.. places], [.. times]);
            Array.Fill(draw, draw[last] + 1, last, count - last);
        }
    }

    /// <summary>The levels at which the drawn statistics are read.</summary>
    private static (double Low, double High) Levels(ReadOnlySpan<double> values, Statistic statistic, Drawn drawn, double observed, double tail)
    {
        double bias = NormalQuantile(drawn.ShareBelow(observed)), acceleration = Acceleration(values, statistic);
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

    /// <summary>A number that sums up others.</summary>
    internal delegate double Statistic(Span<double> values);

    /// <summary>Draws of as many values as there are.</summary>
    /// <param name="Places">Which values, draw by draw.</param>
    /// <param name="Times">How often each draw counts; null for once.</param>
    private sealed record DrawTable(int[] Places, int[]? Times);

    /// <summary>Statistics of draws.</summary>
    /// <param name="Statistics">In ascending order.</param>
    /// <param name="Times">How often each counts; null for once.</param>
    private readonly record struct Drawn(double[] Statistics, int[]? Times)
    {
        /// <summary>The share below a value, those that equal it counting half.</summary>
        public double ShareBelow(double value)
        {
            (double below, double all) = (0, 0);
            for (int i = 0; i < Statistics.Length; i++)
            {
                int times = Times?[i] ?? 1;
                all += times;
                below += Statistics[i] < value ? times : Statistics[i] == value ? 0.5 * times : 0;
            }

            return below / all;
        }

        /// <summary>Between the two nearest, in a line.</summary>
        public double Quantile(double level)
        {
            double place = Math.Clamp(level, 0, 1) * ((Times?.Sum() ?? Statistics.Length) - 1);
            double lower = At((int)place);
            return lower + (place - (int)place) * (At((int)place + 1) - lower);
        }

        private double At(int place)
        {
            if (Times is null) return Statistics[Math.Min(place, Statistics.Length - 1)];
            int index = 0;
            for (place -= Times[0]; place >= 0 && index < Statistics.Length - 1; place -= Times[index]) index++;
            return Statistics[index];
        }
    }
}
