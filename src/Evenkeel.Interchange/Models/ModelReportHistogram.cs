using System.Collections.Immutable;
using Evenkeel.Forensics;
using Evenkeel.Initialization.Laws;

namespace Evenkeel.Interchange.Models;

/// <summary>The elements of a tensor in bins of equal width, beside the law that may have drawn them.</summary>
public sealed record ModelReportHistogram
{
    /// <summary>The number of bins.</summary>
    public const int Bins = 48;

    /// <summary>Standard deviations from the mean beyond which elements are not given bins, but counted together.</summary>
    private const double Reach = 5;

    /// <summary>Where the first bin begins.</summary>
    public required double Low { get; init; }

    /// <summary>Where the last bin ends, above <see cref="Low"/>.</summary>
    public required double High { get; init; }

    /// <summary>The share of the finite elements in each bin, in [0, 1].</summary>
    public required ImmutableArray<double> Shares { get; init; }

    /// <summary>The share of the finite elements below <see cref="Low"/>.</summary>
    public double Below { get; init; }

    /// <summary>The share of the finite elements above <see cref="High"/>.</summary>
    public double Above { get; init; }

    /// <summary>The share that <see cref="LawName"/> puts into each bin.</summary>
    public required ImmutableArray<double> Expected { get; init; }

    /// <summary>The initializer whose law is <see cref="Expected"/>; null where none fits, and it is a normal law of the elements' own mean and variance.</summary>
    public string? LawName { get; init; }

    /// <summary>Counts the elements of a tensor.</summary>
    /// <param name="statistics">What one pass kept, with its patterns.</param>
    /// <param name="candidates">The initializers that could have made it, the best first.</param>
    /// <returns>The histogram; null where the finite elements are all alike, or there are none.</returns>
    /// <remarks>
    /// Elements are counted between neighbouring bfloat16 numbers, which lie closer together than bins but do not share their edges: what an edge cuts is
    /// divided in proportion to the lengths.
    /// </remarks>
    internal static ModelReportHistogram? Of(TensorStatistics statistics, ImmutableArray<SchemeCandidate> candidates)
    {
        double deviation = Math.Sqrt(statistics.Variance);
        if (!(statistics.Maximum > statistics.Minimum) || !double.IsFinite(deviation) || deviation <= 0)
        {
            return null;
        }

        double low = Math.Max(statistics.Minimum, statistics.Mean - Reach * deviation);
        double high = Math.Min(statistics.Maximum, statistics.Mean + Reach * deviation);
        if (low < 0 && high > 0)
        {
            // The middle of the picture is zero, as a person expects of weights.
            high = Math.Max(-low, high);
            low = -high;
        }

        SchemeCandidate? best = ModelReport.Plainest([.. candidates.Where(candidate => candidate.Promise.Law is { StandardDeviation: > 0 })]);
        Law law = best?.Promise.Law ?? new NormalLaw(statistics.Mean, deviation);
        double[] counted = Count(statistics, low, high);
        double total = counted.Sum();
        double width = (high - low) / Bins;
        return new()
        {
            Low = low,
            High = high,
            Shares = [.. counted[1..^1].Select(count => count / total)],
            Below = counted[0] / total,
            Above = counted[^1] / total,
            Expected = [.. Enumerable.Range(0, Bins).Select(bin => law.Cdf(low + (bin + 1) * width) - law.Cdf(low + bin * width))],
            LawName = best?.Scheme,
        };
    }

    /// <summary>What lies below, in each bin, and above.</summary>
    private static double[] Count(TensorStatistics statistics, double low, double high)
    {
        double[] bins = new double[Bins + 2];
        double width = (high - low) / Bins;
        for (int i = 0; i < statistics.Patterns.Halves.Length; i++)
        {
            (double from, double to) = Interval(statistics.Patterns.Halves[i]);
            long count = statistics.Patterns.Counts[i];
            if (!double.IsFinite(from))
            {
                continue;
            }

            (from, to) = (Math.Max(from, statistics.Minimum), Math.Min(to, statistics.Maximum));

            int first = Place(from, low, width);
            int last = Place(to, low, width);
            if (first == last)
            {
                bins[first] += count;
                continue;
            }

            for (int bin = first; bin <= last; bin++)
            {
                double begin = Math.Max(from, bin == 0 ? double.NegativeInfinity : low + (bin - 1) * width);
                double end = Math.Min(to, bin == Bins + 1 ? double.PositiveInfinity : low + bin * width);
                bins[bin] += count * Math.Max(0, end - begin) / (to - from);
            }
        }

        return bins;
    }

    private static int Place(double value, double low, double width) => (int)Math.Clamp(Math.Floor((value - low) / width) + 1, 0, Bins + 1);

    /// <summary>The numbers whose upper 16 bits are these, from the least to the greatest.</summary>
    private static (double From, double To) Interval(ushort half)
    {
        double near = BitConverter.UInt32BitsToSingle((uint)half << 16);
        double far = BitConverter.UInt32BitsToSingle(((uint)half << 16) | 0xFFFF);
        return near <= far ? (near, far) : (far, near);
    }
}
