using Evenkeel.Graphs.Operations;
using Evenkeel.Numerics;

namespace Evenkeel.Graphs.Fusing;

/// <summary>An elementwise node that runs on each part of a product as soon as it is complete.</summary>
/// <param name="plan">The plan that runs it.</param>
/// <param name="node">The elementwise node's index.</param>
/// <param name="isBackward">Whether the product is the gradient of its output, rather than its input.</param>
internal sealed class ElementwiseTail(Plan plan, int node, bool isBackward) : IProductFinish
{
    private readonly IElementwiseOperation operation = (IElementwiseOperation)plan.Graph.Nodes[node].Operation;
    private readonly int width = plan.Graph.Values[plan.Graph.Nodes[node].Output.Index].Shape.Count;

    public void Do(in ProductStrip strip)
    {
        // Whole rows follow each other.
        bool isWhole = strip.Columns == width;
        int parts = isWhole ? 1 : strip.Rows, length = isWhole ? strip.Rows * strip.Columns : strip.Columns;
        NodeRun run = new(plan, node);
        for (int part = 0; part < parts; part++)
        {
            int start = (strip.Row + part) * width + strip.Column;
            if (isBackward) operation.Backward(run, start, length);
            else operation.Forward(run, start, length);
        }
    }
}
