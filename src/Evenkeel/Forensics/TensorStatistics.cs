using System.Collections.Immutable;

namespace Evenkeel.Forensics;

/// <summary>What one pass over a tensor's elements keeps.</summary>
public sealed record TensorStatistics
{
    /// <summary>The number of bins of <see cref="Counts"/>: one for each pattern of the upper 16 bits of a float32.</summary>
    public const int Bins = 1 << 16;

    /// <summary>The number of elements.</summary>
    public required long Count { get; init; }

    /// <summary>Elements that are NaN.</summary>
    public long NotNumbers { get; init; }

    /// <summary>Elements that are +∞ or −∞.</summary>
    public long Infinite { get; init; }

    /// <summary>Elements that are 0 or −0.</summary>
    public long Zeros { get; init; }

    /// <summary>The smallest finite element; NaN where there is none.</summary>
    public double Minimum { get; init; }

    /// <summary>The largest finite element; NaN where there is none.</summary>
    public double Maximum { get; init; }

    /// <summary>The mean of the finite elements.</summary>
    public double Mean { get; init; }

    /// <summary>The mean square of the finite elements' distances from <see cref="Mean"/>.</summary>
    public double Variance { get; init; }

    /// <summary>The third standardized central moment of the finite elements; NaN where they are all alike.</summary>
    public double Skewness { get; init; }

    /// <summary>The fourth standardized central moment of the finite elements: 3 for a normal law, 1.8 for a uniform one; NaN where they are all alike.</summary>
    public double Kurtosis { get; init; }

    /// <summary>All bits that are set in the float32 pattern of any element: zeros at the end tell of a narrower type.</summary>
    public uint UsedBits { get; init; }

    /// <summary>A checksum of all bits: two tensors of one shape with different values here differ; equal ones hold the same bits, but for one pair in 10¹⁹.</summary>
    public UInt128 Fingerprint { get; init; }

    /// <summary>How many elements have each upper half of a float32's bits, so that the share of elements below each of these numbers is known exactly.</summary>
    public TensorPatterns Patterns { get; init; } = TensorPatterns.None;

    /// <summary>The same as <see cref="Patterns"/>, a count for each of the <see cref="Bins"/> upper halves; made anew, half a megabyte, at each reading.</summary>
    public ImmutableArray<long> Counts
    {
        get => [.. Patterns.Expand()];
        init => Patterns = value.IsDefaultOrEmpty ? TensorPatterns.None : TensorPatterns.Of(value.AsSpan());
    }

    /// <summary>What was kept of rows and columns; null for a vector, a scalar, and where there are more than <see cref="StatisticsPass.MostLines"/> of one.</summary>
    public MatrixStatistics? Matrix { get; init; }
}
