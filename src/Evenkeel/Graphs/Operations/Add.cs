using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>The sum of two values, element by element: <c>y = x + f</c>, as a residual branch is added to what it branched from.</summary>
/// <remarks>Inputs: two of one shape, which may be the same value; output of that shape. Backward: <c>∂x = ∂y</c>, <c>∂f = ∂y</c>.</remarks>
public sealed class Add : Operation
{
    /// <inheritdoc/>
    public override string Kind => "add";

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.None;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters)
    {
        Arity.Check(Kind, inputs, 2);
        return inputs[0] == inputs[1]
            ? inputs[0]
            : throw new ArgumentException($"Operation 'add' needs two inputs of one shape but gets {inputs[0]} and {inputs[1]}.");
    }

    /// <inheritdoc/>
    public override void Forward(NodeRun run) => Elementwise.Run(default(Added), run.Input(0), run.Input(1), run.Output);

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        // One after the other: where both inputs are one value, the second is added to the first.
        for (int input = 0; input < 2; input++)
        {
            if (!run.Wants(input)) continue;
            Span<float> gradient = run.InputGradient(input);
            if (run.Accumulates(input)) Elementwise.Run(default(Added), gradient, run.OutputGradient, gradient);
            else run.OutputGradient.CopyTo(gradient);
        }
    }
}
