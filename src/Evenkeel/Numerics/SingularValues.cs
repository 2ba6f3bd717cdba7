using System.Globalization;

namespace Evenkeel.Numerics;

/// <summary>How much a matrix stretches each of its orthogonal directions: its singular values, without the directions.</summary>
/// <remarks>
/// Householder reflections from both sides turn the matrix into a bidiagonal one (Golub and Kahan, "Calculating the singular values and
/// pseudo-inverse of a matrix", 1965, https://doi.org/10.1137/0702016) in one pass through the memory for each column (Howell, Demmel, Fulton,
/// Hammarling and Marmol, "Cache efficient bidiagonalization using BLAS 2.5 operators", 2008, https://doi.org/10.1145/1356052.1356055);
/// bisection on counts of sign changes finds its values (Fernando and Parlett, "Accurate singular values and differential qd algorithms",
/// 1994, https://doi.org/10.1007/s002110050024), each without the others.
/// The error is some √(rows·columns)·2⁻⁵³ of the largest value at most, for every value; small ones have no smaller error of their own.
/// The bits are the same at every vector width and thread count.
/// </remarks>
public static class SingularValues
{
    /// <summary>The singular values of a matrix.</summary>
    /// <param name="matrix">Row-major [rows, columns]; finite.</param>
    /// <param name="rows">Number of rows, ≥ 1.</param>
    /// <param name="columns">Number of columns, ≥ 1.</param>
    /// <param name="workers">Who shares the work; null for the caller's thread alone.</param>
    /// <returns>As many as the smaller dimension, from the largest to the smallest, ≥ 0.</returns>
    /// <exception cref="ArgumentException">The matrix does not hold rows·columns finite values.</exception>
    public static double[] Of(ReadOnlySpan<double> matrix, int rows, int columns, Workers? workers = null)
    {
        CheckShape(matrix.Length, rows, columns, nameof(matrix));
        using Bidiagonal work = new(Math.Min(rows, columns), Math.Max(rows, columns));
        double largest = 0;
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<double> row = matrix.Slice(i * columns, columns);
            if (rows <= columns) row.CopyTo(work.Line(i));
            foreach (double x in row) largest = Larger(largest, x);
        }

        for (int j = 0; rows > columns && j < columns; j++)
        {
            Span<double> line = work.Line(j);
            for (int i = 0; i < rows; i++) line[i] = matrix[i * columns + j];
        }

        return Solve(work, largest, workers, nameof(matrix));
    }

    /// <summary>The singular values of a matrix of float32, computed in double.</summary>
    /// <param name="matrix">Row-major [rows, columns]; finite.</param>
    /// <param name="rows">Number of rows, ≥ 1.</param>
    /// <param name="columns">Number of columns, ≥ 1.</param>
    /// <param name="workers">Who shares the work; null for the caller's thread alone.</param>
    /// <returns>As many as the smaller dimension, from the largest to the smallest, ≥ 0.</returns>
    /// <exception cref="ArgumentException">The matrix does not hold rows·columns finite values.</exception>
    public static double[] Of(ReadOnlySpan<float> matrix, int rows, int columns, Workers? workers = null)
    {
        CheckShape(matrix.Length, rows, columns, nameof(matrix));
        using Bidiagonal work = new(Math.Min(rows, columns), Math.Max(rows, columns));
        double largest = 0;
        (int lineStep, int step) = rows <= columns ? (columns, 1) : (1, columns);
        for (int j = 0; j < work.Lines; j++)
        {
            Span<double> line = work.Line(j);
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = matrix[j * lineStep + i * step];
                largest = Larger(largest, line[i]);
            }
        }

        return Solve(work, largest, workers, nameof(matrix));
    }

    private static double[] Solve(Bidiagonal work, double largest, Workers? workers, string name)
    {
        if (largest == 0) return new double[work.Lines];
        if (!double.IsFinite(largest)) throw new ArgumentException("The matrix holds a value that is not finite, but only finite matrices have singular values.", name);

        // Scaled to a largest element in [1, 2), no square overflows, and none that matters underflows.
        int power = Math.ILogB(largest);
        work.Scale(-power);
        work.Reduce(workers ?? Workers.One);
        double[] values = SignChanges.Values(work.Diagonal, work.Beside, workers ?? Workers.One);
        foreach (ref double value in values.AsSpan()) value = Math.ScaleB(value, power);
        return values;
    }

    /// <summary>The larger size; once NaN, always NaN.</summary>
    private static double Larger(double largest, double x) => Math.Max(largest, Math.Abs(x));

    private static void CheckShape(int length, int rows, int columns, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (length == (long)rows * columns) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The matrix holds {length} values, but {rows}×{columns} needs {(long)rows * columns}."), name);
    }
}
