using Evenkeel.Numerics;

namespace Evenkeel.Interchange;

/// <summary>How data is to be had.</summary>
public sealed record DataOptions
{
    /// <summary>Decides what is generated, and which rows of a table judge.</summary>
    public Seed Seed { get; init; }

    /// <summary>The folders to look for downloaded sets in, first match first.</summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <summary>How many samples to learn from; null for what the set has, or by default generates. A downloaded set gives its first.</summary>
    public int? TrainCount { get; init; }

    /// <summary>How many samples to judge by; null for what the set has, or by default generates. Toy sets judge by what they learn from.</summary>
    public int? TestCount { get; init; }

    /// <summary>The share of a table's rows that judge, in [0, 1); with 0 the rows that are learned from judge.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>The label column of a table, by its name or by its number from 1; null for the last.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the label is a number to predict rather than a class.</summary>
    public bool Regression { get; init; }

    /// <summary>Whether a table's numeric columns are brought to mean 0 and standard deviation 1, measured on the rows that are learned from.</summary>
    public bool Standardise { get; init; }

    /// <summary>Inputs times rows of a table, which is what memory goes by: columns of words become many inputs each, so that a small file may ask for much. ≥ 1.</summary>
    public long MostValues { get; init; } = int.MaxValue;

    /// <summary>Whether a table's first row names its columns; null decides by whether it holds anything but numbers.</summary>
    public bool? Header { get; init; }
}
