using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics.Products;

/// <summary>A product with few rows and a transposed B, whose columns are turned in registers on their way into the sums.</summary>
/// <remarks>
/// Works against the copy of B: with ten rows, writing a transposed B and reading it again costs half as much as the sums.
/// Four inner indices of 16 columns (at 512 bits) are four loads, twelve quads inserted from memory and eight shuffles, which run beside the multiply-adds.
/// A tile is one register wide, so all rows and the turned columns fit the registers.
/// </remarks>
internal static unsafe class TurnedTile<TLanes, TRows>
    where TLanes : struct, ILanes<TLanes>
    where TRows : unmanaged, ITileRows
{
    /// <summary>Inner indices that are turned at a time.</summary>
    public const int Step = 4;

    /// <summary>Sums the products of a row of tiles.</summary>
    /// <param name="o">The operands; element (p, j) of B is at <c>j·BStride + p</c>, and the inner length a multiple of <see cref="Step"/>.</param>
    /// <param name="fromColumn">First column.</param>
    /// <param name="toColumn">End of the columns, whole registers from the first.</param>
    public static void Sum(in ProductOperands o, int fromColumn, int toColumn)
    {
        for (int column = fromColumn; column < toColumn; column += TLanes.Count)
        {
            Sum(o.A, o.ARow, o.AInner, o.B + column * o.BStride, o.BStride, o.C + column, o.CRow, o.Start == null ? null : o.Start + column, o.StartRow, o.K);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(float* a, nint aRow, nint aInner, float* b, nint bColumn, float* c, nint cRow, float* start, nint startRow, nint inner)
    {
        TLanes c0 = default, c1 = default, c2 = default, c3 = default;
        TLanes c4 = default, c5 = default, c6 = default, c7 = default;
        TLanes c8 = default, c9 = default, cA = default, cB = default;
        if (start != null)
        {
            if (sizeof(TRows) > 0) { c0 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 1) { c1 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 2) { c2 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 3) { c3 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 4) { c4 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 5) { c5 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 6) { c6 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 7) { c7 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 8) { c8 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 9) { c9 = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 10) { cA = TLanes.Load(ref *start); start += startRow; }
            if (sizeof(TRows) > 11) { cB = TLanes.Load(ref *start); start += startRow; }
        }

        // Four pointers and two strides reach twelve rows and still fit the general registers.
        float* a0 = a, a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        nint aRow2 = 2 * aRow, apart = 4 * bColumn;
        nint ahead = 4 * apart;
        Turned(b, bColumn, out TLanes n0, out TLanes n1, out TLanes n2, out TLanes n3);
        for (; inner > 0; inner -= Step)
        {
            // The lines of the following tile, those of four columns at each step.
            if (Sse.IsSupported)
            {
                Sse.Prefetch1(b + ahead);
                Sse.Prefetch1(b + ahead + bColumn);
                Sse.Prefetch1(b + ahead + 2 * bColumn);
                Sse.Prefetch1(b + ahead + 3 * bColumn);
                ahead = ahead == 7 * apart ? 4 * apart : ahead + apart;
            }

            // What the following step needs is turned while this one adds; the last step turns its own again, to read nothing beyond B.
            TLanes b0 = n0, b1 = n1, b2 = n2, b3 = n3;
            if (inner > Step) b += Step;
            Turned(b, bColumn, out n0, out n1, out n2, out n3);

            if (sizeof(TRows) > 0) c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[0]), b0, c0);
            if (sizeof(TRows) > 1) c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow]), b0, c1);
            if (sizeof(TRows) > 2) c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow2]), b0, c2);
            if (sizeof(TRows) > 3) c3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[0]), b0, c3);
            if (sizeof(TRows) > 4) c4 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow]), b0, c4);
            if (sizeof(TRows) > 5) c5 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow2]), b0, c5);
            if (sizeof(TRows) > 6) c6 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[0]), b0, c6);
            if (sizeof(TRows) > 7) c7 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow]), b0, c7);
            if (sizeof(TRows) > 8) c8 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow2]), b0, c8);
            if (sizeof(TRows) > 9) c9 = TLanes.MultiplyAdd(TLanes.Broadcast(a9[0]), b0, c9);
            if (sizeof(TRows) > 10) cA = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow]), b0, cA);
            if (sizeof(TRows) > 11) cB = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow2]), b0, cB);
            a0 += aInner;
            if (sizeof(TRows) > 3) a3 += aInner;
            if (sizeof(TRows) > 6) a6 += aInner;
            if (sizeof(TRows) > 9) a9 += aInner;

            if (sizeof(TRows) > 0) c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[0]), b1, c0);
            if (sizeof(TRows) > 1) c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow]), b1, c1);
            if (sizeof(TRows) > 2) c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow2]), b1, c2);
            if (sizeof(TRows) > 3) c3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[0]), b1, c3);
            if (sizeof(TRows) > 4) c4 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow]), b1, c4);
            if (sizeof(TRows) > 5) c5 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow2]), b1, c5);
            if (sizeof(TRows) > 6) c6 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[0]), b1, c6);
            if (sizeof(TRows) > 7) c7 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow]), b1, c7);
            if (sizeof(TRows) > 8) c8 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow2]), b1, c8);
            if (sizeof(TRows) > 9) c9 = TLanes.MultiplyAdd(TLanes.Broadcast(a9[0]), b1, c9);
            if (sizeof(TRows) > 10) cA = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow]), b1, cA);
            if (sizeof(TRows) > 11) cB = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow2]), b1, cB);
            a0 += aInner;
            if (sizeof(TRows) > 3) a3 += aInner;
            if (sizeof(TRows) > 6) a6 += aInner;
            if (sizeof(TRows) > 9) a9 += aInner;

            if (sizeof(TRows) > 0) c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[0]), b2, c0);
            if (sizeof(TRows) > 1) c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow]), b2, c1);
            if (sizeof(TRows) > 2) c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow2]), b2, c2);
            if (sizeof(TRows) > 3) c3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[0]), b2, c3);
            if (sizeof(TRows) > 4) c4 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow]), b2, c4);
            if (sizeof(TRows) > 5) c5 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow2]), b2, c5);
            if (sizeof(TRows) > 6) c6 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[0]), b2, c6);
            if (sizeof(TRows) > 7) c7 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow]), b2, c7);
            if (sizeof(TRows) > 8) c8 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow2]), b2, c8);
            if (sizeof(TRows) > 9) c9 = TLanes.MultiplyAdd(TLanes.Broadcast(a9[0]), b2, c9);
            if (sizeof(TRows) > 10) cA = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow]), b2, cA);
            if (sizeof(TRows) > 11) cB = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow2]), b2, cB);
            a0 += aInner;
            if (sizeof(TRows) > 3) a3 += aInner;
            if (sizeof(TRows) > 6) a6 += aInner;
            if (sizeof(TRows) > 9) a9 += aInner;

            if (sizeof(TRows) > 0) c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[0]), b3, c0);
            if (sizeof(TRows) > 1) c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow]), b3, c1);
            if (sizeof(TRows) > 2) c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[aRow2]), b3, c2);
            if (sizeof(TRows) > 3) c3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[0]), b3, c3);
            if (sizeof(TRows) > 4) c4 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow]), b3, c4);
            if (sizeof(TRows) > 5) c5 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow2]), b3, c5);
            if (sizeof(TRows) > 6) c6 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[0]), b3, c6);
            if (sizeof(TRows) > 7) c7 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow]), b3, c7);
            if (sizeof(TRows) > 8) c8 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[aRow2]), b3, c8);
            if (sizeof(TRows) > 9) c9 = TLanes.MultiplyAdd(TLanes.Broadcast(a9[0]), b3, c9);
            if (sizeof(TRows) > 10) cA = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow]), b3, cA);
            if (sizeof(TRows) > 11) cB = TLanes.MultiplyAdd(TLanes.Broadcast(a9[aRow2]), b3, cB);
            a0 += aInner;
            if (sizeof(TRows) > 3) a3 += aInner;
            if (sizeof(TRows) > 6) a6 += aInner;
            if (sizeof(TRows) > 9) a9 += aInner;
        }

        if (sizeof(TRows) > 0) { TLanes.Store(c0, ref *c); c += cRow; }
        if (sizeof(TRows) > 1) { TLanes.Store(c1, ref *c); c += cRow; }
        if (sizeof(TRows) > 2) { TLanes.Store(c2, ref *c); c += cRow; }
        if (sizeof(TRows) > 3) { TLanes.Store(c3, ref *c); c += cRow; }
        if (sizeof(TRows) > 4) { TLanes.Store(c4, ref *c); c += cRow; }
        if (sizeof(TRows) > 5) { TLanes.Store(c5, ref *c); c += cRow; }
        if (sizeof(TRows) > 6) { TLanes.Store(c6, ref *c); c += cRow; }
        if (sizeof(TRows) > 7) { TLanes.Store(c7, ref *c); c += cRow; }
        if (sizeof(TRows) > 8) { TLanes.Store(c8, ref *c); c += cRow; }
        if (sizeof(TRows) > 9) { TLanes.Store(c9, ref *c); c += cRow; }
        if (sizeof(TRows) > 10) { TLanes.Store(cA, ref *c); c += cRow; }
        if (sizeof(TRows) > 11) { TLanes.Store(cB, ref *c); c += cRow; }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turned(float* b, nint bColumn, out TLanes b0, out TLanes b1, out TLanes b2, out TLanes b3)
    {
        nint apart = 4 * bColumn;
        b0 = Quads<TLanes>.Load(b, apart);
        b1 = Quads<TLanes>.Load(b + bColumn, apart);
        b2 = Quads<TLanes>.Load(b + 2 * bColumn, apart);
        b3 = Quads<TLanes>.Load(b + 3 * bColumn, apart);
        Quads<TLanes>.Transpose(ref b0, ref b1, ref b2, ref b3);
    }
}
