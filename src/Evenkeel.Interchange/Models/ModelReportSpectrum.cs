using System.Collections.Immutable;
using Evenkeel.Forensics;

namespace Evenkeel.Interchange.Models;

/// <summary>The singular values of a matrix in bins of equal width, beside those of independent draws of the same variance.</summary>
public sealed record ModelReportSpectrum
{
    /// <summary>The number of bins.</summary>
    public const int Bins = 32;

    /// <summary>Points of Simpson's rule within a bin; the density has no kink between its ends, and the ends are integrated apart.</summary>
    private const int Points = 33;

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
            Expected = [.. Enumerable.Range(0, Bins).Select(bin => MarchenkoPastur(lowEdge, edge, high * bin / Bins, high * (bin + 1) / Bins))],
        };
    }

    /// <summary>The share of singular values between two places.</summary>
    /// <remarks>
    /// Marchenko and Pastur 1967: with a and b where singular values begin and end, s has the density 4√((b² − s²)(s² − a²)) / (π s (b − a)²) there,
    /// for b − a = 2σ√min(rows, columns). With s² = m + h sin θ, m the middle and h half the length of a² … b², the square root at both ends turns into
    /// cos² θ, and Simpson's rule meets no kink.
    /// </remarks>
    private static double MarchenkoPastur(double a, double b, double from, double to)
    {
        double middle = (a * a + b * b) / 2;
        double half = (b * b - a * a) / 2;
        double start = Math.Asin(Math.Clamp((from * from - middle) / half, -1, 1));
        double end = Math.Asin(Math.Clamp((to * to - middle) / half, -1, 1));
        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            double angle = start + (end - start) * i / (Points - 1);
            (double sine, double cosine) = Math.SinCos(angle);

            // A square matrix has a = 0, where the quotient would be 0 / 0 at the lower end; cos² θ / (1 + sin θ) = 1 − sin θ.
            double ratio = a > 0 ? half * cosine * cosine / (middle + half * sine) : 1 - sine;
            sum += ratio * (i == 0 || i == Points - 1 ? 1 : i % 2 == 1 ? 4 : 2);
        }

        // ds = h cos θ dθ / (2 s), and the density brings another 1/s: h² cos² θ / (2 s²) in all.
        return 4 * half / (2 * Math.PI * (b - a) * (b - a)) * sum * (end - start) / (3 * (Points - 1));
    }
}
