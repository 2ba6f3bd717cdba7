using System.Collections.Immutable;

namespace Evenkeel.Forensics;

/// <summary>What one pass keeps of a tensor's rows and columns: two groups of neighbouring axes as they are stored.</summary>
/// <remarks>Elements that are not finite count as 0 here.</remarks>
public sealed record MatrixStatistics
{
    /// <summary>The most rows and columns of <see cref="Block"/>, unless the whole is asked for.</summary>
    public const int BlockLimit = 512;

    /// <summary>Rows: the size of the first axis, or of all but the last where units lie on the last.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns: the product of all other axes.</summary>
    public required int Columns { get; init; }

    /// <summary>The sum of each row.</summary>
    public required ImmutableArray<double> RowSums { get; init; }

    /// <summary>The sum of squares of each row.</summary>
    public required ImmutableArray<double> RowSquares { get; init; }

    /// <summary>The sum of each column.</summary>
    public required ImmutableArray<double> ColumnSums { get; init; }

    /// <summary>The sum of squares of each column.</summary>
    public required ImmutableArray<double> ColumnSquares { get; init; }

    /// <summary>The dot product of rows 2i and 2i + 1, for all whole groups of four rows: orthogonal rows leave only rounding here.</summary>
    public ImmutableArray<double> RowProducts { get; init; } = [];

    /// <summary>The dot product of columns 2i and 2i + 1.</summary>
    public ImmutableArray<double> ColumnProducts { get; init; } = [];

    /// <summary>Rows that are, bit for bit, like an earlier row, as far as a hash of 63 bits of their sums and checksums tells: among 10⁶ rows that differ, two look alike once in ten million matrices.</summary>
    public int RepeatedRows { get; init; }

    /// <summary>Columns that are like an earlier column, as far as the same hash tells.</summary>
    public int RepeatedColumns { get; init; }

    /// <summary>Rows of the block.</summary>
    public int BlockRows { get; init; }

    /// <summary>Columns of the block.</summary>
    public int BlockColumns { get; init; }

    /// <summary>The first rows' first columns, [<see cref="BlockRows"/>, <see cref="BlockColumns"/>]; up to 1 MB, so that a report of many tensors does well to let go of it.</summary>
    public ImmutableArray<float> Block { get; init; } = [];
}
