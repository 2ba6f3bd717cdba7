namespace Evenkeel.Numerics;

/// <summary>The bins of a histogram: equal steps between two ends.</summary>
/// <param name="Scale">What the axis measures.</param>
/// <param name="Low">The lower end, in units of the axis.</param>
/// <param name="High">The upper end, above the lower.</param>
/// <param name="Bins">The number of bins, ≥ 1.</param>
public sealed record HistogramAxis(HistogramScale Scale, double Low, double High, int Bins);
