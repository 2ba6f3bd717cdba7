using System.Runtime.CompilerServices;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>The loss of a regression: <c>(y − t)²</c>, averaged over the outputs.</summary>
/// <remarks>Inputs: predictions [outputs] and targets [outputs]; output [1]. Backward: <c>2(y − t) / outputs</c>.</remarks>
public sealed class MeanSquaredError : Operation
{
    /// <inheritdoc/>
    public override string Kind => "mean-squared-error";

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.Inputs;

    /// <inheritdoc/>
    public override bool PassesGradient(int input) => input == 0;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters) => Arity.CheckLoss(Kind, inputs, classTarget: false);

    /// <inheritdoc/>
    public override void Forward(NodeRun run)
    {
        (ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses) = run.LossOperands();
        int outputs = predictions.Length / losses.Length;
        for (int row = 0; row < losses.Length; row++)
        {
            double sum = 0;
            for (int i = row * outputs; i < (row + 1) * outputs; i++)
            {
                double error = (double)predictions[i] - targets[i];
                sum += error * error;
            }

            losses[row] = (float)(sum / outputs);
        }
    }

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        if (!run.Wants(0))
        {
            return;
        }

        (ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, _) = run.LossOperands();
        using LossGradient gradient = new(run);
        Elementwise.Run(new Pull(2f / run.InputShape(0).Count), predictions, targets, gradient.Span);
    }

    /// <summary>How strongly a prediction is drawn to its target.</summary>
    private readonly struct Pull(float share) : IElementwise2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y)
            where T : struct, ILanes<T> => T.Broadcast(share) * (x - y);
    }
}
