using Evenkeel.Shapes;

namespace Evenkeel.Graphs;

/// <summary>What a graph knows of a parameter.</summary>
/// <param name="Name">Unique in the graph, for example <c>layers.1.weight</c>.</param>
/// <param name="Shape">The axes as the operations want them, for a dense weight [in, out].</param>
/// <param name="Weights">What the axes mean, for a weight; null for a bias and the like.</param>
public sealed record ParameterInfo(string Name, Shape Shape, WeightShape? Weights);
