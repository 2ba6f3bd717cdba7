using Evenkeel.Graphs;
using Evenkeel.Lab.Protocol;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Sessions;

/// <summary>Every weight of a small network with its gradient, and which units are twins.</summary>
internal static class EdgeReader
{
    /// <summary>Beyond as many weights nobody can tell edges apart.</summary>
    public const int MostWeights = 2000;

    /// <summary>Reads all layers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="plan">A plan that holds the gradients of its parameters.</param>
    /// <returns>One entry a layer; null where the network has too many weights.</returns>
    public static EdgeLayer[]? Read(Network network, Plan plan)
    {
        int weights = network.Layers.Sum(layer => network.Graph.Parameters[layer.Weight.Index].Shape.Count);
        if (weights > MostWeights) return null;
        EdgeLayer[] edges = new EdgeLayer[network.Layers.Length];
        for (int l = 0; l < edges.Length; l++)
        {
            NetworkLayer layer = network.Layers[l];
            edges[l] = new(
                layer.Number,
                Rows(plan.Parameters[layer.Weight], layer.Width),
                Rows(plan.ParameterGradient(layer.Weight), layer.Width),
                layer.Bias is { } bias ? plan.Parameters[bias].ToArray() : null,
                layer.Bias is { } offset ? plan.ParameterGradient(offset).ToArray() : null,
                Twins(network, plan.Parameters, l));
        }

        return edges;
    }

    private static float[][] Rows(ReadOnlySpan<float> weights, int width)
    {
        float[][] rows = new float[weights.Length / width][];
        for (int i = 0; i < rows.Length; i++) rows[i] = weights.Slice(i * width, width).ToArray();
        return rows;
    }

    /// <summary>For each unit the first whose weights, those that come in and those that go out, and whose bias are the same to the last bit.</summary>
    private static int[] Twins(Network network, ParameterStore parameters, int l)
    {
        NetworkLayer layer = network.Layers[l];
        int[] twins = new int[layer.Width];
        for (int j = 0; j < twins.Length; j++)
        {
            twins[j] = j;
            for (int i = 0; i < j && twins[j] == j; i++)
            {
                if (twins[i] == i && AreTwins(network, parameters, l, i, j)) twins[j] = i;
            }
        }

        return twins;
    }

    private static bool AreTwins(Network network, ParameterStore parameters, int l, int first, int second)
    {
        NetworkLayer layer = network.Layers[l];
        ReadOnlySpan<float> weights = parameters[layer.Weight];
        for (int i = 0; i < weights.Length; i += layer.Width)
        {
            if (!Same(weights[i + first], weights[i + second])) return false;
        }

        if (layer.Bias is { } bias && !Same(parameters[bias][first], parameters[bias][second])) return false;
        if (l + 1 == network.Layers.Length) return true;
        NetworkLayer next = network.Layers[l + 1];
        ReadOnlySpan<float> outgoing = parameters[next.Weight];
        for (int k = 0; k < next.Width; k++)
        {
            if (!Same(outgoing[first * next.Width + k], outgoing[second * next.Width + k])) return false;
        }

        return true;
    }

    private static bool Same(float left, float right) => BitConverter.SingleToUInt32Bits(left) == BitConverter.SingleToUInt32Bits(right);
}
