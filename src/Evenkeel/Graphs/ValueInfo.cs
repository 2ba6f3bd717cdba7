using Evenkeel.Shapes;

namespace Evenkeel.Graphs;

/// <summary>What a graph knows of a value before any number is computed.</summary>
/// <param name="Name">Unique in the graph, for example <c>layers.1.z</c>.</param>
/// <param name="Shape">The shape of one sample's part of it.</param>
public sealed record ValueInfo(string Name, Shape Shape);
