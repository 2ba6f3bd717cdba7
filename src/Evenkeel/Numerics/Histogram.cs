using System.Collections.Immutable;

namespace Evenkeel.Numerics;

/// <summary>How many values fall into each bin of an axis.</summary>
public sealed record Histogram
{
    private Histogram(HistogramAxis axis, ImmutableArray<int> counts, int below, int above, int zeros, int notNumbers)
    {
        (Axis, Counts, Below, Above, Zeros, NotNumbers) = (axis, counts, below, above, zeros, notNumbers);
    }

    /// <summary>The bins.</summary>
    public HistogramAxis Axis { get; }

    /// <summary>Values in each bin; a bin holds its lower end, the last one its upper end too.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>Values below the lower end; on a logarithmic axis not counting zeros.</summary>
    public int Below { get; }

    /// <summary>Values above the upper end, infinite ones included.</summary>
    public int Above { get; }

    /// <summary>Values that are exactly zero, in a bin as well on a linear axis.</summary>
    public int Zeros { get; }

    /// <summary>Values that are not numbers.</summary>
    public int NotNumbers { get; }

    /// <summary>Counts values.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="axis">The bins.</param>
    /// <returns>The histogram.</returns>
    public static Histogram Of(ReadOnlySpan<float> values, HistogramAxis axis)
    {
        ArgumentNullException.ThrowIfNull(axis);
        int[] counts = new int[axis.Bins];
        (int below, int above, int zeros, int notNumbers) = (0, 0, 0, 0);
        double perUnit = axis.Bins / (axis.High - axis.Low);
        bool logarithmic = axis.Scale == HistogramScale.Log10;
        foreach (float value in values)
        {
            if (float.IsNaN(value))
            {
                notNumbers++;
                continue;
            }

            zeros += value == 0 ? 1 : 0;
            if (value == 0 && logarithmic)
            {
                continue;
            }

            double place = logarithmic ? Elementary.Log(Math.Abs((double)value)) * PerDecade : value;
            if (place < axis.Low)
            {
                below++;
            }
            else if (place > axis.High)
            {
                above++;
            }
            else
            {
                counts[Math.Min(axis.Bins - 1, (int)((place - axis.Low) * perUnit))]++;
            }
        }

        return new(axis, [.. counts], below, above, zeros, notNumbers);
    }

    /// <summary>1 / ln 10.</summary>
    private const double PerDecade = 0.43429448190325182765;
}
