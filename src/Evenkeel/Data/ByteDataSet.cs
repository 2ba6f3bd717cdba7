using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Labelled samples held in memory as bytes, such as pixels, and read as 255ths in [0, 1], or spread over [−1, 1].</summary>
public sealed class ByteDataSet : IDataSet
{
    private readonly byte[] inputs;
    private readonly byte[] labels;

    /// <summary>Wraps arrays, without copying them.</summary>
    /// <param name="name">What to call the set.</param>
    /// <param name="inputShape">The shape of one sample's input.</param>
    /// <param name="classes">The class names in order of their index, 1 to 256 of them.</param>
    /// <param name="inputs">Row-major [samples, input]; a byte k is read as k/255, or as 2k/255 − 1 where <see cref="IsSigned"/>.</param>
    /// <param name="labels">The class index of each sample.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, there is no sample, or a label is not the index of a class.</exception>
    public ByteDataSet(string name, Shape inputShape, IReadOnlyList<string> classes, byte[] inputs, byte[] labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length == 0 || inputs.LongLength != (long)labels.Length * inputShape.Count)
        {
            throw new ArgumentException($"Data set '{name}' holds {inputs.Length} input values, but {labels.Length} labels of samples of shape {inputShape} need {(long)labels.Length * inputShape.Count}, and at least one.", nameof(inputs));
        }

        int wrong = labels.AsSpan().IndexOfAnyInRange((byte)Math.Min(classes.Count, 255), (byte)255);
        if (classes.Count < 256 && wrong >= 0)
        {
            throw new ArgumentException($"Sample {wrong} of data set '{name}' has the label {labels[wrong]}, but the classes are 0 to {classes.Count - 1}.", nameof(labels));
        }

        (Name, InputShape, Classes) = (name, inputShape, classes);
        (this.inputs, this.labels) = (inputs, labels);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => labels.Length;

    /// <inheritdoc/>
    public Shape InputShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int TargetSize => 1;

    /// <summary>Whether a byte k is read as 2k/255 − 1, in [−1, 1], rather than as k/255; false where it is not set.</summary>
    public bool IsSigned { get; init; }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets)
    {
        int width = InputShape.Count;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<byte> levels = this.inputs.AsSpan(rows[i] * width, width);
            Span<float> numbers = inputs.Slice(i * width, width);
            if (IsSigned)
            {
                Levels.ToSigned(levels, numbers);
            }
            else
            {
                Levels.ToSingle(levels, numbers);
            }

            targets[i] = labels[rows[i]];
        }
    }
}
