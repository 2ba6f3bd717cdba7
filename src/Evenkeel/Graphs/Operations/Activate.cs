using Evenkeel.Functions;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>An activation, element by element: <c>a = φ(z)</c>; backward <c>∂z = ∂a · φ′(z)</c>.</summary>
/// <param name="function">The function φ.</param>
public sealed class Activate(Activation function) : Operation
{
    /// <summary>The function φ.</summary>
    public Activation Function { get; } = function;

    /// <inheritdoc/>
    public override string Kind => Function.Name;

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.Inputs | BackwardReads.Output;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters)
    {
        Arity.Check(Kind, inputs, 1);
        return inputs[0];
    }

    /// <inheritdoc/>
    public override void Forward(NodeRun run) => Function.Apply(run.Input(0), run.Output);

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        if (run.Wants(0))
        {
            Function.Backpropagate(run.Input(0), run.Output, run.OutputGradient, run.InputGradient(0), run.Accumulates(0));
        }
    }
}
