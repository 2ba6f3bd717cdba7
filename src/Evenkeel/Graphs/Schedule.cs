using Evenkeel.Graphs.Fusing;
using Evenkeel.Numerics;

namespace Evenkeel.Graphs;

/// <summary>When each value and gradient of a plan is written first and read last, and so where in the workspace it can lie.</summary>
/// <remarks>
/// Time runs over the steps of a run: node i forward is step i, node i backward is step 2N − 1 − i. Two tensors may share memory
/// when their spans of time do not meet; each takes the lowest place that is free for all of its span.
/// </remarks>
internal sealed partial class Schedule
{
    private readonly int[] valueOffsets;
    private readonly int[] gradientOffsets;
    private readonly bool[] wanted;
    private readonly bool[] retained;
    private readonly bool[][] inputAccumulates;
    private readonly bool[][] parameterAccumulates;

    public Schedule(Graph graph, PlanOptions options)
    {
        int count = graph.Values.Length;
        bool trains = options.Mode == PlanMode.Train;
        (valueOffsets, gradientOffsets) = (new int[count], new int[count]);
        retained = Retained(graph, options);
        wanted = trains ? Wanted(graph) : new bool[count];
        (inputAccumulates, parameterAccumulates) = Accumulation(graph, wanted);

        Fusion = new(graph, options, wanted, retained);

        int last = 2 * graph.Nodes.Length;
        Span[] values = new Span[count];
        Span[] gradients = new Span[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = retained[i] ? new(-1, last) : new(last, -1);
            gradients[i] = retained[i] && trains ? new(-1, last) : new(last, -1);
        }

        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            Node node = graph.Nodes[i];
            int back = last - 1 - i;
            bool backward = wanted[node.Output.Index];
            values[node.Output.Index].Include(Fusion.RunsForwardInAnother(i) ? i - 1 : i);
            foreach (ValueId input in node.Inputs)
            {
                values[input.Index].Include(i);
                if (backward && node.Operation.BackwardReads.HasFlag(BackwardReads.Inputs))
                {
                    values[input.Index].Include(back);
                }

                if (backward && wanted[input.Index])
                {
                    gradients[input.Index].Include(Fusion.RunsBackwardInAnother(i) ? back - 1 : back);
                }
            }

            if (backward)
            {
                gradients[node.Output.Index].Include(back);
                if (node.Operation.BackwardReads.HasFlag(BackwardReads.Output))
                {
                    values[node.Output.Index].Include(back);
                }
            }
        }

        if (trains)
        {
            gradients[graph.Loss!.Value.Index].Include(graph.Nodes.Length - 1);
        }

        ShareMemory(values, Fusion.ValueHosts);
        ShareMemory(gradients, Fusion.GradientHosts);
        WorkspaceLength = Place(graph, options.BatchSize, values, gradients);
    }

    /// <summary>What runs together.</summary>
    public Fusion Fusion { get; }

    public int WorkspaceLength { get; }

    public int ValueOffset(ValueId value) => valueOffsets[value.Index];

    public int GradientOffset(ValueId value) => gradientOffsets[value.Index];

    public bool WantsGradient(ValueId value) => wanted[value.Index];

    public bool IsRetained(ValueId value) => retained[value.Index];

    public bool InputAccumulates(int node, int input) => inputAccumulates[node][input];

    public bool ParameterAccumulates(int node, int parameter) => parameterAccumulates[node][parameter];

    /// <summary>Inputs are written from outside at any time; the loss and what nothing reads are results.</summary>
    private static bool[] Retained(Graph graph, PlanOptions options)
    {
        bool[] retained = new bool[graph.Values.Length];
        Array.Fill(retained, true);
        HashSet<int> produced = [.. graph.Nodes.Select(node => node.Output.Index)];
        foreach (ValueId input in graph.Nodes.SelectMany(node => node.Inputs))
        {
            retained[input.Index] = !produced.Contains(input.Index);
        }

        foreach (ValueId value in options.Retain)
        {
            retained[value.Index] = true;
        }

        if (graph.Loss is { } loss)
        {
            retained[loss.Index] = true;
        }

        return retained;
    }

    /// <summary>A gradient is wanted where the loss depends on the value and a parameter stands behind it.</summary>
    private static bool[] Wanted(Graph graph)
    {
        bool[] moves = new bool[graph.Values.Length];
        foreach (Node node in graph.Nodes)
        {
            moves[node.Output.Index] = node.Parameters.Length > 0 || node.Inputs.Where((input, i) => moves[input.Index] && node.Operation.PassesGradient(i)).Any();
        }

        bool[] matters = new bool[graph.Values.Length];
        matters[graph.Loss!.Value.Index] = true;
        foreach (Node node in graph.Nodes.Reverse())
        {
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                matters[node.Inputs[i].Index] |= matters[node.Output.Index] && node.Operation.PassesGradient(i);
            }
        }

        return [.. moves.Zip(matters, (move, matter) => move && matter)];
    }

    /// <summary>Backward visits nodes from last to first: the first to reach a gradient writes it, the others add.</summary>
    private static (bool[][] Inputs, bool[][] Parameters) Accumulation(Graph graph, bool[] wanted)
    {
        bool[] valueSeen = new bool[graph.Values.Length];
        bool[] parameterSeen = new bool[graph.Parameters.Length];
        bool[][] inputs = new bool[graph.Nodes.Length][];
        bool[][] parameters = new bool[graph.Nodes.Length][];
        for (int i = graph.Nodes.Length - 1; i >= 0; i--)
        {
            Node node = graph.Nodes[i];
            inputs[i] = new bool[node.Inputs.Length];
            parameters[i] = new bool[node.Parameters.Length];
            if (!wanted[node.Output.Index])
            {
                continue;
            }

            for (int j = 0; j < inputs[i].Length; j++)
            {
                inputs[i][j] = valueSeen[node.Inputs[j].Index];
                valueSeen[node.Inputs[j].Index] |= node.Operation.PassesGradient(j);
            }

            for (int j = 0; j < parameters[i].Length; j++)
            {
                parameters[i][j] = parameterSeen[node.Parameters[j].Index];
                parameterSeen[node.Parameters[j].Index] = true;
            }
        }

        return (inputs, parameters);
    }
}
