namespace Evenkeel.Graphs;

/// <summary>Names a parameter of a graph: a tensor that training changes.</summary>
/// <param name="Index">Its number in the graph's <see cref="Graph.Parameters"/>.</param>
public readonly record struct ParameterId(int Index);
