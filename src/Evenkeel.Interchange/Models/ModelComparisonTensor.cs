using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>What became of one tensor from one file to another.</summary>
public sealed record ModelComparisonTensor
{
    /// <summary>Its name, which is the same in both files.</summary>
    public string Name => (First ?? Second)!.Name;

    /// <summary>What the first file says of it; null where it has none of that name.</summary>
    public required TensorInfo? First { get; init; }

    /// <summary>What the second file says of it; null where it has none of that name.</summary>
    public required TensorInfo? Second { get; init; }

    /// <summary>What became of it.</summary>
    public required ModelComparisonKind Kind { get; init; }

    /// <summary>‖second − first‖ / ‖first‖ over the elements that are finite in both; ∞ where the first are all zero and the second not; null where elements cannot be set beside each other.</summary>
    public double? Distance { get; init; }

    /// <summary>Pearson's correlation of the elements, in [−1, 1]; NaN where those of one file are all alike; null as <see cref="Distance"/>.</summary>
    public double? Correlation { get; init; }

    /// <summary>The largest difference of two elements, ≥ 0; null as <see cref="Distance"/>.</summary>
    public double? Largest { get; init; }

    /// <summary>The share of elements that are the same to the last bit, in [0, 1]; null as <see cref="Distance"/>.</summary>
    public double? Equal { get; init; }

    /// <summary>Elements that are not finite in one file or both.</summary>
    public long NotFinite { get; init; }
}
