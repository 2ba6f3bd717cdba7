using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>The loss of a classifier: <c>ln Σⱼ e^zⱼ − z_y</c> for the class y, in nats.</summary>
/// <remarks>Inputs: logits [classes] and the class's index [1]; output [1]. Backward: <c>softmax(z) − onehot(y)</c>.</remarks>
public sealed class SoftmaxCrossEntropy : Operation
{
    /// <inheritdoc/>
    public override string Kind => "softmax-cross-entropy";

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.Inputs;

    /// <inheritdoc/>
    public override bool PassesGradient(int input) => input == 0;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters) => Arity.CheckLoss(Kind, inputs, classTarget: true);

    /// <inheritdoc/>
    public override void Forward(NodeRun run) => Softmax.CrossEntropy(run.Input(0), run.Input(1), run.Output, run.InputShape(0).Count);

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        if (run.Wants(0))
        {
            using LossGradient gradient = new(run);
            Softmax.CrossEntropyGradient(run.Input(0), run.Input(1), gradient.Span, run.InputShape(0).Count);
        }
    }
}
