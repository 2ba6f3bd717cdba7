namespace Evenkeel.Numerics;

/// <summary>The middle of several values.</summary>
public static class Median
{
    /// <summary>The lower median.</summary>
    /// <param name="values">The values; one that is missing or not a number counts as infinitely large.</param>
    /// <returns>The value that at least half of all do not exceed; +∞ where more than half are missing, NaN where there are none.</returns>
    public static double Of(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.Select(value => value is { } number && !double.IsNaN(number) ? number : double.PositiveInfinity).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[(sorted.Length - 1) / 2];
    }
}
