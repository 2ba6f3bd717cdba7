using System.Collections.Immutable;

namespace Evenkeel.Forensics;

/// <summary>What one pass keeps of a tensor's rows and columns: the first axis against all others together, as they are stored.</summary>
public sealed record MatrixStatistics
{
    /// <summary>The most rows and columns of <see cref="Block"/>, unless the whole is asked for.</summary>
    public const int BlockLimit = 512;

    /// <summary>Rows: the size of the first axis.</summary>
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

    /// <summary>Rows that are, bit for bit, like an earlier row.</summary>
    public int RepeatedRows { get; init; }

    /// <summary>Columns that look, by sum and sum of squares to the last bit, like another column.</summary>
    public int RepeatedColumns { get; init; }

    /// <summary>Rows of the block.</summary>
    public int BlockRows { get; init; }

    /// <summary>Columns of the block.</summary>
    public int BlockColumns { get; init; }

    /// <summary>The first rows' first columns, [<see cref="BlockRows"/>, <see cref="BlockColumns"/>].</summary>
    public ImmutableArray<float> Block { get; init; } = [];
}
