using Evenkeel.Forensics;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Models;

/// <summary>What a person says of some tensors' role.</summary>
public sealed record RoleRule
{
    /// <summary>A pattern of names as <see cref="TensorGlob"/> takes it.</summary>
    public required string Pattern { get; init; }

    /// <summary>What they do.</summary>
    public required TensorRole Role { get; init; }

    /// <summary>The order of the axes; null for [out, in, …], or what the table of roles finds where the role is the same.</summary>
    public WeightLayout? Layout { get; init; }

    /// <summary>Groups of a convolution, ≥ 1; null for 1, and for a depthwise one its channels.</summary>
    public int? Groups { get; init; }

    /// <summary>Stride of a convolution, ≥ 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Matrices in a packed weight, ≥ 1; null for 3.</summary>
    public int? Parts { get; init; }

    /// <summary>An einsum whose arithmetic gives the fans, <c>input,weight-&gt;result</c>; null for none.</summary>
    public string? Equation { get; init; }

    /// <summary>The line of its file, from 1.</summary>
    public int Line { get; init; } = 1;
}
