using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Blocks;

namespace Evenkeel.Experiments;

/// <summary>What is asked of theory.</summary>
public sealed record TheoryQuestion
{
    /// <summary>The activation.</summary>
    public required Activation Activation { get; init; }

    /// <summary>σw², fan-in times the variance of a weight; null where no point is given, or where it differs from layer to layer.</summary>
    public required double? SigmaW2 { get; init; }

    /// <summary>σb², the variance of a bias; 0 where nothing says it.</summary>
    public required double SigmaB2 { get; init; }

    /// <summary>The initializer that the point comes from; null where numbers say it.</summary>
    public required string? Scheme { get; init; }

    /// <summary>The stack with its variances and widths; null where no point or no width is given.</summary>
    public required SignalPath? Path { get; init; }

    /// <summary>The schemes whose growth is wanted beside each other, with their stacks; empty where no scheme or no depth is given.</summary>
    public required ImmutableArray<(string Name, SignalPath Path)> Schemes { get; init; }

    /// <summary>The units of the hidden layers, as many as there are layers; null where no depth is given.</summary>
    public required ImmutableArray<int>? Widths { get; init; }

    /// <summary>Whether widths are given, so that their scatter is wanted.</summary>
    public required bool HasWidth { get; init; }

    /// <summary>The mean of x² over an input.</summary>
    public required double InputSecondMoment { get; init; }

    /// <summary>The correlation of two inputs in the first layer; null where none is given.</summary>
    public required double? Correlation { get; init; }

    /// <summary>The factor within which both sides are to be kept.</summary>
    public required double Within { get; init; }

    /// <summary>α of residual blocks <c>x + α·W·φ(x)</c>; null for a plain stack.</summary>
    public required double? Residual { get; init; }

    /// <summary>Over what the layers normalize; null where they do not.</summary>
    public required LayerNormalization? Normalization { get; init; }
}
