using System.Runtime.InteropServices;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Protocol;

/// <summary>A histogram as pages read it, with the mean and the standard deviation of what it counts.</summary>
internal sealed record FrameHistogram(string Scale, double Low, double High, int[] Counts, int Below, int Above, double Zero, double Mean, double Std)
{
    public static FrameHistogram Of(ReadOnlySpan<float> values, HistogramAxis axis, Moments moments)
    {
        Histogram counted = Histogram.Of(values, axis);
        return new(
            axis.Scale == HistogramScale.Linear ? "linear" : "log10", axis.Low, axis.High, ImmutableCollectionsMarshal.AsArray(counted.Counts)!,
            counted.Below, counted.Above, (double)counted.Zeros / values.Length, moments.Mean, moments.StandardDeviation);
    }
}
