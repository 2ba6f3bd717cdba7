using Evenkeel.Numerics;
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
    public override bool PassesGradient(int input) => input == 0;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters) => Arity.CheckLoss(Kind, inputs, classTarget: false);

    /// <inheritdoc/>
    public override unsafe void Forward(NodeRun run)
    {
        (ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses) = run.LossOperands();
        int outputs = logits.Length / losses.Length;
        if (outputs == 1)
        {
            BinaryCrossEntropy.Apply(logits, targets, losses);
            return;
        }

        Span<float> each = new(Scratch.Lend(logits.Length), logits.Length);
        BinaryCrossEntropy.Apply(logits, targets, each);
        for (int row = 0; row < losses.Length; row++)
        {
            double sum = 0;
            foreach (float loss in each.Slice(row * outputs, outputs))
            {
                sum += loss;
            }

            losses[row] = (float)(sum / outputs);
        }
    }

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        if (run.Wants(0))
        {
            using LossGradient gradient = new(run);
            BinaryCrossEntropy.Gradient(run.Input(0), run.Input(1), 1f / run.InputShape(0).Count, gradient.Span);
        }
    }
}
