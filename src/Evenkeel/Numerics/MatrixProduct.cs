using System.Globalization;
using Evenkeel.Numerics.Products;

namespace Evenkeel.Numerics;

/// <summary>Products of float32 matrices, each output element summed in ascending order of the inner index, one fused multiply-add at a time.</summary>
/// <remarks>
/// <code>C[i, j] = fma(A[i, k−1], B[k−1, j], … fma(A[i, 1], B[1, j], fma(A[i, 0], B[0, j], s)))</code>
/// with s = 0, or C[i, j] when accumulating. The order is part of the promise: the bits are the same at every vector width and
/// thread count, and those of a scalar loop. Only which of several NaNs comes out is left to the machine; and where at least three
/// quarters of A are zeros (with Bᵀ: all), or all of B, their terms are left out, which can change the sign of a zero and lets 0·∞ and 0·NaN count as 0.
/// </remarks>
public static unsafe class MatrixProduct
{
    /// <summary>Computes <c>C = A·B</c>, or adds it to C.</summary>
    /// <param name="a">Row-major [m, k]; may be longer.</param>
    /// <param name="b">Row-major [k, n]; may be longer.</param>
    /// <param name="c">Row-major [m, n]; overwritten, or added to; may be longer, and is not touched beyond m·n.</param>
    /// <param name="m">Rows of the result, ≥ 0.</param>
    /// <param name="n">Columns of the result, ≥ 0.</param>
    /// <param name="k">Inner length, ≥ 0; the sum over none is 0.</param>
    /// <param name="accumulate">Whether the sums start from what C holds rather than from 0.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="ArgumentException">A matrix holds fewer values than its dimensions need, or C shares memory with A or B.</exception>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k, bool accumulate, Workers workers)
    {
        Check(a, (m, k), b, (k, n), c, (m, n), workers);
        fixed (float* pa = a, pb = b, pc = c)
        {
            Compute(ProductOperands.Plain(pa, pb, pc, m, n, k) with { Start = accumulate ? pc : null }, workers);
        }
    }

    /// <summary>Computes <c>C = A·Bᵀ</c>, or adds it to C.</summary>
    /// <param name="a">Row-major [m, k]; may be longer.</param>
    /// <param name="b">Row-major [n, k]; may be longer.</param>
    /// <param name="c">Row-major [m, n]; overwritten, or added to; may be longer, and is not touched beyond m·n.</param>
    /// <param name="m">Rows of the result, ≥ 0.</param>
    /// <param name="n">Columns of the result, ≥ 0.</param>
    /// <param name="k">Inner length, ≥ 0; the sum over none is 0.</param>
    /// <param name="accumulate">Whether the sums start from what C holds rather than from 0.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="ArgumentException">A matrix holds fewer values than its dimensions need, or C shares memory with A or B.</exception>
    public static void MultiplyTransposedRight(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k, bool accumulate, Workers workers)
    {
        Check(a, (m, k), b, (n, k), c, (m, n), workers);
        fixed (float* pa = a, pb = b, pc = c)
        {
            Compute(ProductOperands.TransposedRight(pa, pb, pc, m, n, k) with { Start = accumulate ? pc : null }, workers);
        }
    }

    /// <summary>Computes <c>C = Aᵀ·B</c>, or adds it to C.</summary>
    /// <param name="a">Row-major [k, m]; may be longer.</param>
    /// <param name="b">Row-major [k, n]; may be longer.</param>
    /// <param name="c">Row-major [m, n]; overwritten, or added to; may be longer, and is not touched beyond m·n.</param>
    /// <param name="m">Rows of the result, ≥ 0.</param>
    /// <param name="n">Columns of the result, ≥ 0.</param>
    /// <param name="k">Inner length, ≥ 0; the sum over none is 0.</param>
    /// <param name="accumulate">Whether the sums start from what C holds rather than from 0.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="ArgumentException">A matrix holds fewer values than its dimensions need, or C shares memory with A or B.</exception>
    public static void MultiplyTransposedLeft(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k, bool accumulate, Workers workers)
    {
        Check(a, (k, m), b, (k, n), c, (m, n), workers);
        fixed (float* pa = a, pb = b, pc = c)
        {
            Compute(ProductOperands.TransposedLeft(pa, pb, pc, m, n, k) with { Start = accumulate ? pc : null }, workers);
        }
    }

