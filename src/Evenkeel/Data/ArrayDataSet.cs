using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Samples held in memory as float32.</summary>
public sealed class ArrayDataSet : IDataSet
{
    private const int FewValues = 8;

    private readonly float[] inputs;
    private readonly float[] targets;

    /// <summary>Wraps arrays, without copying them.</summary>
    /// <param name="name">What to call the set.</param>
    /// <param name="inputShape">The shape of one sample's input.</param>
    /// <param name="classes">The class names in order of their index; empty for regression.</param>
    /// <param name="inputs">Row-major [samples, input].</param>
    /// <param name="targets">Row-major [samples, target]; class indices where there are classes.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, there is no sample, or a target is not the index of a class.</exception>
    public ArrayDataSet(string name, Shape inputShape, IReadOnlyList<string> classes, float[] inputs, float[] targets)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        int count = inputs.Length / inputShape.Count;
        if (count == 0 || inputs.Length % inputShape.Count != 0)
        {
            throw new ArgumentException($"Data set '{name}' holds {inputs.Length} input values, but samples of shape {inputShape} need a positive multiple of {inputShape.Count}.", nameof(inputs));
        }

        if (targets.Length == 0 || targets.Length % count != 0 || (classes.Count > 0 && targets.Length != count))
        {
            throw new ArgumentException($"Data set '{name}' holds {targets.Length} target values for {count} samples.", nameof(targets));
        }

        for (int i = 0; classes.Count > 0 && i < targets.Length; i++)
        {
            if (!(targets[i] >= 0 && targets[i] < classes.Count && targets[i] == MathF.Floor(targets[i])))
            {
                throw new ArgumentException($"Sample {i} of data set '{name}' has the label {targets[i]}, but the classes are 0 to {classes.Count - 1}.", nameof(targets));
            }
        }

        (Name, InputShape, Classes, Count, TargetSize) = (name, inputShape, classes, count, targets.Length / count);
        (this.inputs, this.targets) = (inputs, targets);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public Shape InputShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int TargetSize { get; }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets)
    {
        Gather(this.inputs, InputShape.Count, rows, inputs);
        Gather(this.targets, TargetSize, rows, targets);
    }

    private static void Gather(ReadOnlySpan<float> source, int width, ReadOnlySpan<int> rows, Span<float> target)
    {
        if (width > FewValues)
        {
            for (int i = 0; i < rows.Length; i++) source.Slice(rows[i] * width, width).CopyTo(target[(i * width)..]);
            return;
        }

        // A call takes longer than copying a value or two.
        int at = 0;
        foreach (int row in rows)
        {
            for (int from = row * width, to = from + width; from < to; from++) target[at++] = source[from];
        }
    }
}
