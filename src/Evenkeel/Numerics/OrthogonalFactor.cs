namespace Evenkeel.Numerics;

/// <summary>The orthonormal factor Q of a matrix A = QR whose R has a positive diagonal.</summary>
/// <remarks>
/// With a positive diagonal the factor is unique, so Q of a standard normal matrix is distributed uniformly (Haar):
/// Mezzadri, "How to generate random matrices from the classical compact groups", 2007, https://arxiv.org/abs/math-ph/0609050.
/// </remarks>
internal static class OrthogonalFactor
{
    /// <summary>Replaces the columns of a matrix by an orthonormal basis of the same span.</summary>
    /// <param name="matrix">Column after column, [columns, rows]; full rank.</param>
    /// <param name="rows">Length of a column, ≥ <paramref name="columns"/>.</param>
    /// <param name="columns">Number of columns, ≥ 1.</param>
    /// <remarks>Householder reflections, applied once to A and then in reverse to the first columns of I.</remarks>
    public static void Replace(Span<double> matrix, int rows, int columns)
    {
        double[] signs = new double[columns];
        double[] scales = new double[columns];
        for (int k = 0; k < columns; k++)
        {
            Span<double> reflector = matrix.Slice(k * rows + k, rows - k);
            double norm = Math.Sqrt(Dot(reflector, reflector));
            double pivot = reflector[0] >= 0 ? -norm : norm;
            signs[k] = pivot >= 0 ? 1 : -1;
            reflector[0] -= pivot;
            double square = Dot(reflector, reflector);
            scales[k] = square == 0 ? 0 : 2 / square;
            for (int j = k + 1; j < columns; j++)
            {
                Reflect(reflector, scales[k], matrix.Slice(j * rows + k, rows - k));
            }
        }

        double[] basis = new double[rows * columns];
        for (int j = columns - 1; j >= 0; j--)
        {
            Span<double> column = basis.AsSpan(j * rows, rows);
            column[j] = 1;
            for (int k = Math.Min(j, columns - 1); k >= 0; k--)
            {
                Reflect(matrix.Slice(k * rows + k, rows - k), scales[k], column[k..]);
            }

            for (int i = 0; i < rows; i++)
            {
                column[i] *= signs[j];
            }
        }

        basis.CopyTo(matrix);
    }

    private static void Reflect(ReadOnlySpan<double> reflector, double scale, Span<double> vector)
    {
        double projection = scale * Dot(reflector, vector);
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = Math.FusedMultiplyAdd(-projection, reflector[i], vector[i]);
        }
    }

    /// <summary>Four running sums, so that additions overlap; the order is fixed.</summary>
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 4 <= left.Length; i += 4)
        {
            s0 = Math.FusedMultiplyAdd(left[i], right[i], s0);
            s1 = Math.FusedMultiplyAdd(left[i + 1], right[i + 1], s1);
            s2 = Math.FusedMultiplyAdd(left[i + 2], right[i + 2], s2);
            s3 = Math.FusedMultiplyAdd(left[i + 3], right[i + 3], s3);
        }

        for (; i < left.Length; i++)
        {
            s0 = Math.FusedMultiplyAdd(left[i], right[i], s0);
        }

        return (s0 + s1) + (s2 + s3);
    }
}
