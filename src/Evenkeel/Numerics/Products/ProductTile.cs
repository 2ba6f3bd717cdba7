using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics.Products;

/// <summary>One tile of a product: up to 12 rows by two registers, held in registers for the whole inner length.</summary>
/// <remarks>
/// <para>
/// Works against the fused multiply-add units: a step of the inner loop loads two registers of B and broadcasts one float of A per row,
/// which is 14 loads for 24 multiply-adds at 12 rows, and enough independent sums to hide the latency of the unit.
/// 24 sums, 2 of B, 1 broadcast and 1 mask are 28 of AVX-512's 32 registers; with 16 registers the most is 6.
/// </para>
/// <para>
/// The lines differ in their row number only. They are written out because a register has a name, not an index. The guards ask for
/// the size of a type, the one constant that the compiler folds before it looks at what is guarded, so a tile of 5 rows holds no
/// trace of rows 5 to 11 and costs no time to compile them. Nothing inside is a call: a call would
/// spill every sum.
/// </para>
/// </remarks>
internal static unsafe class ProductTile<TLanes, TRows, TColumns>
    where TLanes : struct, ILanes<TLanes>
    where TRows : unmanaged, ITileRows
    where TColumns : struct, ITileColumns
{
    /// <summary>Sums <paramref name="inner"/> products into each element of the tile, in ascending order.</summary>
    /// <param name="a">First element of A; element (r, p) is at <c>r·aRow + p·aInner</c>.</param>
    /// <param name="aRow">Floats from a row of A to the following one.</param>
    /// <param name="aInner">Floats from an inner index of A to the following one.</param>
    /// <param name="b">First element of B; element (p, j) is at <c>p·bInner + j</c>.</param>
    /// <param name="bInner">Floats from an inner index of B to the following one.</param>
    /// <param name="bFetched">Floats from this part of B to the one that is fetched meanwhile.</param>
    /// <param name="c">First element of C; element (r, j) is at <c>r·cRow + j</c>.</param>
    /// <param name="cRow">Floats from a row of C to the following one.</param>
    /// <param name="inner">Inner length, ≥ 0.</param>
    /// <param name="start">What the first sum starts from; element (r, j) is at <c>r·startRow + j</c>. Null for 0.</param>
    /// <param name="startRow">Floats from a row of starts to the following one; 0 where all rows start alike.</param>
    /// <param name="lastLanes">How many lanes of the last register are columns, 1…<see cref="ILanes{TSelf}.Count"/>; whole tiles ignore it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(float* a, nint aRow, nint aInner, float* b, nint bInner, nint bFetched, float* c, nint cRow, float* start, nint startRow, nint inner, int lastLanes)
    {
        int lanes = TLanes.Count;
        TLanes mask = TLanes.FirstLanes(lastLanes);
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

        if (start != null)
        {
            float* row = start;
            if (sizeof(TRows) > 0) { TColumns.Load(row, mask, out c00, out c01); row += startRow; }
            if (sizeof(TRows) > 1) { TColumns.Load(row, mask, out c10, out c11); row += startRow; }
            if (sizeof(TRows) > 2) { TColumns.Load(row, mask, out c20, out c21); row += startRow; }
            if (sizeof(TRows) > 3) { TColumns.Load(row, mask, out c30, out c31); row += startRow; }
            if (sizeof(TRows) > 4) { TColumns.Load(row, mask, out c40, out c41); row += startRow; }
            if (sizeof(TRows) > 5) { TColumns.Load(row, mask, out c50, out c51); row += startRow; }
            if (sizeof(TRows) > 6) { TColumns.Load(row, mask, out c60, out c61); row += startRow; }
            if (sizeof(TRows) > 7) { TColumns.Load(row, mask, out c70, out c71); row += startRow; }
            if (sizeof(TRows) > 8) { TColumns.Load(row, mask, out c80, out c81); row += startRow; }
            if (sizeof(TRows) > 9) { TColumns.Load(row, mask, out c90, out c91); row += startRow; }
            if (sizeof(TRows) > 10) { TColumns.Load(row, mask, out cA0, out cA1); row += startRow; }
            if (sizeof(TRows) > 11) { TColumns.Load(row, mask, out cB0, out cB1); row += startRow; }
        }

        // The following tile's part of C comes while this one is computed: where a sum goes on, C is large and in no near cache.
        if (start == c && Sse.IsSupported)
        {
            float* ahead = c + 2 * lanes;
            for (int r = 0; r < sizeof(TRows); r++, ahead += cRow)
            {
                Sse.Prefetch0(ahead);
                Sse.Prefetch0(ahead + lanes);
            }
        }

        // Four pointers and two strides reach twelve rows and still fit the general registers.
        float* a0 = a, a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        nint aRow2 = 2 * aRow;
        for (; inner > 0; inner--)
        {
            TColumns.Load(b, mask, out TLanes b0, out TLanes b1);

            // What the following tile, or the following block, reads, a while ahead: B may stream from the third level. The last float of each
            // register, since a row that starts inside a line ends in a line that no one else asks for; narrow registers share a line.
            if (Sse.IsSupported)
            {
                if (TLanes.Count == 16) Sse.Prefetch1(b + bFetched + (lanes - 1));
                Sse.Prefetch1(b + bFetched + (2 * lanes - 1));
            }

            if (sizeof(TRows) > 0) { TLanes x = TLanes.Broadcast(a0[0]); TColumns.Add(x, b0, b1, ref c00, ref c01); }
            if (sizeof(TRows) > 1) { TLanes x = TLanes.Broadcast(a0[aRow]); TColumns.Add(x, b0, b1, ref c10, ref c11); }
            if (sizeof(TRows) > 2) { TLanes x = TLanes.Broadcast(a0[aRow2]); TColumns.Add(x, b0, b1, ref c20, ref c21); }
            if (sizeof(TRows) > 3) { TLanes x = TLanes.Broadcast(a3[0]); TColumns.Add(x, b0, b1, ref c30, ref c31); }
            if (sizeof(TRows) > 4) { TLanes x = TLanes.Broadcast(a3[aRow]); TColumns.Add(x, b0, b1, ref c40, ref c41); }
            if (sizeof(TRows) > 5) { TLanes x = TLanes.Broadcast(a3[aRow2]); TColumns.Add(x, b0, b1, ref c50, ref c51); }
            if (sizeof(TRows) > 6) { TLanes x = TLanes.Broadcast(a6[0]); TColumns.Add(x, b0, b1, ref c60, ref c61); }
            if (sizeof(TRows) > 7) { TLanes x = TLanes.Broadcast(a6[aRow]); TColumns.Add(x, b0, b1, ref c70, ref c71); }
            if (sizeof(TRows) > 8) { TLanes x = TLanes.Broadcast(a6[aRow2]); TColumns.Add(x, b0, b1, ref c80, ref c81); }
            if (sizeof(TRows) > 9) { TLanes x = TLanes.Broadcast(a9[0]); TColumns.Add(x, b0, b1, ref c90, ref c91); }
            if (sizeof(TRows) > 10) { TLanes x = TLanes.Broadcast(a9[aRow]); TColumns.Add(x, b0, b1, ref cA0, ref cA1); }
            if (sizeof(TRows) > 11) { TLanes x = TLanes.Broadcast(a9[aRow2]); TColumns.Add(x, b0, b1, ref cB0, ref cB1); }
            a0 += aInner;
            if (sizeof(TRows) > 3) a3 += aInner;
            if (sizeof(TRows) > 6) a6 += aInner;
            if (sizeof(TRows) > 9) a9 += aInner;
            b += bInner;
        }

        if (sizeof(TRows) > 0) { TColumns.Store(c00, c01, c, mask); c += cRow; }
        if (sizeof(TRows) > 1) { TColumns.Store(c10, c11, c, mask); c += cRow; }
        if (sizeof(TRows) > 2) { TColumns.Store(c20, c21, c, mask); c += cRow; }
        if (sizeof(TRows) > 3) { TColumns.Store(c30, c31, c, mask); c += cRow; }
        if (sizeof(TRows) > 4) { TColumns.Store(c40, c41, c, mask); c += cRow; }
        if (sizeof(TRows) > 5) { TColumns.Store(c50, c51, c, mask); c += cRow; }
        if (sizeof(TRows) > 6) { TColumns.Store(c60, c61, c, mask); c += cRow; }
        if (sizeof(TRows) > 7) { TColumns.Store(c70, c71, c, mask); c += cRow; }
        if (sizeof(TRows) > 8) { TColumns.Store(c80, c81, c, mask); c += cRow; }
        if (sizeof(TRows) > 9) { TColumns.Store(c90, c91, c, mask); c += cRow; }
        if (sizeof(TRows) > 10) { TColumns.Store(cA0, cA1, c, mask); c += cRow; }
        if (sizeof(TRows) > 11) { TColumns.Store(cB0, cB1, c, mask); c += cRow; }
    }
}
