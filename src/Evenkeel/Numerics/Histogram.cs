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
        BinTally tally = new(axis);
        tally.Add(values);
        return new(axis, [.. tally.Counts], tally.Below, tally.Above, tally.Zeros, tally.NotNumbers);
    }
}
