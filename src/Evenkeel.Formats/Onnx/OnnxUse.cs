using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>A node that computes with a tensor, perhaps after others have only brought it into another form.</summary>
/// <param name="Node">The node.</param>
/// <param name="Input">Which of its inputs it is, from 0.</param>
/// <param name="IsTransposed">Whether the tensor arrives with its last two axes exchanged.</param>
/// <param name="Through">The nodes on the way, the first one first: <c>Transpose</c>, <c>Reshape</c>, <c>Cast</c>, <c>DequantizeLinear</c> and their like.</param>
public sealed record OnnxUse(OnnxNode Node, int Input, bool IsTransposed, ImmutableArray<OnnxNode> Through);
