using System.Globalization;
using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>Softmax over the last axis, and the cross-entropy with it.</summary>
/// <remarks>
/// Each row is shifted by its largest logit, so no exponential overflows; its sum runs over the classes in ascending order, in double precision.
/// A NaN, a +∞, or a row of −∞ alone gives NaN for its row.
/// </remarks>
internal static unsafe partial class Softmax
{
    /// <summary>Turns each row of logits into probabilities, <c>e^{z − max} / Σ e^{z − max}</c>.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="probabilities">Receives as many; may be the same memory as <paramref name="logits"/>.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ReadOnlySpan<float> logits, Span<float> probabilities, int classes)
    {
        int rows = Rows(logits, probabilities.Length / classes, classes);
        Span<float> ofRow = stackalloc float[MostRows];
        Span<double> sums = stackalloc double[MostRows];
        int step = RowsAtOnce(classes);
        for (int row = 0; row < rows; row += step)
        {
            int count = Math.Min(step, rows - row);
            Span<float> shares = probabilities.Slice(row * classes, count * classes);
            Share(logits.Slice(row * classes, count * classes), shares, ofRow[..count], sums[..count]);
            for (int i = 0; i < count; i++) ofRow[i] = (float)(1 / sums[i]);
            Elementwise.RunRows(default(Multiplied), shares, ofRow[..count], shares);
        }
    }

    /// <summary>The log-sum-exp of each row, <c>max + ln Σ e^{z − max}</c>.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="results">Receives one number per row.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    public static void LogSumExp(ReadOnlySpan<float> logits, Span<float> results, int classes) => LogSums(logits, [], results, classes);

    /// <summary>The cross-entropy of each row with its label, <c>ln Σ e^z − z[label]</c>, in nats.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="labels">One class index per row, a whole number in 0 … classes − 1.</param>
    /// <param name="losses">Receives one loss per row, ≥ 0.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    /// <exception cref="ArgumentException">A label is not a class index, or the lengths disagree.</exception>
    public static void CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> losses, int classes) =>
        LogSums(logits, labels[..losses.Length], losses, classes);

    /// <summary>The gradient of the cross-entropy with respect to the logits, <c>p − onehot(label)</c>.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="labels">One class index per row.</param>
    /// <param name="gradient">Receives as many as there are logits; may be the same memory.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    /// <exception cref="ArgumentException">A label is not a class index, or the lengths disagree.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CrossEntropyGradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> gradient, int classes)
    {
        Apply(logits, gradient, classes);
        int rows = gradient.Length / classes;
        for (int row = 0, start = 0; row < rows; row++, start += classes)
        {
            gradient[start + Label(labels, row, classes)] -= 1;
        }
    }

    /// <summary><c>max + ln Σ e^{z − max}</c>, less the logit of the label if there are labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogSums(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> results, int classes)
    {
        int rows = Rows(logits, results.Length, classes);
        Span<float> largest = stackalloc float[MostRows];
        Span<double> sums = stackalloc double[MostRows];
        int step = RowsAtOnce(classes);
        Span<float> memory = new(Scratch.Lend(Math.Min(step, rows) * classes), Math.Min(step, rows) * classes);
        for (int row = 0; row < rows; row += step)
        {
            int count = Math.Min(step, rows - row);
            Share(logits.Slice(row * classes, count * classes), memory[..(count * classes)], largest[..count], sums[..count]);
            Elementary.LogOfNormal(sums[..count]);
            for (int i = 0; i < count; i++)
            {
                double shift = largest[i];
                if (!labels.IsEmpty) shift -= logits[(row + i) * classes + Label(labels, row + i, classes)];
                results[row + i] = (float)(shift + sums[i]);
            }
        }
    }

    private static int Label(ReadOnlySpan<float> labels, int row, int classes)
    {
        // Whatever the conversion makes of a label out of range, it is out of range or not equal to the label.
        float label = labels[row];
        int index = float.ConvertToIntegerNative<int>(label);
        if ((uint)index >= (uint)classes || index != label) RefuseLabel(label, row, classes);
        return index;
    }

    private static void RefuseLabel(float label, int row, int classes) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Label {label} of row {row} is not a class index in 0…{classes - 1}."));

    private static int Rows(ReadOnlySpan<float> logits, int rows, int classes) => logits.Length == (long)rows * classes
        ? rows
        : throw new ArgumentException($"There are {logits.Length} logits but {rows} rows of {classes} classes need {(long)rows * classes}.");
}
