namespace Evenkeel.Interchange;

/// <summary>How one column of a table becomes inputs of a network.</summary>
public sealed record CsvColumn
{
    /// <summary>The column's name; its number from 1 where the table has no header.</summary>
    public required string Name { get; init; }

    /// <summary>The words that the column may hold, in ordinal order, each an input of 0 or 1; null for a column of numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>What is subtracted from a number; 0 unless standardised.</summary>
    public double Mean { get; init; }

    /// <summary>What the difference is divided by, above 0; 1 unless standardised.</summary>
    public double StandardDeviation { get; init; } = 1;

    /// <summary>The number of inputs that the column becomes: one, or as many as there are categories.</summary>
    internal int Width => Categories?.Count ?? 1;
}
