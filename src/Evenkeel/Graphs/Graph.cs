using System.Collections.Immutable;

namespace Evenkeel.Graphs;

/// <summary>Operations and how values flow between them, in an order in which they can be computed.</summary>
/// <remarks>Made by a <see cref="GraphBuilder"/>; it never changes, and holds no numbers.</remarks>
public sealed class Graph
{
    internal Graph(ImmutableArray<ValueInfo> values, ImmutableArray<ParameterInfo> parameters, ImmutableArray<Node> nodes, ValueId? loss)
    {
        (Values, Parameters, Nodes, Loss) = (values, parameters, nodes, loss);
    }

    /// <summary>Inputs and outputs of operations.</summary>
    public ImmutableArray<ValueInfo> Values { get; }

    /// <summary>What training changes.</summary>
    public ImmutableArray<ParameterInfo> Parameters { get; }

    /// <summary>The operations, each after all that it reads.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The value whose mean over the samples is the loss: one number a sample; null for a graph that is only evaluated.</summary>
    public ValueId? Loss { get; }
}
