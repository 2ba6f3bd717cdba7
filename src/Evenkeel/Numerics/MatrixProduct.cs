namespace Evenkeel.Numerics;

/// <summary>Products of float32 matrices, each output element summed in ascending order of the inner index, one fused multiply-add at a time.</summary>
public static class MatrixProduct
{
    /// <summary>Computes <c>C = A·B</c>, or adds it to C.</summary>
    /// <param name="a">Row-major [m, k].</param>
    /// <param name="b">Row-major [k, n].</param>
    /// <param name="c">Row-major [m, n]; overwritten, or added to.</param>
    /// <param name="m">Rows of the result, ≥ 0.</param>
    /// <param name="n">Columns of the result, ≥ 0.</param>
    /// <param name="k">Inner length, ≥ 0.</param>
    /// <param name="accumulate">Whether the sums start from what C holds rather than from 0.</param>
    /// <param name="workers">Who shares the work.</param>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k, bool accumulate, Workers workers)
    {
        for (int i = 0; i < m; i++)
        {
            Span<float> row = c.Slice(i * n, n);
            if (!accumulate) row.Clear();
            for (int p = 0; p < k; p++)
            {
                float x = a[i * k + p];
                ReadOnlySpan<float> source = b.Slice(p * n, n);
                for (int j = 0; j < n; j++) row[j] = MathF.FusedMultiplyAdd(x, source[j], row[j]);
            }
        }
    }

    /// <summary>Computes <c>C = A·Bᵀ</c>, or adds it to C.</summary>
    /// <param name="a">Row-major [m, k].</param>
    /// <param name="b">Row-major [n, k].</param>
    /// <param name="c">Row-major [m, n]; overwritten, or added to.</param>
    /// <param name="m">Rows of the result, ≥ 0.</param>
    /// <param name="n">Columns of the result, ≥ 0.</param>
    /// <param name="k">Inner length, ≥ 0.</param>
    /// <param name="accumulate">Whether the sums start from what C holds rather than from 0.</param>
    /// <param name="workers">Who shares the work.</param>
    public static void MultiplyTransposedRight(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k, bool accumulate, Workers workers)
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? c[i * n + j] : 0;
                for (int p = 0; p < k; p++) sum = MathF.FusedMultiplyAdd(a[i * k + p], b[j * k + p], sum);
                c[i * n + j] = sum;
            }
        }
    }

    /// <summary>Computes <c>C = Aᵀ·B</c>, or adds it to C.</summary>
    /// <param name="a">Row-major [k, m].</param>
    /// <param name="b">Row-major [k, n].</param>
    /// <param name="c">Row-major [m, n]; overwritten, or added to.</param>
    /// <param name="m">Rows of the result, ≥ 0.</param>
    /// <param name="n">Columns of the result, ≥ 0.</param>
    /// <param name="k">Inner length, ≥ 0.</param>
    /// <param name="accumulate">Whether the sums start from what C holds rather than from 0.</param>
    /// <param name="workers">Who shares the work.</param>
    public static void MultiplyTransposedLeft(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k, bool accumulate, Workers workers)
    {
        if (!accumulate) c[..(m * n)].Clear();
        for (int p = 0; p < k; p++)
        {
            for (int i = 0; i < m; i++)
            {
                float x = a[p * m + i];
                for (int j = 0; j < n; j++) c[i * n + j] = MathF.FusedMultiplyAdd(x, b[p * n + j], c[i * n + j]);
            }
        }
    }
}
