using System.Collections.Immutable;

namespace Evenkeel.Graphs;

/// <summary>An operation at its place in a graph.</summary>
/// <param name="Operation">What it computes.</param>
/// <param name="Inputs">The values it reads.</param>
/// <param name="Parameters">The parameters it reads.</param>
/// <param name="Output">The value it writes.</param>
public sealed record Node(Operation Operation, ImmutableArray<ValueId> Inputs, ImmutableArray<ParameterId> Parameters, ValueId Output);
