namespace Evenkeel.Experiments;

/// <summary>Which data an experiment uses, as people name it.</summary>
public sealed record DataSpec
{
    /// <summary>A name such as <c>digits</c>, or a path.</summary>
    public string Name { get; init; } = "digits";

    /// <summary>The column of a CSV file that holds the label; null for the last.</summary>
    public string? Label { get; init; }

    /// <summary>Whether columns are shifted and scaled to mean 0 and variance 1 over the training part.</summary>
    public bool Standardize { get; init; }

    /// <summary>The number of samples to generate, where the data is generated; null for its default.</summary>
    public int? Count { get; init; }
}
