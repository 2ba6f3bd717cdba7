using Evenkeel.Graphs;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Graphs;

/// <summary>The sum of two values, so that graphs can branch and join.</summary>
internal sealed class Add : Operation
{
    public override string Kind => "add";

    public override BackwardReads BackwardReads => BackwardReads.None;

    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters) =>
        inputs[0] == inputs[1] ? inputs[0] : throw new ArgumentException($"A sum needs equal shapes but gets {inputs[0]} and {inputs[1]}.");

    public override void Forward(NodeRun run)
    {
        for (int i = 0; i < run.Output.Length; i++)
        {
            run.Output[i] = run.Input(0)[i] + run.Input(1)[i];
        }
    }

    public override void Backward(NodeRun run)
    {
        for (int input = 0; input < 2; input++)
        {
            for (int i = 0; run.Wants(input) && i < run.OutputGradient.Length; i++)
            {
                float before = run.Accumulates(input) ? run.InputGradient(input)[i] : 0;
                run.InputGradient(input)[i] = before + run.OutputGradient[i];
            }
        }
    }
}
