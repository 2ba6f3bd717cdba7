using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>Counted values of a trial's reading.</summary>
/// <param name="Scale">What the axis measures.</param>
/// <param name="Low">The lower end, in units of the axis.</param>
/// <param name="High">The upper end.</param>
/// <param name="Counts">Values in each bin of equal width.</param>
/// <param name="Below">Values below the lower end; on a logarithmic axis not counting zeros.</param>
/// <param name="Above">Values above the upper end.</param>
/// <param name="Zeros">Values that are exactly zero, in a bin as well on a linear axis.</param>
public sealed record TrialHistogram(HistogramScale Scale, double Low, double High, ImmutableArray<int> Counts, int Below, int Above, int Zeros)
{
    internal static TrialHistogram? Of(Histogram? counted) =>
        counted is null ? null : new(counted.Axis.Scale, counted.Axis.Low, counted.Axis.High, counted.Counts, counted.Below, counted.Above, counted.Zeros);
}
