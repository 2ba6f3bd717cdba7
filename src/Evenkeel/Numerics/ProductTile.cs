using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics;

/// <summary>One tile of a product: up to 12 rows by two registers, held in registers for the whole inner length.</summary>
/// <remarks>
/// <para>
/// Works against the fused multiply-add units: a step of the inner loop loads two registers of B and broadcasts one float of A per row,
/// which is 14 loads for 24 multiply-adds at 12 rows, and enough independent sums to hide the latency of the unit.
/// 24 sums, 2 of B, 1 broadcast and 1 mask are 28 of AVX-512's 32 registers; with 16 registers the most is 6.
/// </para>
/// <para>
/// The lines differ in their row number only. They are written out because a register has a name, not an index; the guards are
/// constants of the instantiation, so a tile of 5 rows holds no trace of rows 5 to 11. Nothing inside is a call: a call would
/// spill every sum.
/// </para>
/// </remarks>
internal static unsafe class ProductTile<TLanes, TRows, TColumns>
    where TLanes : struct, ILanes<TLanes>
    where TRows : struct, ITileRows
    where TColumns : struct, ITileColumns
{
    /// <summary>Sums <paramref name="inner"/> products into each element of the tile, in ascending order.</summary>
    /// <param name="a">First element of A; element (r, p) is at <c>r·aRow + p·aInner</c>.</param>
    /// <param name="aRow">Floats from a row of A to the following one.</param>
    /// <param name="aInner">Floats from an inner index of A to the following one.</param>
    /// <param name="b">First element of B; element (p, j) is at <c>p·bInner + j</c>.</param>
    /// <param name="bInner">Floats from an inner index of B to the following one.</param>
    /// <param name="c">First element of C; element (r, j) is at <c>r·cRow + j</c>.</param>
    /// <param name="cRow">Floats from a row of C to the following one.</param>
    /// <param name="inner">Inner length, ≥ 0.</param>
    /// <param name="fromC">Whether the sums start from what C holds rather than from 0.</param>
    /// <param name="lastLanes">How many lanes of the last register are columns; read for part tiles only.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(float* a, nint aRow, nint aInner, float* b, nint bInner, float* c, nint cRow, nint inner, bool fromC, int lastLanes)
    {
        int lanes = TLanes.Count;
        TLanes mask = TColumns.IsPart ? TLanes.FirstLanes(lastLanes) : default;
        TLanes c00 = default, c01 = default;
        TLanes c10 = default, c11 = default;
        TLanes c20 = default, c21 = default;
        TLanes c30 = default, c31 = default;
        TLanes c40 = default, c41 = default;
        TLanes c50 = default, c51 = default;
        TLanes c60 = default, c61 = default;
        TLanes c70 = default, c71 = default;
        TLanes c80 = default, c81 = default;
        TLanes c90 = default, c91 = default;
        TLanes cA0 = default, cA1 = default;
        TLanes cB0 = default, cB1 = default;

        if (fromC)
        {
            float* row = c;
            if (TRows.Count > 0) { c00 = First(row, mask); if (TColumns.Count > 1) c01 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 1) { c10 = First(row, mask); if (TColumns.Count > 1) c11 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 2) { c20 = First(row, mask); if (TColumns.Count > 1) c21 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 3) { c30 = First(row, mask); if (TColumns.Count > 1) c31 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 4) { c40 = First(row, mask); if (TColumns.Count > 1) c41 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 5) { c50 = First(row, mask); if (TColumns.Count > 1) c51 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 6) { c60 = First(row, mask); if (TColumns.Count > 1) c61 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 7) { c70 = First(row, mask); if (TColumns.Count > 1) c71 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 8) { c80 = First(row, mask); if (TColumns.Count > 1) c81 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 9) { c90 = First(row, mask); if (TColumns.Count > 1) c91 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 10) { cA0 = First(row, mask); if (TColumns.Count > 1) cA1 = Last(row + lanes, mask); row += cRow; }
            if (TRows.Count > 11) { cB0 = First(row, mask); if (TColumns.Count > 1) cB1 = Last(row + lanes, mask); row += cRow; }
        }

        // The following tile's part of C comes while this one is computed: in a large product it is in no near cache.
        if (TColumns.Count == 2 && !TColumns.IsPart && Sse.IsSupported)
        {
            float* ahead = c + 2 * lanes;
            if (TRows.Count > 0) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 1) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 2) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 3) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 4) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 5) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 6) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 7) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 8) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 9) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 10) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
            if (TRows.Count > 11) { Sse.Prefetch0(ahead); Sse.Prefetch0(ahead + lanes); ahead += cRow; }
        }

        // Four pointers and two strides reach twelve rows and still fit the general registers.
        float* a0 = a, a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        nint aRow2 = 2 * aRow;
        for (; inner > 0; inner--)
        {
            TLanes b0 = First(b, mask);
            TLanes b1 = TColumns.Count > 1 ? Last(b + lanes, mask) : default;
            if (TRows.Count > 0) Add(a0[0], b0, b1, ref c00, ref c01);
            if (TRows.Count > 1) Add(a0[aRow], b0, b1, ref c10, ref c11);
            if (TRows.Count > 2) Add(a0[aRow2], b0, b1, ref c20, ref c21);
            if (TRows.Count > 3) Add(a3[0], b0, b1, ref c30, ref c31);
            if (TRows.Count > 4) Add(a3[aRow], b0, b1, ref c40, ref c41);
            if (TRows.Count > 5) Add(a3[aRow2], b0, b1, ref c50, ref c51);
            if (TRows.Count > 6) Add(a6[0], b0, b1, ref c60, ref c61);
            if (TRows.Count > 7) Add(a6[aRow], b0, b1, ref c70, ref c71);
            if (TRows.Count > 8) Add(a6[aRow2], b0, b1, ref c80, ref c81);
            if (TRows.Count > 9) Add(a9[0], b0, b1, ref c90, ref c91);
            if (TRows.Count > 10) Add(a9[aRow], b0, b1, ref cA0, ref cA1);
            if (TRows.Count > 11) Add(a9[aRow2], b0, b1, ref cB0, ref cB1);
            a0 += aInner;
            if (TRows.Count > 3) a3 += aInner;
            if (TRows.Count > 6) a6 += aInner;
            if (TRows.Count > 9) a9 += aInner;
            b += bInner;
        }

        if (TRows.Count > 0) { StoreFirst(c00, c, mask); if (TColumns.Count > 1) StoreLast(c01, c + lanes, mask); c += cRow; }
        if (TRows.Count > 1) { StoreFirst(c10, c, mask); if (TColumns.Count > 1) StoreLast(c11, c + lanes, mask); c += cRow; }
        if (TRows.Count > 2) { StoreFirst(c20, c, mask); if (TColumns.Count > 1) StoreLast(c21, c + lanes, mask); c += cRow; }
        if (TRows.Count > 3) { StoreFirst(c30, c, mask); if (TColumns.Count > 1) StoreLast(c31, c + lanes, mask); c += cRow; }
        if (TRows.Count > 4) { StoreFirst(c40, c, mask); if (TColumns.Count > 1) StoreLast(c41, c + lanes, mask); c += cRow; }
        if (TRows.Count > 5) { StoreFirst(c50, c, mask); if (TColumns.Count > 1) StoreLast(c51, c + lanes, mask); c += cRow; }
        if (TRows.Count > 6) { StoreFirst(c60, c, mask); if (TColumns.Count > 1) StoreLast(c61, c + lanes, mask); c += cRow; }
        if (TRows.Count > 7) { StoreFirst(c70, c, mask); if (TColumns.Count > 1) StoreLast(c71, c + lanes, mask); c += cRow; }
        if (TRows.Count > 8) { StoreFirst(c80, c, mask); if (TColumns.Count > 1) StoreLast(c81, c + lanes, mask); c += cRow; }
        if (TRows.Count > 9) { StoreFirst(c90, c, mask); if (TColumns.Count > 1) StoreLast(c91, c + lanes, mask); c += cRow; }
        if (TRows.Count > 10) { StoreFirst(cA0, c, mask); if (TColumns.Count > 1) StoreLast(cA1, c + lanes, mask); c += cRow; }
        if (TRows.Count > 11) { StoreFirst(cB0, c, mask); if (TColumns.Count > 1) StoreLast(cB1, c + lanes, mask); c += cRow; }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float a, TLanes b0, TLanes b1, ref TLanes c0, ref TLanes c1)
    {
        if (TColumns.Count == 1)
        {
            c0 = TLanes.MultiplyAdd(b0, TLanes.Broadcast(a), c0);
        }
        else
        {
            TLanes x = TLanes.Broadcast(a);
            c0 = TLanes.MultiplyAdd(x, b0, c0);
            c1 = TLanes.MultiplyAdd(x, b1, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes First(float* source, TLanes mask) => TColumns.Count == 1 ? Last(source, mask) : TLanes.Load(ref *source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Last(float* source, TLanes mask) => TColumns.IsPart ? TLanes.LoadPart(ref *source, mask) : TLanes.Load(ref *source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst(TLanes value, float* destination, TLanes mask)
    {
        if (TColumns.Count == 1) StoreLast(value, destination, mask);
        else TLanes.Store(value, ref *destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLast(TLanes value, float* destination, TLanes mask)
    {
        if (TColumns.IsPart) TLanes.StorePart(value, ref *destination, mask);
        else TLanes.Store(value, ref *destination);
    }
}
