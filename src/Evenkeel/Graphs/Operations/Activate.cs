using Evenkeel.Functions;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>An activation, element by element: <c>a = φ(z)</c>; backward <c>∂z = ∂a · φ′(z)</c>.</summary>
/// <param name="function">The function φ.</param>
public sealed class Activate(Activation function) : Operation, IElementwiseOperation
{
    /// <summary>The function φ.</summary>
    public Activation Function { get; } = function;

    /// <inheritdoc/>
    public override string Kind => Function.Name;

    /// <inheritdoc/>
    public override BackwardReads BackwardReads =>
        (Function.SlopeReads.HasFlag(SlopeReads.PreActivation) ? BackwardReads.Inputs : BackwardReads.None)
        | (Function.SlopeReads.HasFlag(SlopeReads.Activation) ? BackwardReads.Output : BackwardReads.None);

    /// <inheritdoc/>
    bool IElementwiseOperation.SlopeReadsInput => Function.SlopeReads.HasFlag(SlopeReads.PreActivation);

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters)
    {
        Arity.Check(Kind, inputs, 1);
        return inputs[0];
    }

    /// <inheritdoc/>
    public override void Forward(NodeRun run) => Forward(run, 0, run.Output.Length);

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        if (run.Wants(0)) Backward(run, 0, run.Output.Length);
    }

    void IElementwiseOperation.Forward(NodeRun run, int start, int length) => Forward(run, start, length);

    void IElementwiseOperation.Backward(NodeRun run, int start, int length) => Backward(run, start, length);

    private void Forward(NodeRun run, int start, int length) =>
        Function.Apply(run.Input(0).Slice(start, length), run.Output.Slice(start, length));

    private void Backward(NodeRun run, int start, int length) => Function.Backpropagate(
        run.Input(0).Slice(start, length),
        run.Output.Slice(start, length),
        run.OutputGradient.Slice(start, length),
        run.InputGradient(0).Slice(start, length),
        run.Accumulates(0));
}
