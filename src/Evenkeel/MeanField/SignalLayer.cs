namespace Evenkeel.MeanField;

/// <summary>A dense layer as theory sees it: how many inputs and outputs, and how wide its first weights and biases scatter.</summary>
public sealed record SignalLayer
{
    /// <summary>n^[l−1], the inputs of a unit; ≥ 1.</summary>
    public required int FanIn { get; init; }

    /// <summary>n^[l], the units; ≥ 1.</summary>
    public required int FanOut { get; init; }

    /// <summary>E w² of a single weight, so that σw² is <see cref="FanIn"/> times it; ≥ 0.</summary>
    public required double WeightVariance { get; init; }

    /// <summary>σb², E b² of a single bias; ≥ 0.</summary>
    public double BiasVariance { get; init; }

    /// <summary>Whether the weights are independent of each other and have mean 0; orthogonal ones are not.</summary>
    public bool IsIndependent { get; init; } = true;

    /// <summary>Whether the weights are random orthonormal rows or columns, times a factor; false where <see cref="IsIndependent"/> is true.</summary>
    public bool IsOrthogonal { get; init; }

    /// <summary>Whether means of weights and biases are 0, or too small beside their scatter to move the signal.</summary>
    public bool IsCentred { get; init; } = true;

    /// <summary>σw², <c>n^[l−1]·E w²</c>.</summary>
    public double SigmaW2 => FanIn * WeightVariance;
}
