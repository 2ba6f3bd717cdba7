using Evenkeel.Graphs;
using Evenkeel.Shapes;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>The sum of a sample's values, as a loss whose gradient is 1 everywhere.</summary>
internal sealed class Total : Operation
{
    public override string Kind => "total";

    public override BackwardReads BackwardReads => BackwardReads.None;

    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters) => new(1);

    public override void Forward(NodeRun run)
    {
        int width = run.InputShape(0).Count;
        for (int row = 0; row < run.Rows; row++)
        {
            float sum = 0;
            foreach (float value in run.Input(0).Slice(row * width, width))
            {
                sum += value;
            }

            run.Output[row] = sum;
        }
    }

    public override void Backward(NodeRun run)
    {
        if (!run.Wants(0))
        {
            return;
        }

        int width = run.InputShape(0).Count;
        Span<float> gradient = run.InputGradient(0);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = run.Accumulates(0) ? gradient[i] + run.OutputGradient[i / width] : run.OutputGradient[i / width];
        }
    }
}
