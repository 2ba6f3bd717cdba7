using System.Globalization;
using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>Softmax over the last axis, and the cross-entropy with it.</summary>
/// <remarks>
/// Each row is shifted by its largest logit, so no exponential overflows; its sum runs over the classes in ascending order, in double precision.
/// A NaN, a +∞, or a row of −∞ alone gives NaN for its row.
/// </remarks>
internal static class Softmax
{
    /// <summary>Turns each row of logits into probabilities, <c>e^{z − max} / Σ e^{z − max}</c>.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="probabilities">Receives as many; may be the same memory as <paramref name="logits"/>.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    public static void Apply(ReadOnlySpan<float> logits, Span<float> probabilities, int classes)
    {
        int rows = Rows(logits, probabilities.Length / classes, classes);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> source = logits.Slice(row * classes, classes);
            Span<float> destination = probabilities.Slice(row * classes, classes);
            float largest = Largest(source);
            for (int i = 0; i < classes; i++)
            {
                destination[i] = source[i] - largest;
            }
        }

        Elementwise.Run(default(Exponential), probabilities, probabilities);
        for (int row = 0; row < rows; row++)
        {
            Span<float> destination = probabilities.Slice(row * classes, classes);
            double sum = 0;
            foreach (float share in destination)
            {
                sum += share;
            }

            float inverse = (float)(1 / sum);
            for (int i = 0; i < classes; i++)
            {
                destination[i] *= inverse;
            }
        }
    }

    /// <summary>The log-sum-exp of each row, <c>max + ln Σ e^{z − max}</c>.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="results">Receives one number per row.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    public static void LogSumExp(ReadOnlySpan<float> logits, Span<float> results, int classes)
    {
        int rows = Rows(logits, results.Length, classes);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> source = logits.Slice(row * classes, classes);
            float largest = Largest(source);
            results[row] = (float)(largest + LogOfShifted(source, largest));
        }
    }

    /// <summary>The cross-entropy of each row with its label, <c>ln Σ e^z − z[label]</c>, in nats.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="labels">One class index per row, a whole number in 0 … classes − 1.</param>
    /// <param name="losses">Receives one loss per row, ≥ 0.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    /// <exception cref="ArgumentException">A label is not a class index, or the lengths disagree.</exception>
    public static void CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> losses, int classes)
    {
        int rows = Rows(logits, losses.Length, classes);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> source = logits.Slice(row * classes, classes);
            float largest = Largest(source);
            double shifted = (double)largest - source[Label(labels, row, classes)];
            losses[row] = (float)(shifted + LogOfShifted(source, largest));
        }
    }

    /// <summary>The gradient of the cross-entropy with respect to the logits, <c>(p − onehot(label))·scale</c>.</summary>
    /// <param name="logits">Row-major [rows, classes].</param>
    /// <param name="labels">One class index per row.</param>
    /// <param name="scale">The factor, for example 1/rows for the mean over rows.</param>
    /// <param name="gradient">Receives as many as there are logits; may be the same memory.</param>
    /// <param name="classes">The length of a row, ≥ 1.</param>
    /// <exception cref="ArgumentException">A label is not a class index, or the lengths disagree.</exception>
    public static void CrossEntropyGradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, float scale, Span<float> gradient, int classes)
    {
        Apply(logits, gradient, classes);
        for (int row = 0; row < gradient.Length / classes; row++)
        {
            gradient[row * classes + Label(labels, row, classes)] -= 1;
        }

        Elementwise.Run(new Scaled(scale), gradient, gradient);
    }

    /// <summary><c>ln Σ e^{z − largest}</c>, ≥ 0.</summary>
    private static double LogOfShifted(ReadOnlySpan<float> row, float largest)
    {
        Span<float> shares = stackalloc float[64];
        double sum = 0;
        for (int start = 0; start < row.Length; start += shares.Length)
        {
            int count = Math.Min(shares.Length, row.Length - start);
            for (int i = 0; i < count; i++)
            {
                shares[i] = row[start + i] - largest;
            }

            Elementwise.Run(default(Exponential), shares[..count], shares[..count]);
            for (int i = 0; i < count; i++)
            {
                sum += shares[i];
            }
        }

        return Elementary.Log(sum);
    }

    private static float Largest(ReadOnlySpan<float> row)
    {
        float largest = row[0];
        foreach (float logit in row)
        {
            largest = logit > largest ? logit : largest;
        }

        return largest;
    }

    private static int Label(ReadOnlySpan<float> labels, int row, int classes)
    {
        float label = labels[row];
        return label >= 0 && label < classes && (int)label == label
            ? (int)label
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Label {label} of row {row} is not a class index in 0…{classes - 1}."));
    }

    private static int Rows(ReadOnlySpan<float> logits, int rows, int classes) => logits.Length == (long)rows * classes
        ? rows
        : throw new ArgumentException($"There are {logits.Length} logits but {rows} rows of {classes} classes need {(long)rows * classes}.");

    private readonly struct Exponential : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x)
            where T : struct, ILanes<T> => LaneFunctions.ExpBelowOverflow(x);
    }

    private readonly struct Scaled(float scale) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x)
            where T : struct, ILanes<T> => x * T.Broadcast(scale);
    }
}
