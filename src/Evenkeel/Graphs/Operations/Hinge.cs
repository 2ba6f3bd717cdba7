using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>The loss of a support vector machine.</summary>
/// <remarks>
/// Inputs: scores s [classes] and the class's index y [1]; output [1]. One score: <c>max(0, 1 − t·s)</c> with t = 2y − 1.
/// Several: <c>Σ_{j≠y} max(0, 1 − s_y + sⱼ) / classes</c> (Weston and Watkins 1999), the mean as PyTorch's MultiMarginLoss takes it.
/// </remarks>
public sealed class Hinge : Operation
{
    /// <inheritdoc/>
    public override string Kind => "hinge";

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.Inputs;

    /// <inheritdoc/>
    public override bool PassesGradient(int input) => input == 0;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters) => Arity.CheckLoss(Kind, inputs, classTarget: true);

    /// <inheritdoc/>
    public override void Forward(NodeRun run)
    {
        (ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, Span<float> losses) = run.LossOperands();
        int classes = scores.Length / losses.Length;
        for (int row = 0; row < losses.Length; row++)
        {
            ReadOnlySpan<float> s = scores.Slice(row * classes, classes);
            losses[row] = classes == 1 ? Positive(1 - (2 * targets[row] - 1) * s[0]) : Several(s, (int)targets[row]);
        }
    }

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        if (!run.Wants(0))
        {
            return;
        }

        (ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, Span<float> losses) = run.LossOperands();
        using LossGradient gradient = new(run);
        Span<float> all = gradient.Span;
        all.Clear();
        int classes = scores.Length / losses.Length;
        for (int row = 0; row < losses.Length; row++)
        {
            ReadOnlySpan<float> s = scores.Slice(row * classes, classes);
            Span<float> g = all.Slice(row * classes, classes);
            if (classes == 1)
            {
                float sign = 2 * targets[row] - 1;
                g[0] = 1 - sign * s[0] > 0 ? -sign : 0;
                continue;
            }

            int y = (int)targets[row];
            for (int j = 0; j < classes; j++)
            {
                if (j != y && 1 - s[y] + s[j] > 0)
                {
                    g[j] += 1f / classes;
                    g[y] -= 1f / classes;
                }
            }
        }
    }

    private static float Several(ReadOnlySpan<float> s, int y)
    {
        double sum = 0;
        for (int j = 0; j < s.Length; j++)
        {
            sum += j == y ? 0 : Positive(1 - s[y] + s[j]);
        }

        return (float)(sum / s.Length);
    }

    /// <summary>max(0, x), NaN for NaN.</summary>
    private static float Positive(float x) => x < 0 ? 0 : x;
}
