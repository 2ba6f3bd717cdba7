using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Forensics;

/// <summary>Tests of tensors whose elements depend on each other: orthogonal ones, rows of one length, patterns, zeros in stated places.</summary>
internal static class CandidateStructure
{
    /// <summary>What a decomposition in float32 leaves of orthogonality.</summary>
    private const double Rounding = 3e-5;

    /// <summary>Patterns of more elements are told by their moments alone.</summary>
    private const long MostDrawn = 1 << 24;

    /// <summary>Whether rows, or columns, are orthogonal and of one length.</summary>
    /// <returns>True where at most half the elements are 0, as most of an identity are, and the neighbours among all rows (or columns) are orthogonal to rounding; no test of chance, since draws of independent elements reach that never.</returns>
    public static bool IsOrthogonal(CandidateSample sample) => sample.Matrix is { } matrix && sample.Zeros < 0.5 * sample.Count
        && (IsOrthogonal(matrix.RowSquares.AsSpan(), matrix.RowProducts.AsSpan(), matrix.Columns, sample.Precision) || IsOrthogonal(matrix.ColumnSquares.AsSpan(), matrix.ColumnProducts.AsSpan(), matrix.Rows, sample.Precision));

    /// <summary>The p-value, 1 or 0, or of chance where there is some, of a tensor under a promise without a law.</summary>
    public static double PValue(CandidateSample sample, TensorSubject subject, TensorStatistics statistics, Promise promise, CandidateEntry entry) => promise.Family switch
    {
        Family.Orthogonal => IsScale(sample, promise) && IsOrthogonal(sample) ? 1 : 0,
        Family.Sparse => Sparse(sample, statistics, promise, entry),
        Family.Pattern => IsScale(sample, promise) && IsDrawn(sample, subject, statistics, entry) ? 1 : 0,
        Family.Dependent => Dependent(sample, promise, entry),
        _ => 0,
    };

    /// <summary>The non-zero elements as a normal sample of a deviation that is given, or of their own.</summary>
    public static double Sparse(CandidateSample rest, double deviation) => CandidateFit.PValue(rest, new NormalLaw(0, deviation));

    private static double Sparse(CandidateSample sample, TensorStatistics statistics, Promise promise, CandidateEntry entry)
    {
        // Zeros are counted by column or row; what chance makes 0 beside them is rare, and rounding to float16 makes some more.
        double share = sample.Zeros / sample.Count;
        if (Math.Abs(share - promise.Zeros) > 1e-4 + 2 / sample.Count || promise.Zeros is 0 or 1) return 0;
        if (entry.Entry.Name.Contains("delta", StringComparison.Ordinal)) return IsScale(sample, promise) ? 1 : 0;
        return promise.Mean == 0 && sample.WithoutZeros(statistics) is { } rest ? Sparse(rest, promise.StandardDeviation / Math.Sqrt(1 - promise.Zeros)) : 0;
    }

    /// <summary>Rows (or columns) whose squares, or where the mean is not 0 whose sums, are what is promised, each of them.</summary>
    private static double Dependent(CandidateSample sample, Promise promise, CandidateEntry entry)
    {
        if (sample.Matrix is not { } matrix || sample.Zeros >= 0.5 * sample.Count || IsOrthogonal(sample)) return 0;
        if (promise.Mean != 0) return sample.Minimum >= 0 && (AreAll(matrix.RowSums.AsSpan(), matrix.Columns * promise.Mean, sample, matrix.Columns) || AreAll(matrix.ColumnSums.AsSpan(), matrix.Rows * promise.Mean, sample, matrix.Rows)) ? 1 : 0;
        double square = promise.StandardDeviation * promise.StandardDeviation;
        if (entry.Entry.Name.StartsWith("weight-standardized", StringComparison.Ordinal) && !(AreBalanced(matrix.RowSums.AsSpan(), matrix.Columns, square, sample) || AreBalanced(matrix.ColumnSums.AsSpan(), matrix.Rows, square, sample))) return 0;
        return AreAll(matrix.RowSquares.AsSpan(), matrix.Columns * square, sample, matrix.Columns) || AreAll(matrix.ColumnSquares.AsSpan(), matrix.Rows * square, sample, matrix.Rows) ? 1 : 0;
    }

