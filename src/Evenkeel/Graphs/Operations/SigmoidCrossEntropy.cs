using Evenkeel.Functions;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>The loss of yes-or-no predictions: <c>ln(1 + e^z) − t·z</c> for a target t in [0, 1], in nats, averaged over the outputs.</summary>
/// <remarks>Inputs: logits [outputs] and targets [outputs]; output [1]. Backward: <c>(σ(z) − t) / outputs</c>.</remarks>
public sealed class SigmoidCrossEntropy : Operation
{
    /// <inheritdoc/>
    public override string Kind => "sigmoid-cross-entropy";

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.Inputs;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters) => Arity.CheckLoss(Kind, inputs, classTarget: false);

    /// <inheritdoc/>
    public override void Forward(NodeRun run) => Sigmoids.CrossEntropy(run.Input(0), run.Input(1), run.Output);

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        if (run.Wants(0))
        {
            Sigmoids.CrossEntropyGradient(run.Input(0), run.Input(1), run.OutputGradient, run.InputGradient(0), run.Accumulates(0));
        }
    }
}
