using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>A model to write: one graph of ONNX's own operators.</summary>
public sealed record OnnxModel
{
    /// <summary>The graph's name; not empty.</summary>
    public required string Name { get; init; }

    /// <summary>The operations, each after those whose results it takes; their <see cref="OnnxNode.Graph"/> is empty.</summary>
    public required ImmutableArray<OnnxNode> Nodes { get; init; }

    /// <summary>The tensors that the nodes compute with.</summary>
    public required ImmutableArray<NamedTensor> Initializers { get; init; }

    /// <summary>What goes in.</summary>
    public required ImmutableArray<OnnxPort> Inputs { get; init; }

    /// <summary>What comes out.</summary>
    public required ImmutableArray<OnnxPort> Outputs { get; init; }

    /// <summary>The version of ONNX's operators that the nodes mean, ≥ 1.</summary>
    public required int Opset { get; init; }

    /// <summary>The version of the format, ≥ 3; a version of operators needs one that is not older.</summary>
    public required int IrVersion { get; init; }

    /// <summary>Who wrote it; empty for nobody.</summary>
    public string Producer { get; init; } = "";

    /// <summary>What the model is, for people; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Remarks, written in the order of their keys.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = FrozenDictionary<string, string>.Empty;
}
