using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>Which nodes take which value, and where values go that other nodes only bring into another form.</summary>
internal sealed class OnnxConsumers
{
    private readonly Dictionary<string, List<(OnnxNode Node, int Input)>> takers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string Name), (ImmutableArray<string> Inputs, string Graph)> functions;

    public OnnxConsumers(ImmutableArray<OnnxNode> nodes, Dictionary<(string Domain, string Name), (ImmutableArray<string> Inputs, string Graph)> functions)
    {
        this.functions = functions;
        foreach (OnnxNode node in nodes)
        {
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                if (node.Inputs[i].Length == 0) continue;
                if (!takers.TryGetValue(node.Inputs[i], out List<(OnnxNode, int)>? list)) takers.Add(node.Inputs[i], list = []);
                list.Add((node, i));
            }
        }
    }

    /// <summary>Follows a value from a graph; each (value, graph) once, so that a circle ends.</summary>
    public ImmutableArray<OnnxUse> Of(string value, string graph)
    {
        ImmutableArray<OnnxUse>.Builder uses = ImmutableArray.CreateBuilder<OnnxUse>();
        HashSet<(string Value, string Graph)> seen = [(value, graph)];
        Queue<(string Value, string Graph, bool IsTransposed, ImmutableArray<OnnxNode> Through)> open = new();
        open.Enqueue((value, graph, false, []));
        while (open.TryDequeue(out var place))
        {
            foreach ((OnnxNode node, int input) in takers.GetValueOrDefault(place.Value) ?? [])
            {
                if (!IsWithin(node.Graph, place.Graph)) continue;
                if (functions.TryGetValue((node.Domain, node.OpType), out var function))
                {
                    if (input < function.Inputs.Length && seen.Add((function.Inputs[input], function.Graph))) open.Enqueue((function.Inputs[input], function.Graph, place.IsTransposed, place.Through));
                }
                else if (input == 0 && PassesThrough(node) && node.Outputs is [var output, ..] && output.Length > 0 && place.Through.Length < LongestWay)
                {
                    if (seen.Add((output, node.Graph))) open.Enqueue((output, node.Graph, place.IsTransposed ^ Transposes(node), place.Through.Add(node)));
                }
                else
                {
                    uses.Add(new(node, input, place.IsTransposed, place.Through));
                }
            }
        }

        return uses.ToImmutable();
    }

    /// <summary>No exporter chains more; without an end, the copies of the way would grow with its square.</summary>
    private const int LongestWay = 64;

    /// <summary>A value can be taken in its own graph and in the sub-graphs of that.</summary>
    private static bool IsWithin(string graph, string outer) =>
        graph.StartsWith(outer, StringComparison.Ordinal) && (graph.Length == outer.Length || graph[outer.Length] == '/');

    private static bool PassesThrough(OnnxNode node) => node.Domain is "" or "com.microsoft" && node.OpType is
        "Identity" or "Transpose" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Cast" or "CastLike" or "QuantizeLinear" or "DequantizeLinear";

    /// <summary>Whether the last two axes change places. Without a permutation a Transpose turns all axes round.</summary>
    private static bool Transposes(OnnxNode node) => node.OpType == "Transpose"
        && (node.Wholes("perm") is not [.., var before, var last] || before > last);
}
