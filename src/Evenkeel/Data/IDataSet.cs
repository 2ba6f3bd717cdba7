using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Samples to learn from: inputs and targets, read by row.</summary>
/// <remarks>Reading is pure: the same row gives the same sample, from any thread.</remarks>
public interface IDataSet
{
    /// <summary>What to call it, for example <c>digits</c>.</summary>
    string Name { get; }

    /// <summary>The number of samples, ≥ 1.</summary>
    int Count { get; }

    /// <summary>The shape of one sample's input, for example 28×28 or 2.</summary>
    Shape InputShape { get; }

    /// <summary>The names of the classes in order of their index, or empty where the target is a number (regression).</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>The number of floats in one sample's target: 1 for a class, whose index it holds; else the number of values.</summary>
    int TargetSize { get; }

    /// <summary>Whether inputs are grey levels spread over [−1, 1], black being −1; false where black is 0, or inputs are no grey levels.</summary>
    /// <remarks>A network that learned from such images has to be shown others in the same way.</remarks>
    bool IsSigned => false;

    /// <summary>Copies samples out.</summary>
    /// <param name="rows">Row numbers, each in 0 … <see cref="Count"/> − 1, in any order, repeats allowed.</param>
    /// <param name="inputs">Receives the inputs, row-major [rows, input], exactly that long.</param>
    /// <param name="targets">Receives the targets, row-major [rows, target], exactly that long.</param>
    void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets);
}
