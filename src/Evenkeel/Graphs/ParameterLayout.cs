using Evenkeel.Numerics;

namespace Evenkeel.Graphs;

/// <summary>Where each parameter of a graph lies in a buffer that holds all of them, each from the start of a cache line.</summary>
internal sealed class ParameterLayout
{
    private readonly (int Offset, int Length)[] places;

    /// <summary>Lays out parameters.</summary>
    /// <param name="graph">Says which there are.</param>
    /// <param name="leftOut">By parameter, whether it takes no place; null for all to take one.</param>
    public ParameterLayout(Graph graph, bool[]? leftOut = null)
    {
        places = new (int, int)[graph.Parameters.Length];
        long offset = 0;
        for (int i = 0; i < places.Length; i++)
        {
            long count = leftOut?[i] == true ? 0 : graph.Parameters[i].Shape.LongCount;
            int start = (int)offset;
            offset += AlignedBuffer.WholeLines(count);
            if (offset > AlignedBuffer.Longest)
            {
                throw new ArgumentException($"The parameters of this graph take more than {AlignedBuffer.Longest} floats, the most that can be held; choose narrower layers.");
            }

            places[i] = (start, (int)count);
        }

        Length = (int)offset;
    }

    public int Count => places.Length;

    public int Length { get; }

    public Span<float> Slice(AlignedBuffer buffer, ParameterId parameter) =>
        buffer.Slice(places[parameter.Index].Offset, places[parameter.Index].Length);
}
