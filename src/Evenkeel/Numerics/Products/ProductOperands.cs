namespace Evenkeel.Numerics.Products;

/// <summary>How the matrices of a product lie in memory, and what is to become of them.</summary>
internal unsafe struct ProductOperands
{
    /// <summary>Element (i, p) is at <c>i·ARow + p·AInner</c>.</summary>
    public float* A;

    public nint ARow;

    public nint AInner;

    /// <summary>Element (p, j) is at <c>p·BStride + j</c>, or at <c>j·BStride + p</c> when B is transposed.</summary>
    public float* B;

    public nint BStride;

    public bool BTransposed;

    /// <summary>Element (i, j) is at <c>i·CRow + j</c>; null where the sums go to <see cref="Finish"/> only and are kept nowhere.</summary>
    public float* C;

    public nint CRow;

    public int M;

    public int N;

    public int K;

    /// <summary>What the sums start from, element (i, j) at <c>i·StartRow + j</c>: C itself, a row for all rows, or null for 0.</summary>
    public float* Start;

    /// <summary>0 where all rows start alike.</summary>
    public nint StartRow;

    /// <summary>What is read after this product, and fetched in its course; null for nothing.</summary>
    public float* ReadNext;

    /// <summary>Cache lines of <see cref="ReadNext"/>.</summary>
    public nint ReadNextLines;

    /// <summary>What becomes of complete sums; null for nothing more.</summary>
    public IProductFinish? Finish;

    /// <summary>Whether this is the transpose of the product that was asked for, whose strips <see cref="Finish"/> expects.</summary>
    public bool Turned;

    /// <summary>A·B of dense matrices: A is [m, k], B [k, n], C [m, n].</summary>
    public static ProductOperands Plain(float* a, float* b, float* c, int m, int n, int k) =>
        new() { A = a, ARow = k, AInner = 1, B = b, BStride = n, C = c, CRow = n, StartRow = n, M = m, N = n, K = k };

    /// <summary>A·Bᵀ of dense matrices: A is [m, k], B [n, k], C [m, n].</summary>
    public static ProductOperands TransposedRight(float* a, float* b, float* c, int m, int n, int k) =>
        Plain(a, b, c, m, n, k) with { BStride = k, BTransposed = true };

    /// <summary>Aᵀ·B of dense matrices: A is [k, m], B [k, n], C [m, n].</summary>
    public static ProductOperands TransposedLeft(float* a, float* b, float* c, int m, int n, int k) =>
        Plain(a, b, c, m, n, k) with { ARow = 1, AInner = m };

    /// <summary>The same product, with this thread's memory in place of a C that is kept nowhere.</summary>
    public readonly ProductOperands WithSums() => C != null ? this : this with { C = Scratch.Strip(M * N), CRow = N };

    /// <summary>Hands on the complete sums of a rectangle.</summary>
    public readonly void Complete(float* sums, nint sumsRow, int row, int column, int rows, int columns)
    {
        if (Finish is null) return;
        ProductStrip strip = Turned
            ? new() { Sums = sums, SumsRow = 1, Row = column, Column = row, Rows = columns, Columns = rows }
            : new() { Sums = sums, SumsRow = sumsRow, Row = row, Column = column, Rows = rows, Columns = columns };
        Scratch.Enter();
        try
        {
            Finish.Do(in strip);
        }
        finally
        {
            Scratch.Leave();
        }
    }

    /// <summary>Completes a product of which no term counts.</summary>
    public readonly void CompleteStarts()
    {
        if (C == null)
        {
            // One row of zeros stands for all of them.
            float* zeros = Scratch.Strip(N);
            new Span<float>(zeros, N).Clear();
            Complete(zeros, 0, 0, 0, M, N);
            return;
        }

        for (int row = 0; row < M && Start != C; row++)
        {
            Span<float> sums = new(C + row * CRow, N);
            if (Start == null) sums.Clear();
            else new ReadOnlySpan<float>(Start + row * StartRow, N).CopyTo(sums);
        }

        Complete(C, CRow, 0, 0, M, N);
    }
}
