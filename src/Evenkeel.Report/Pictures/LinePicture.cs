using System.Collections.Immutable;

namespace Evenkeel.Report.Pictures;

/// <summary>Lines over one axis: curves of training, layers, histograms as densities.</summary>
public sealed record LinePicture : Picture
{
    /// <summary>What is up.</summary>
    public required PictureAxis Y { get; init; }

    /// <summary>The lines, in the order of the legend.</summary>
    public required ImmutableArray<PictureLine> Lines { get; init; }
}
