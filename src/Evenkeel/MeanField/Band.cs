namespace Evenkeel.MeanField;

/// <summary>A predicted number and the band that 95 of 100 networks fall into.</summary>
/// <param name="Predicted">The number that half of the networks exceed; ≥ 0.</param>
/// <param name="Low">The lower end; null where theory gives no band.</param>
/// <param name="High">The upper end; null where theory gives no band.</param>
public readonly record struct Band(double Predicted, double? Low, double? High)
{
    /// <summary>Whether a measured number lies in the band; null where there is none.</summary>
    /// <param name="measured">The number.</param>
    public bool? Holds(double measured) => Low is { } low && High is { } high ? measured >= low && measured <= high : null;
}
