using System.Collections.Immutable;

namespace Evenkeel.Report.Pictures;

/// <summary>A line of a picture.</summary>
/// <param name="Name">What it is called in the legend.</param>
/// <param name="X">Where its points are, across.</param>
/// <param name="Y">Where they are, up; as many. NaN is a gap.</param>
public sealed record PictureLine(string Name, ImmutableArray<double> X, ImmutableArray<double> Y)
{
    /// <summary>Where its numbers come from.</summary>
    public LineStyle Style { get; init; }

    /// <summary>The lower edge of its band, a number a point; default for no band.</summary>
    public ImmutableArray<double> Low { get; init; }

    /// <summary>The upper edge of its band, a number a point; default for no band.</summary>
    public ImmutableArray<double> High { get; init; }
}
