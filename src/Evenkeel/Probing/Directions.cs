using System.Buffers;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>Which ways the rows and columns of [samples, units] point.</summary>
internal static class Directions
{
    /// <summary>Units that are compared: beyond, a product of them all would cost more than the training step.</summary>
    public const int MostUnits = 2048;

    /// <summary>Samples over which units are compared: 99 % of a cosine is sure long before.</summary>
    public const int MostSamples = 256;

    /// <summary>Below so many samples, columns are often alike by chance.</summary>
    public const int FewestSamples = 16;

    /// <summary>Samples whose second moments are decomposed.</summary>
    public const int MostRanked = 1024;

    /// <summary>The share of columns whose |cosine| with another is above a limit; those of zeros are alike. NaN where a value is not finite, null with too few samples.</summary>
    public static double? NearTwins(ReadOnlySpan<float> values, int width, double limit)
    {
        int rows = Math.Min(values.Length / width, MostSamples), units = Math.Min(width, MostUnits);
        if (rows < FewestSamples) return null;
        float[] part = ArrayPool<float>.Shared.Rent(rows * units), gram = ArrayPool<float>.Shared.Rent(units * units);
        try
        {
            if (!CopyScaled(values, width, part, rows, units)) return double.NaN;
            MatrixProduct.MultiplyTransposedLeft(part, part, gram, units, units, rows, accumulate: false, Workers.One);
            return (double)CountTwins(gram, units, limit) / units;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(part);
            ArrayPool<float>.Shared.Return(gram);
        }
    }

    /// <summary><c>(Σλ)²/Σλ²</c> over the eigenvalues λ of the rows' second moments: 1 … the smaller dimension; NaN where all are 0 or one is not finite.</summary>
    public static double EffectiveRank(ReadOnlySpan<float> values, int width)
    {
        int rows = Math.Min(values.Length / width, MostRanked), size = Math.Min(rows, width);
        float[] part = ArrayPool<float>.Shared.Rent(rows * width), gram = ArrayPool<float>.Shared.Rent(size * size);
        try
        {
            if (!CopyScaled(values, width, part, rows, width)) return double.NaN;

            // Both products have the same eigenvalues but for zeros.
            if (rows <= width) MatrixProduct.MultiplyTransposedRight(part, part, gram, rows, rows, width, accumulate: false, Workers.One);
            else MatrixProduct.MultiplyTransposedLeft(part, part, gram, width, width, rows, accumulate: false, Workers.One);

            double trace = 0;
            for (int i = 0; i < size; i++) trace += gram[i * size + i];
            return trace * trace / Reduction.SumOfSquares(gram.AsSpan(0, size * size));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(part);
            ArrayPool<float>.Shared.Return(gram);
        }
    }

    /// <summary>The mean cosine of two different rows, zero rows left out; NaN with fewer than two rows or where a value is not finite.</summary>
    /// <remarks>With unit rows u the sum over all ordered pairs is <c>|Σu|² − n</c>, so no pair is looked at.</remarks>
    public static double Correlation(ReadOnlySpan<float> values, int width)
    {
        double[] buffer = ArrayPool<double>.Shared.Rent(width);
        Span<double> sums = buffer.AsSpan(0, width);
        sums.Clear();
        long count = 0;
        for (int start = 0; start < values.Length; start += width)
        {
            ReadOnlySpan<float> row = values.Slice(start, width);
            double square = Reduction.SumOfSquares(row);
            if (square == 0) continue;
            count++;
            VectorSums.AddScaled(1 / Math.Sqrt(square), row, sums);
        }

        double total = VectorSums.Dot((ReadOnlySpan<double>)sums, sums);
        ArrayPool<double>.Shared.Return(buffer);
        return count < 2 ? double.NaN : (total - count) / ((double)count * (count - 1));
    }

    private static int CountTwins(ReadOnlySpan<float> gram, int units, double limit)
    {
        Span<float> squares = stackalloc float[units];
        Span<bool> isTwin = stackalloc bool[units];
        isTwin.Clear();
        for (int i = 0; i < units; i++) squares[i] = gram[i * units + i];
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<float> row = gram.Slice(i * units, units);
            double bound = limit * limit * squares[i];
            for (int j = i + 1; j < units; j++)
            {
                double product = row[j];
                if (product * product > bound * squares[j] || squares[i] == 0 && squares[j] == 0) isTwin[i] = isTwin[j] = true;
            }
        }

        return isTwin.Count(true);
    }

    /// <summary>Copies the first rows and columns, scaled by a power of two so that the largest of all values is near 1; false where one is not finite.</summary>
    private static bool CopyScaled(ReadOnlySpan<float> values, int width, Span<float> part, int rows, int columns)
    {
        (float minimum, float maximum) = Reduction.Range(values[..(rows * width)]);
        float largest = Math.Max(-minimum, maximum);
        if (!float.IsFinite(largest)) return false;

        // The smallest normal number is 2⁻¹²⁶; a factor of at most 2¹²⁶ is a float too.
        float factor = largest == 0 ? 1 : MathF.ScaleB(1, Math.Clamp(-MathF.ILogB(largest), -126, 126));
        for (int i = 0; i < rows; i++)
        {
            Elementwise.Run(new Times(factor), values.Slice(i * width, columns), part.Slice(i * columns, columns));
        }

        return true;
    }

    private readonly struct Times(float factor) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x)
            where T : struct, ILanes<T> => x * T.Broadcast(factor);
    }
}
