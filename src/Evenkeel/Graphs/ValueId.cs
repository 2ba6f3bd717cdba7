namespace Evenkeel.Graphs;

/// <summary>Names a value of a graph: an input, or the output of an operation.</summary>
/// <param name="Index">Its number in the graph's <see cref="Graph.Values"/>.</param>
public readonly record struct ValueId(int Index);
