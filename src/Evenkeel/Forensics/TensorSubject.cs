using Evenkeel.Shapes;

namespace Evenkeel.Forensics;

/// <summary>What is known of a tensor beside its elements.</summary>
public sealed record TensorSubject
{
    /// <summary>Its name in the file.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public TensorRole Role { get; init; }

    /// <summary>The layer's weights, of which fans follow: the tensor's own shape for weights, that of the weights it belongs to for a bias; null where it is not known.</summary>
    public WeightShape? Weights { get; init; }

    /// <summary>The bits of fraction that the stored type keeps of an element: 23 for float32, 10 for float16, 7 for bfloat16, 52 for float64.</summary>
    public int FractionBits { get; init; } = 23;
}
