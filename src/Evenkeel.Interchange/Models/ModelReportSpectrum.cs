using System.Collections.Immutable;
using Evenkeel.Forensics;

namespace Evenkeel.Interchange.Models;

/// <summary>The singular values of a matrix in bins of equal width, beside those of independent draws of the same variance.</summary>
public sealed record ModelReportSpectrum
{
    /// <summary>The number of bins.</summary>
    public const int Bins = 32;

    /// <summary>Rows of the matrix that was looked at.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the matrix that was looked at.</summary>
    public required int Columns { get; init; }

    /// <summary>Whether that is the whole tensor.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The largest singular value.</summary>
    public required double Largest { get; init; }

    /// <summary>The smallest singular value.</summary>
    public required double Smallest { get; init; }

    /// <summary>Where the singular values of independent draws end: σ(√rows + √columns).</summary>
    public required double Edge { get; init; }

    /// <summary>Where they begin: σ|√rows − √columns|.</summary>
    public required double LowEdge { get; init; }

    /// <summary>Singular values above <see cref="High"/>, which no bin counts.</summary>
    public int Above { get; init; }

    /// <summary>Where the last bin ends; the first begins at 0.</summary>
    public required double High { get; init; }

    /// <summary>The share of the singular values in each bin, in [0, 1].</summary>
    public required ImmutableArray<double> Shares { get; init; }

    /// <summary>The share that the law of Marchenko and Pastur puts into each bin.</summary>
    public required ImmutableArray<double> Expected { get; init; }

    /// <summary>Counts the singular values of a tensor.</summary>
    /// <param name="values">The singular values, largest first.</param>
    /// <param name="matrix">What was kept of the tensor's rows and columns.</param>
    /// <param name="variance">The variance of the elements.</param>
    /// <returns>The spectrum; null where there is none, or all elements are alike.</returns>
    internal static ModelReportSpectrum? Of(ImmutableArray<double> values, MatrixStatistics? matrix, double variance)
    {
        if (matrix is null || values.IsDefaultOrEmpty || !(variance > 0) || !double.IsFinite(variance) || !double.IsFinite(values[0]))
        {
            return null;
        }

        (int rows, int columns) = (matrix.BlockRows, matrix.BlockColumns);
        double scale = Math.Sqrt(variance);
        double edge = scale * (Math.Sqrt(rows) + Math.Sqrt(columns));
        double lowEdge = scale * Math.Abs(Math.Sqrt(rows) - Math.Sqrt(columns));

        // One outlier may lie far out; the law is to stay visible beside it.
        double high = Math.Min(Math.Max(1.1 * edge, 1.05 * values[0]), 2.5 * edge);
        int[] counts = new int[Bins];
        int above = 0;
        foreach (double value in values)
        {
            if (value < high)
            {
                counts[Math.Min(Bins - 1, (int)(value / high * Bins))]++;
            }
            else
            {
                above++;
            }
        }

        // With n the longer side, s² / n is an eigenvalue of XXᵀ / n.
        double longer = Math.Max(rows, columns);
        MarchenkoPastur law = new(Math.Min(rows, columns) / longer, variance);
        double[] reached = [.. Enumerable.Range(0, Bins + 1).Select(bin => law.Cdf(high * bin / Bins * (high * bin / Bins) / longer))];
        return new()
        {
            Rows = rows,
            Columns = columns,
            IsWhole = rows == matrix.Rows && columns == matrix.Columns,
            Largest = values[0],
            Smallest = values[^1],
            Edge = edge,
            LowEdge = lowEdge,
            High = high,
            Above = above,
            Shares = [.. counts.Select(count => (double)count / values.Length)],
            Expected = [.. Enumerable.Range(0, Bins).Select(bin => reached[bin + 1] - reached[bin])],
        };
    }
}
