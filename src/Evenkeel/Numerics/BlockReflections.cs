using Evenkeel.Numerics.Products;

namespace Evenkeel.Numerics;

/// <summary>A QR decomposition in float32 by blocks of reflections, of which only Q is kept.</summary>
/// <remarks>
/// The matrix lies column after column, so in the row-major products below it is the transpose Aᵀ, and a block acts from the right:
/// <c>Aᵀ ← Aᵀ − (Aᵀ·V)·T·Vᵀ</c>. A block's reflectors take the place of its columns, with zeros before them; R is forgotten but for its signs.
/// </remarks>
internal sealed unsafe class BlockReflections
{
    /// <summary>Reflections in a block: fewer leave the products thin, more leave too much to the single reflections.</summary>
    private const int Most = 32;

    private readonly float* matrix;
    private readonly int rows;
    private readonly int columns;
    private readonly Workers workers;
    private readonly float[] signs;
    private readonly double[] scales;
    private readonly float[] basis;
    private readonly float[] factors;
    private readonly float[] projections;
    private readonly float[] turned;

    /// <summary>Lends the memory of a decomposition.</summary>
    public BlockReflections(float* matrix, int rows, int columns, Workers workers)
    {
        this.matrix = matrix;
        (this.rows, this.columns, this.workers) = (rows, columns, workers);
        signs = new float[columns];
        scales = new double[columns];
        basis = new float[rows * columns];
        factors = new float[(columns + Most - 1) / Most * Most * Most];
        projections = new float[columns * Most];
        turned = new float[columns * Most];
    }

    /// <summary>Replaces the matrix by its orthonormal factor.</summary>
    public void Run()
    {
        for (int start = 0; start < columns; start += Most)
        {
            int count = Math.Min(Most, columns - start);
            MakeReflectors(start, count);
            MakeFactor(start, count);
            Apply(matrix, start, count, from: start + count, isReverse: false);
        }

        fixed (float* target = basis)
        {
            for (int j = 0; j < columns; j++) target[(long)j * rows + j] = signs[j];
            for (int start = (columns - 1) / Most * Most; start >= 0; start -= Most)
            {
                Apply(target, start, Math.Min(Most, columns - start), from: start, isReverse: true);
            }
        }

        basis.CopyTo(new Span<float>(matrix, basis.Length));
    }

    private Span<float> Column(int column, int from) => new(matrix + (long)column * rows + from, rows - from);

    private Span<float> Factor(int start) => factors.AsSpan(start * Most, Most * Most);

    private void MakeReflectors(int start, int count)
    {
        for (int k = start; k < start + count; k++)
        {
            Span<float> vector = Column(k, k);
            double norm = Math.Sqrt(Reduction.SumOfSquares(vector));
            double pivot = vector[0] >= 0 ? -norm : norm;
            signs[k] = pivot >= 0 ? 1 : -1;

            // With a squared length of 2 the scale would be 1; what rounding leaves of it is measured, so the reflection stays one.
            double length = 2 * norm * (norm + Math.Abs((double)vector[0]));
            float unit = length == 0 ? 0 : (float)Math.Sqrt(2 / length);
            vector[0] = (float)(vector[0] - pivot);
            for (int i = 0; i < vector.Length; i++) vector[i] *= unit;
            scales[k] = length == 0 ? 0 : 2 / Reduction.SumOfSquares(vector);
            Column(k, start)[..(k - start)].Clear();
            for (int j = k + 1; j < start + count; j++)
            {
                Span<float> other = Column(j, k);
                VectorSums.AddScaled((float)(-scales[k] * VectorSums.Dot(vector, other)), vector, other);
            }
        }
    }

    /// <summary>Makes −T, upper triangular: <c>T₀..ₖ₋₁,ₖ = −scaleₖ·T·(Vᵀ·vₖ)</c> and <c>Tₖₖ = scaleₖ</c>.</summary>
    private void MakeFactor(int start, int count)
    {
        Span<float> factor = Factor(start);
        Span<double> products = stackalloc double[Most];
        Span<double> t = stackalloc double[Most * Most];
        t.Clear();
        for (int k = 0; k < count; k++)
        {
            for (int i = 0; i < k; i++) products[i] = VectorSums.Dot(Column(start + i, start + k), Column(start + k, start + k));
            for (int i = 0; i < k; i++)
            {
                double sum = 0;
                for (int j = i; j < k; j++) sum += t[i * Most + j] * products[j];
                t[i * Most + k] = -scales[start + k] * sum;
            }

            t[k * Most + k] = scales[start + k];
        }

        for (int i = 0; i < count * Most; i++) factor[i] = (float)-t[i];
    }

    /// <summary>Applies a block to the columns of a target from one on; in reverse, the last reflection comes first.</summary>
    private void Apply(float* target, int start, int count, int from, bool isReverse)
    {
        int others = columns - from, length = rows - start;
        if (others == 0) return;
        float* reflectors = matrix + (long)start * rows + start;
        float* part = target + (long)from * rows + start;
        fixed (float* projection = projections, factor = Factor(start), product = turned)
        {
            MatrixProduct.Run(
                new() { A = part, ARow = rows, AInner = 1, B = reflectors, BStride = rows, BTransposed = true, C = projection, CRow = count, M = others, N = count, K = length },
                workers);
            MatrixProduct.Run(
                new() { A = projection, ARow = count, AInner = 1, B = factor, BStride = Most, BTransposed = isReverse, C = product, CRow = count, M = others, N = count, K = count },
                workers);
            MatrixProduct.Run(
                new() { A = product, ARow = count, AInner = 1, B = reflectors, BStride = rows, C = part, CRow = rows, M = others, N = length, K = count, Start = part, StartRow = rows },
                workers);
        }
    }
}
