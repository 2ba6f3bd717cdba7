namespace Evenkeel.Experiments;

/// <summary>Which data an experiment uses, as people name it.</summary>
public sealed record DataSpec
{
    /// <summary>A name such as <c>digits</c>, or a path.</summary>
    public string Name { get; init; } = "digits";

    /// <summary>The label column of a table, by name or by number from 1; null for the last.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the label is a number to predict rather than a class.</summary>
    public bool Regression { get; init; }

    /// <summary>Whether numeric columns are brought to mean 0 and standard deviation 1 over the training part.</summary>
    public bool Standardize { get; init; }

    /// <summary>Samples to learn from; null for all there are, or the default where they are generated.</summary>
    public int? Train { get; init; }

    /// <summary>Samples to judge by; null for all there are, or the default where they are generated.</summary>
    public int? Test { get; init; }

    /// <summary>The share of a table's rows that judge; in [0, 1).</summary>
    public double TestFraction { get; init; } = 0.2;
}
