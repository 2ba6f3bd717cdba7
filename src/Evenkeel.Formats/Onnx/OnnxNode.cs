using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>One operation of an ONNX graph.</summary>
public sealed record OnnxNode
{
    /// <summary>What it does, for example <c>Gemm</c> or <c>Conv</c>.</summary>
    public required string OpType { get; init; }

    /// <summary>The set of operators that it comes from; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Its own name; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The values that go in, by name; an empty name stands for one that is left out.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>The values that come out, by name; an empty name stands for one that is not wanted.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>Its attributes by name.</summary>
    public IReadOnlyDictionary<string, OnnxValue> Attributes { get; init; } = FrozenDictionary<string, OnnxValue>.Empty;

    /// <summary>The graph that it belongs to: empty for the main one; for a sub-graph <c>/</c>, the node that holds it, a dot and the attribute, for each level; for a function its name.</summary>
    public string Graph { get; init; } = "";

    /// <summary>Gives an attribute that is a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The number, or null where there is none.</returns>
    public long? Whole(string name) => Attributes.GetValueOrDefault(name)?.Whole;

    /// <summary>Gives an attribute that is a number.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The number, or null where there is none.</returns>
    public double? Number(string name) => Attributes.GetValueOrDefault(name)?.Number;

    /// <summary>Gives an attribute that is a text.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text, or null where there is none.</returns>
    public string? Text(string name) => Attributes.GetValueOrDefault(name)?.Text;

    /// <summary>Gives an attribute that is a list of whole numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The numbers; empty where there are none.</returns>
    public ImmutableArray<long> Wholes(string name) => Attributes.GetValueOrDefault(name)?.Wholes ?? [];
}
