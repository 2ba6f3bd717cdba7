using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>A class's index as a vector of zeros with a one at its place; no gradient passes.</summary>
/// <param name="classes">The number of classes, ≥ 1.</param>
public sealed class OneHot(int classes) : Operation
{
    /// <inheritdoc/>
    public override string Kind => "one-hot";

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.None;

    /// <inheritdoc/>
    public override bool PassesGradient(int input) => false;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters)
    {
        Arity.Check(Kind, inputs, 1);
        return inputs[0].Count == 1
            ? new(classes)
            : throw new ArgumentException($"Operation 'one-hot' needs one class index a sample but gets shape {inputs[0]}.");
    }

    /// <inheritdoc/>
    public override void Forward(NodeRun run)
    {
        ReadOnlySpan<float> indices = run.Input(0);
        Span<float> output = run.Output;
        output.Clear();
        for (int row = 0; row < indices.Length; row++)
        {
            output[row * classes + (int)indices[row]] = 1;
        }
    }

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        // No gradient passes, and there are no parameters.
    }
}
