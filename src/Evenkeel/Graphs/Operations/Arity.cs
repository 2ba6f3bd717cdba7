using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>Checks that operations share.</summary>
internal static class Arity
{
    public static void Check(string kind, ReadOnlySpan<Shape> inputs, int needed)
    {
        if (inputs.Length != needed)
        {
            throw new ArgumentException($"Operation '{kind}' needs {needed} input{(needed == 1 ? "" : "s")} but gets {inputs.Length}.");
        }
    }

    /// <summary>A loss reads predictions and a target; returns the shape of its output, one number a sample.</summary>
    public static Shape CheckLoss(string kind, ReadOnlySpan<Shape> inputs, bool classTarget)
    {
        Check(kind, inputs, 2);
        int needed = classTarget ? 1 : inputs[0].Count;
        return inputs[1].Count == needed
            ? new(1)
            : throw new ArgumentException($"Operation '{kind}' needs a target of {needed} value{(needed == 1 ? "" : "s")} for predictions of shape {inputs[0]}, but gets {inputs[1].Count}.");
    }
}
