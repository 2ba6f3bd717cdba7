namespace Evenkeel.Numerics.Products;

/// <summary>A product with few columns and many rows, computed as its transpose, <c>Cᵀ = Bᵀ·Aᵀ</c>: the same sums in the same order.</summary>
/// <remarks>
/// Works against empty lanes: ten columns leave six of sixteen lanes idle, and one register of columns makes each multiply-add wait for a load of its own.
/// The rows fill the lanes instead, and the result is transposed on its way to C.
/// </remarks>
internal static unsafe class NarrowProduct<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int MostColumns = 12;

    /// <summary>Fewer rows do not fill the registers.</summary>
    private const int FewestRows = 48;

    /// <summary>More would keep more than 6 MB of a thread's memory.</summary>
    private const int MostRows = 1 << 16;

    [ThreadStatic]
    private static AlignedBuffer? memory;

    /// <summary>Computes the product, if it is narrow.</summary>
    /// <param name="operands">Its matrices; no dimension is 0.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <returns>Whether it did; if not, C is untouched.</returns>
    public static bool TryRun(in ProductOperands operands, Workers workers)
    {
        if (TLanes.Count == 1 || operands.N > MostColumns || operands.N == 1 || operands.M is < FewestRows or > MostRows || operands.BTransposed) return false;

        int row = (int)AlignedBuffer.WholeLines(operands.M), needed = row * operands.N;
        bool hasStarts = operands.Start != null;
        AlignedBuffer? held = memory;
        if (held is null || held.Length < 2 * needed) memory = held = new AlignedBuffer(2 * needed);
        fixed (float* turned = held.Slice(0, 2 * needed))
        {
            float* starts = hasStarts ? turned + needed : null;
            if (hasStarts) Turn(in operands, starts, row);
            ProductOperands o = new()
            {
                A = operands.B,
                ARow = 1,
                AInner = operands.BStride,
                B = operands.A,
                BStride = operands.AInner == 1 ? operands.ARow : operands.AInner,
                BTransposed = operands.AInner == 1,
                C = turned,
                CRow = row,
                M = operands.N,
                N = operands.M,
                K = operands.K,
                Start = starts,
                StartRow = row,
            };
            BlockedProduct<TLanes>.Run(in o, workers);
            ProductOperands result = operands.WithSums();
            for (int i = 0; i < operands.M; i += TLanes.Count)
            {
                Squares(turned + i, row, operands.N, Math.Min(TLanes.Count, operands.M - i), result.C + i * result.CRow, result.CRow);
            }

            result.Complete(result.C, result.CRow, 0, 0, result.M, result.N);
        }

        return true;
    }

    private static void Squares(float* source, nint stride, int rows, int columns, float* target, nint width)
    {
        int lanes = TLanes.Count;
        for (int j = 0; j < rows; j += lanes)
        {
            int part = Math.Min(lanes, rows - j);
            TransposedSquare.Copy(lanes, source + j * stride, stride, part, columns, target + j, width, part);
        }
    }

    private static void Turn(in ProductOperands o, float* turned, int row)
    {
        for (int j = 0; j < o.N; j++)
        {
            Span<float> starts = new(turned + j * row, o.M);
            if (o.StartRow == 0) starts.Fill(o.Start[j]);
            else for (int i = 0; i < o.M; i++) starts[i] = o.Start[i * o.StartRow + j];
        }
    }
}