    /// <summary>A product of parts of larger matrices, as dense as it comes; no dimension is 0, and C shares no memory with A or B.</summary>
    internal static void Run(in ProductOperands operands, Workers workers)
    {
        switch (KernelWidth.Lanes)
        {
            case 16: BlockedProduct<Lanes512>.Run(in operands, workers); break;
            case 8: BlockedProduct<Lanes256>.Run(in operands, workers); break;
            case 4: BlockedProduct<Lanes128>.Run(in operands, workers); break;
            default: BlockedProduct<LanesScalar>.Run(in operands, workers); break;
        }
    }

    /// <summary>A product of which C, where it is kept, lies row after row; K may be 0, and mostly-zero matrices are looked for.</summary>
    internal static void Compute(in ProductOperands operands, Workers workers)
    {
        if (operands.M == 0 || operands.N == 0) return;
        if (operands.K == 0)
        {
            operands.CompleteStarts();
            return;
        }

        switch (KernelWidth.Lanes)
        {
            case 16: Run<Lanes512>(in operands, workers); break;
            case 8: Run<Lanes256>(in operands, workers); break;
            case 4: Run<Lanes128>(in operands, workers); break;
            default: Run<LanesScalar>(in operands, workers); break;
        }
    }

    /// <summary>Computes both products of a layer's backward pass at once, where that is of use.</summary>
    /// <returns>Whether it did.</returns>
    internal static bool TryTogether(in ProductOperands inputGradient, in ProductOperands weightGradient, Workers workers) => KernelWidth.Lanes switch
    {
        16 => LayerGradients<Lanes512>.TryRun(in inputGradient, in weightGradient, workers),
        8 => LayerGradients<Lanes256>.TryRun(in inputGradient, in weightGradient, workers),
        4 => LayerGradients<Lanes128>.TryRun(in inputGradient, in weightGradient, workers),
        _ => LayerGradients<LanesScalar>.TryRun(in inputGradient, in weightGradient, workers),
    };

    private static void Run<TLanes>(in ProductOperands operands, Workers workers)
        where TLanes : struct, ILanes<TLanes>
    {
        if (TinyProduct<TLanes>.TryRun(in operands)) return;

        ProductOperands o = operands.N == 1 ? Turned(in operands) : operands;
        if (SparseProduct<TLanes>.TryRun(in o, workers)) return;
        if (!NarrowProduct<TLanes>.TryRun(in o, workers)) BlockedProduct<TLanes>.Run(in o, workers);
    }

    /// <summary>A column of C as a row, <c>cᵀ = bᵀ·Aᵀ</c>, since tiles are wide: the same sums in the same order, many at a time.</summary>
    private static ProductOperands Turned(in ProductOperands column) => new()
    {
        A = column.B,
        ARow = column.K,
        AInner = 1,
        B = column.A,
        BStride = column.ARow == 1 ? column.AInner : column.ARow,
        BTransposed = column.ARow != 1,
        C = column.C,
        CRow = column.M,
        M = 1,
        N = column.M,
        K = column.K,
        Start = column.Start,
        StartRow = column.M,
        Finish = column.Finish,
        Turned = true,
    };

    private static void Check(
        ReadOnlySpan<float> a, (int Rows, int Columns) aShape, ReadOnlySpan<float> b, (int Rows, int Columns) bShape, ReadOnlySpan<float> c, (int M, int N) cShape, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        CheckDimension(cShape.M, "m");
        CheckDimension(cShape.N, "n");
        CheckDimension(Math.Min(aShape.Rows, aShape.Columns), "k");
        int aLength = CheckLength(a.Length, aShape, nameof(a));
        int bLength = CheckLength(b.Length, bShape, nameof(b));
        int cLength = CheckLength(c.Length, cShape, nameof(c));
        if (c[..cLength].Overlaps(a[..aLength])) throw new ArgumentException("C shares memory with A, but a product needs memory of its own.", nameof(c));
        if (c[..cLength].Overlaps(b[..bLength])) throw new ArgumentException("C shares memory with B, but a product needs memory of its own.", nameof(c));
    }

    private static void CheckDimension(int value, string name)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"Dimension {name} is {value}, but a matrix needs at least 0."));
    }

    private static int CheckLength(int length, (int Rows, int Columns) shape, string name)
    {
        long needed = (long)shape.Rows * shape.Columns;
        if (length >= needed) return (int)needed;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Matrix {name} holds {length} values, but {shape.Rows}×{shape.Columns} needs {needed}."), name);
    }
}
