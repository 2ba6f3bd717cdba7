using System.Collections.Immutable;

namespace Evenkeel.Report.Pictures;

/// <summary>A map of cells, with lines over it: a grid of trials and where theory puts its border.</summary>
public sealed record MapPicture : Picture
{
    /// <summary>What is up.</summary>
    public required PictureAxis Y { get; init; }

    /// <summary>Where the columns are, ascending.</summary>
    public required ImmutableArray<double> Columns { get; init; }

    /// <summary>Where the rows are, ascending: the first is at the bottom.</summary>
    public required ImmutableArray<double> Rows { get; init; }

    /// <summary>What columns are called where they are words, in their order; default for their numbers.</summary>
    public ImmutableArray<string> ColumnNames { get; init; }

    /// <summary>What rows are called where they are words, in their order; default for their numbers.</summary>
    public ImmutableArray<string> RowNames { get; init; }

    /// <summary>What a cell's colour stands for.</summary>
    public required PictureAxis Value { get; init; }

    /// <summary>A number a cell, row by row, each from the first column on; NaN where there is none.</summary>
    public required ImmutableArray<ImmutableArray<double>> Cells { get; init; }

    /// <summary>The value of the palest colour; null for the least of the cells.</summary>
    public double? Low { get; init; }

    /// <summary>The value of the darkest colour; null for the largest of the cells.</summary>
    public double? High { get; init; }

    /// <summary>Lines over the cells, on the same axes.</summary>
    public ImmutableArray<PictureLine> Lines { get; init; } = [];
}
