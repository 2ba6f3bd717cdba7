using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics.Products;

/// <summary>Products of up to some thousand multiply-adds: nothing is packed, cut or shared.</summary>
/// <remarks>
/// Works against everything but arithmetic: choosing among tiles costs more here than the sums. Eight rows are held in one register each,
/// no wider than the columns need; a row that is missing repeats the last one, so that one kernel serves every height.
/// </remarks>
internal static unsafe class TinyProduct<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>More multiply-adds repay wider tiles.</summary>
    private const long MostWork = 16 * 1024;

    /// <summary>Fewer values are sooner copied one by one than through registers.</summary>
    private const int WorthSquares = 32;

    /// <summary>Floats of a transposed B that lie on the stack.</summary>
    private const int MostTransposed = 1024;

    /// <summary>Computes the product, if it is small and narrow.</summary>
    /// <param name="operands">Its matrices; no dimension is 0.</param>
    /// <returns>Whether it did; if not, C is untouched.</returns>
    public static bool TryRun(in ProductOperands operands)
    {
        int lanes = TLanes.Count;
        if (lanes == 1 || operands.N > lanes || (long)operands.M * operands.N * operands.K > MostWork) return false;
        if (operands.BTransposed && operands.K * lanes > MostTransposed) return false;

        ProductOperands o = operands.WithSums();

        // A narrow register adds as many lanes a cycle on some cores, and never fewer than a wide one that is part empty.
        if (operands.N <= 4) Run<Lanes128>(in o);
        else if (lanes == 16 && operands.N <= 8) Run<Lanes256>(in o);
        else Run<TLanes>(in o);
        o.Complete(o.C, o.CRow, 0, 0, o.M, o.N);
        return true;
    }

    private static void Run<T>(in ProductOperands o)
        where T : struct, ILanes<T>
    {
        if (o.BTransposed) Transposed<T>(in o);
        else Columns<T>(in o, o.B, o.BStride);
    }

    [SkipLocalsInit]
    private static void Transposed<T>(in ProductOperands o)
        where T : struct, ILanes<T>
    {
        float* turned = stackalloc float[MostTransposed];
        if (o.K * o.N > WorthSquares)
        {
            for (int p = 0; p < o.K; p += T.Count)
            {
                TransposedSquare.Copy(T.Count, o.B + p, o.BStride, o.N, Math.Min(T.Count, o.K - p), turned + p * T.Count, T.Count, T.Count);
            }
        }
        else
        {
            float* source = o.B;
            for (int j = 0; j < o.N; j++, source += o.BStride)
            {
                for (int p = 0; p < o.K; p++) turned[p * T.Count + j] = source[p];
            }
        }

        Columns<T>(in o, turned, T.Count);
    }

    private static void Columns<T>(in ProductOperands o, float* b, nint bInner)
        where T : struct, ILanes<T>
    {
        if (o.M > sizeof(Rows4)) Rows<T, Rows8>(in o, b, bInner);
        else Rows<T, Rows4>(in o, b, bInner);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T, TRows>(in ProductOperands o, float* b, nint bInner)
        where T : struct, ILanes<T>
        where TRows : unmanaged, ITileRows
    {
        T mask = T.FirstLanes(o.N);
        nint aRow = o.ARow, aInner = o.AInner, cRow = o.CRow;
        int chunks = (o.M + sizeof(TRows) - 1) / sizeof(TRows), row = 0;
        for (int chunk = 1; chunk <= chunks; chunk++)
        {
            int next = o.M * chunk / chunks, rows = next - row;
            T c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
            if (o.Start != null)
            {
                float* start = o.Start + row * o.StartRow;
                nint startRow = o.StartRow;
                c0 = T.LoadPart(ref *start, mask);
                c1 = T.LoadPart(ref *(start += rows > 1 ? startRow : 0), mask);
                c2 = T.LoadPart(ref *(start += rows > 2 ? startRow : 0), mask);
                c3 = T.LoadPart(ref *(start += rows > 3 ? startRow : 0), mask);
                if (sizeof(TRows) > 4)
                {
                    c4 = T.LoadPart(ref *(start += rows > 4 ? startRow : 0), mask);
                    c5 = T.LoadPart(ref *(start += rows > 5 ? startRow : 0), mask);
                    c6 = T.LoadPart(ref *(start += rows > 6 ? startRow : 0), mask);
                    c7 = T.LoadPart(ref *(start += rows > 7 ? startRow : 0), mask);
                }
            }

            float* a0 = o.A + row * aRow, a1 = a0 + (rows > 1 ? aRow : 0), a2 = a1 + (rows > 2 ? aRow : 0), a3 = a2 + (rows > 3 ? aRow : 0);
            float* a4 = a3 + (rows > 4 ? aRow : 0), a5 = a4 + (rows > 5 ? aRow : 0), a6 = a5 + (rows > 6 ? aRow : 0), a7 = a6 + (rows > 7 ? aRow : 0);
            float* along = b;
            nint at = 0;
            for (int p = o.K; p > 0; p--, along += bInner, at += aInner)
            {
                T x = T.LoadPart(ref *along, mask);
                c0 = T.MultiplyAdd(T.Broadcast(a0[at]), x, c0);
                c1 = T.MultiplyAdd(T.Broadcast(a1[at]), x, c1);
                c2 = T.MultiplyAdd(T.Broadcast(a2[at]), x, c2);
                c3 = T.MultiplyAdd(T.Broadcast(a3[at]), x, c3);
                if (sizeof(TRows) > 4)
                {
                    c4 = T.MultiplyAdd(T.Broadcast(a4[at]), x, c4);
                    c5 = T.MultiplyAdd(T.Broadcast(a5[at]), x, c5);
                    c6 = T.MultiplyAdd(T.Broadcast(a6[at]), x, c6);
                    c7 = T.MultiplyAdd(T.Broadcast(a7[at]), x, c7);
                }
            }

            float* c = o.C + row * cRow;
            T.StorePart(c0, ref *c, mask);
            T.StorePart(c1, ref *(c += rows > 1 ? cRow : 0), mask);
            T.StorePart(c2, ref *(c += rows > 2 ? cRow : 0), mask);
            T.StorePart(c3, ref *(c += rows > 3 ? cRow : 0), mask);
            if (sizeof(TRows) > 4)
            {
                T.StorePart(c4, ref *(c += rows > 4 ? cRow : 0), mask);
                T.StorePart(c5, ref *(c += rows > 5 ? cRow : 0), mask);
                T.StorePart(c6, ref *(c += rows > 6 ? cRow : 0), mask);
                T.StorePart(c7, ref *(c += rows > 7 ? cRow : 0), mask);
            }

            row = next;
        }
    }
}
