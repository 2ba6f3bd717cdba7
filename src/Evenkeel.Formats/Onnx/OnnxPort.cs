using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>What goes into or comes out of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What one element is.</param>
/// <param name="Shape">The sizes of the axes, outermost first: numbers, or names for sizes that are known only when the model runs, such as <c>N</c>.</param>
/// <param name="Description">What it is, for people; empty for none.</param>
public sealed record OnnxPort(string Name, TensorType Type, ImmutableArray<string> Shape, string Description = "");
