using Evenkeel.Numerics;

namespace Evenkeel.Graphs;

/// <summary>The values of a graph's parameters, outside any plan, so that training, evaluation and probing share them.</summary>
public sealed class ParameterStore
{
    private readonly AlignedBuffer buffer;
    private readonly ParameterLayout layout;

    /// <summary>Allocates the parameters of a graph, all zero.</summary>
    /// <param name="graph">Says which parameters there are.</param>
    /// <exception cref="ArgumentException">They are more than one array can hold.</exception>
    public ParameterStore(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        layout = new(graph);
        buffer = new(layout.Length);
    }

    /// <summary>The number of parameters, as tensors.</summary>
    public int Count => layout.Count;

    /// <summary>The values of a parameter.</summary>
    /// <param name="parameter">Which.</param>
    /// <returns>Its values, in the order of its shape; writing changes them for every plan.</returns>
    public Span<float> this[ParameterId parameter] => layout.Slice(buffer, parameter);

    /// <summary>Copies all values from another store of the same graph.</summary>
    /// <param name="other">The store to copy from.</param>
    /// <exception cref="ArgumentException">The other store holds other parameters.</exception>
    public void CopyFrom(ParameterStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.buffer.Length != buffer.Length || other.Count != Count)
        {
            throw new ArgumentException($"The store holds {Count} parameters but the other has {other.Count}; they must be of one graph.", nameof(other));
        }

        other.buffer.Slice(0, buffer.Length).CopyTo(buffer.Slice(0, buffer.Length));
    }
}
