using Evenkeel.Graphs.Operations;

namespace Evenkeel.Graphs.Fusing;

/// <summary>Which operations of a plan run together, and which tensors are then never written.</summary>
/// <remarks>
/// A layer's activation runs on each part of its pre-activations as soon as that part is complete, and its backward pass likewise on the
/// gradient that the following layer sends back. What a plan is asked to retain keeps memory of its own. Elementwise functions give
/// the same bits wherever they run, so fusing changes none.
/// </remarks>
internal sealed class Fusion
{
    private const int None = -1;

    private readonly int[] forwardTails;
    private readonly int[] backwardTails;
    private readonly bool[] runsForwardInAnother;
    private readonly bool[] runsBackwardInAnother;

    /// <summary>Finds what can run together.</summary>
    /// <param name="graph">The operations.</param>
    /// <param name="options">Whether to fuse at all, and what the plan is for.</param>
    /// <param name="wanted">By value, whether its gradient is computed.</param>
    /// <param name="retained">By value, whether it must stay readable.</param>
    public Fusion(Graph graph, PlanOptions options, bool[] wanted, bool[] retained)
    {
        int count = graph.Nodes.Length;
        (forwardTails, backwardTails) = (new int[count], new int[count]);
        (runsForwardInAnother, runsBackwardInAnother) = (new bool[count], new bool[count]);
        (ValueHosts, GradientHosts) = (new int[graph.Values.Length], new int[graph.Values.Length]);
        foreach (int[] links in (int[][])[forwardTails, backwardTails, ValueHosts, GradientHosts]) Array.Fill(links, None);
        StreamsGradient = new bool[graph.Parameters.Length];
        if (!options.Fuse) return;

        int[] readers = Readers(graph);
        for (int i = 0; i < count; i++)
        {
            Node node = graph.Nodes[i];
            if (node.Operation is not IElementwiseOperation elementwise || readers[node.Inputs[0].Index] != 1) continue;
            bool trains = wanted[node.Output.Index];
            (int z, int a) = (node.Inputs[0].Index, node.Output.Index);
            if (i > 0 && graph.Nodes[i - 1].Output.Index == z && graph.Nodes[i - 1].Operation.HandsOn)
            {
                forwardTails[i - 1] = i;
                runsForwardInAnother[i] = true;
                if (!retained[z] && !(trains && elementwise.SlopeReadsInput)) ValueHosts[z] = a;
            }

            if (i + 1 < count && trains && wanted[z] && readers[a] == 1 && graph.Nodes[i + 1].Operation.HandsOn && graph.Nodes[i + 1].Inputs[0].Index == a)
            {
                backwardTails[i + 1] = i;
                runsBackwardInAnother[i] = true;
                if (!retained[a]) GradientHosts[z] = a;
            }
        }

        if (options is { Mode: PlanMode.Train, KeepParameterGradients: false }) FindStreams(graph, wanted);
    }

    /// <summary>By value, the value whose memory serves for it too; −1 for none.</summary>
    public int[] ValueHosts { get; }

    /// <summary>By value, the value whose gradient's memory serves for its gradient too; −1 for none.</summary>
    public int[] GradientHosts { get; }

    /// <summary>By parameter, whether its gradient goes to the update part by part, and is kept nowhere.</summary>
    public bool[] StreamsGradient { get; }

    /// <summary>The elementwise node that runs on parts of a node's output; null for none.</summary>
    public int? ForwardTail(int node) => forwardTails[node] == None ? null : forwardTails[node];

    /// <summary>The elementwise node that runs on parts of the gradient of a node's first input; null for none.</summary>
    public int? BackwardTail(int node) => backwardTails[node] == None ? null : backwardTails[node];

    /// <summary>Whether another node's forward pass runs this one's.</summary>
    public bool RunsForwardInAnother(int node) => runsForwardInAnother[node];

    /// <summary>Whether another node's backward pass runs this one's.</summary>
    public bool RunsBackwardInAnother(int node) => runsBackwardInAnother[node];

    private static int[] Readers(Graph graph)
    {
        int[] readers = new int[graph.Values.Length];
        foreach (ValueId input in graph.Nodes.SelectMany(node => node.Inputs)) readers[input.Index]++;
        if (graph.Loss is { } loss) readers[loss.Index]++;
        return readers;
    }

    /// <summary>A weight that one node alone reads can change as soon as that node's backward pass has read it.</summary>
    private void FindStreams(Graph graph, bool[] wanted)
    {
        int[] readers = new int[graph.Parameters.Length];
        foreach (ParameterId parameter in graph.Nodes.SelectMany(node => node.Parameters)) readers[parameter.Index]++;
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation.HandsOn && wanted[node.Output.Index] && readers[node.Parameters[0].Index] == 1) StreamsGradient[node.Parameters[0].Index] = true;
        }
    }
}