    /// <summary>Whether lines add up to 0, but for rounding.</summary>
    private static bool AreBalanced(ReadOnlySpan<double> sums, int length, double square, CandidateSample sample)
    {
        double most = Math.Sqrt(length * square) * (Rounding + 8 * sample.Precision.Half);
        foreach (double sum in sums)
        {
            if (!(Math.Abs(sum) <= most)) return false;
        }

        return true;
    }

    private static bool AreAll(ReadOnlySpan<double> values, double expected, CandidateSample sample, int length)
    {
        double most = (Rounding + Lost(sample.Precision, length)) * Math.Abs(expected);
        foreach (double value in values)
        {
            if (!(Math.Abs(value - expected) <= most)) return false;
        }

        return values.Length > 1;
    }

    private static bool IsOrthogonal(ReadOnlySpan<double> squares, ReadOnlySpan<double> products, int length, CandidatePrecision precision)
    {
        if (products.Length < 2) return false;
        double mean = 0;
        foreach (double square in squares) mean += square / squares.Length;
        double most = (Rounding + Lost(precision, length)) * mean;
        foreach (double square in squares)
        {
            if (!(Math.Abs(square - mean) <= most)) return false;
        }

        foreach (double product in products)
        {
            if (!(Math.Abs(product) <= most)) return false;
        }

        return mean > 0;
    }

    /// <summary>What rounding to the stored type changes of a line's squares and products, relative to its square: eight standard deviations.</summary>
    private static double Lost(CandidatePrecision precision, int length) => precision.FractionBits >= CandidatePrecision.Single ? 0 : 8 * precision.Half / Math.Sqrt(length);

    private static bool IsScale(CandidateSample sample, Promise promise)
    {
        double expected = promise.StandardDeviation * promise.StandardDeviation + promise.Mean * promise.Mean;
        return Math.Abs(sample.SecondMoment - expected) <= (Rounding + Lost(sample.Precision, (int)Math.Min(int.MaxValue, sample.Count))) * expected;
    }

    private static bool IsDrawn(CandidateSample sample, TensorSubject subject, TensorStatistics statistics, CandidateEntry entry)
    {
        // A layer's rule is asked for the biases of its weights, any other for a vector.
        bool isOfLayer = subject.Role == TensorRole.Bias && subject.Weights is not null && entry.IsLayer;
        WeightShape shape = isOfLayer || subject.Role != TensorRole.Bias && subject.Weights is not null ? subject.Weights! : WeightShape.Vector((int)statistics.Count);
        long count = isOfLayer ? shape.Outputs : shape.Axes.LongCount;
        if (entry.Initializer.Refusal(shape) is not null || count != statistics.Count || statistics.Count > MostDrawn) return statistics.Count > MostDrawn;
        float[] pattern = new float[statistics.Count];
        if (isOfLayer) entry.Initializer.FillBias(pattern, shape, new NativeGenerator(0));
        else entry.Initializer.Fill(pattern, shape, new NativeGenerator(0));
        if (sample.Precision.FractionBits < CandidatePrecision.Single)
        {
            foreach (ref float value in pattern.AsSpan()) value = Rounded(value, sample.Precision.FractionBits);
        }

        return StatisticsPass.Of(pattern, statistics.Matrix?.Rows ?? 1).Fingerprint == statistics.Fingerprint;
    }

    /// <summary>A number of fewer bits of fraction, to the nearest, ties to even.</summary>
    private static float Rounded(float value, int fractionBits)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        int drop = CandidatePrecision.Single - fractionBits;
        bits += (1u << (drop - 1)) - 1 + ((bits >> drop) & 1);
        return BitConverter.UInt32BitsToSingle(bits & ~((1u << drop) - 1));
    }
}
