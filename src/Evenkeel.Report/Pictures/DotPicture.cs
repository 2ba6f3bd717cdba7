using System.Collections.Immutable;

namespace Evenkeel.Report.Pictures;

/// <summary>Values with intervals, a row each: arms beside each other, and the paper's number beside ours.</summary>
public sealed record DotPicture : Picture
{
    /// <summary>The rows, from the top on.</summary>
    public required ImmutableArray<PictureDot> Rows { get; init; }
}
