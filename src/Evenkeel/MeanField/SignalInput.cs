using System.Collections.Immutable;

namespace Evenkeel.MeanField;

/// <summary>What theory has to know of the input.</summary>
public sealed record SignalInput
{
    private SignalInput()
    {
    }

    /// <summary>The mean square of the inputs, |x|²/n^[0]; for a batch its mean over samples.</summary>
    public double SecondMoment { get; private init; }

    /// <summary>The samples over which a statistic is averaged; ≥ 1.</summary>
    public int Rows { get; private init; }

    /// <summary>
    /// The mean squared cosine of two samples' ∂C/∂z of the output layer, in [0, 1]; null takes 1/(outputs − 1), that of softmax errors of
    /// uniformly distributed labels before training, and 1 for one output.
    /// </summary>
    public double? ErrorAlignment { get; init; }

    /// <summary>The mean squares of equally many samples each, ascending, so that a few stand for all.</summary>
    internal ImmutableArray<double> Levels { get; private init; } = [];

    /// <summary>Cosines between samples that stand for all, [<see cref="Samples"/>, <see cref="Samples"/>], in ascending order of their mean squares.</summary>
    internal ImmutableArray<double> Cosines { get; private init; } = [];

    /// <summary>How many samples stand for all.</summary>
    internal int Samples { get; private init; }

    /// <summary>One input.</summary>
    /// <param name="secondMoment">Its mean square, |x|²/n^[0]; ≥ 0 and finite.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean square is negative or not finite.</exception>
    public static SignalInput One(double secondMoment) => secondMoment >= 0 && double.IsFinite(secondMoment)
        ? new() { SecondMoment = secondMoment, Rows = 1, Levels = [secondMoment], Samples = 1, Cosines = [1] }
        : throw new ArgumentOutOfRangeException(nameof(secondMoment), FormattableString.Invariant($"Mean square of the input is {secondMoment}; it must be finite and at least 0."));

    /// <summary>A batch: its spread of |x|² in up to 4 levels, and the cosines between up to 16 of its samples.</summary>
    /// <param name="inputs">Row-major [rows, width].</param>
    /// <param name="rows">Samples; ≥ 1.</param>
    /// <param name="width">n^[0]; ≥ 1.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Rows or width are below 1.</exception>
    /// <exception cref="ArgumentException">The inputs are not rows times width, or one is not finite.</exception>
    public static SignalInput Of(ReadOnlySpan<float> inputs, int rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (inputs.Length != (long)rows * width)
        {
            throw new ArgumentException($"The batch holds {inputs.Length} values but {rows} samples of {width} need {(long)rows * width}.", nameof(inputs));
        }

        double[] squares = new double[rows];
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> x = inputs.Slice(row * width, width);
            (squares[row], order[row]) = (Product(x, x) / width, row);
            if (!double.IsFinite(squares[row]))
            {
                throw new ArgumentException($"Sample {row} of the batch holds a value that is not finite; every input must be a finite number.", nameof(inputs));
            }
        }

        Array.Sort((double[])squares.Clone(), order);
        int samples = Math.Min(rows, MostSamples);
        double[] cosines = new double[samples * samples];
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < samples; j++)
            {
                (int left, int right) = (order[At(i, samples, rows)], order[At(j, samples, rows)]);
                double product = Product(inputs.Slice(left * width, width), inputs.Slice(right * width, width)) / width;
                double scale = Math.Sqrt(squares[left] * squares[right]);
                cosines[i * samples + j] = i == j ? 1 : scale > 0 ? Math.Clamp(product / scale, -1, 1) : 0;
            }
        }

        return new() { SecondMoment = squares.Sum() / rows, Rows = rows, Levels = LevelsOf(squares, order), Samples = samples, Cosines = [.. cosines] };
    }

    private const int MostSamples = 16;

    private const int MostLevels = 4;

    /// <summary>Samples whose mean squares lie this close, as a share, are one level.</summary>
    private const double Alike = 0.02;

    /// <summary>Which of the rows in ascending order a sample is: those spread evenly over them.</summary>
    private static int At(int sample, int samples, int rows) => (int)((2L * sample + 1) * rows / (2L * samples));

    private static ImmutableArray<double> LevelsOf(double[] squares, int[] order)
    {
        int count = squares[order[^1]] - squares[order[0]] <= Alike * squares[order[^1]] ? 1 : Math.Min(MostLevels, order.Length);
        double[] levels = new double[count];
        for (int level = 0; level < count; level++)
        {
            (int first, int end) = ((int)((long)level * order.Length / count), (int)((level + 1L) * order.Length / count));
            for (int i = first; i < end; i++)
            {
                levels[level] += squares[order[i]] / (end - first);
            }
        }

        return [.. levels];
    }

    private static double Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }
}
