using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Models;

/// <summary>A tensor of a model file with what it does there.</summary>
public sealed record ModelTensor
{
    /// <summary>What the file says of it.</summary>
    public required TensorInfo Info { get; init; }

    /// <summary>What it does in the model.</summary>
    public required TensorRole Role { get; init; }

    /// <summary>Why it is taken for that, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The layer's weights: the tensor's own shape for weights, that of the weights it belongs to for a bias; null where fans are not known.</summary>
    public WeightShape? Weights { get; init; }

    /// <summary>The name of the weights that a bias or a shift belongs to; null for all else, and where it is not known.</summary>
    public string? WeightsName { get; init; }

    /// <summary>What its layer's outputs pass through next, as ONNX names it, such as <c>Relu</c>; null where no graph says it.</summary>
    public string? Activation { get; init; }
}
