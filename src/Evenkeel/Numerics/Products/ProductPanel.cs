using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics.Products;

/// <summary>A row of tiles: some rows of C, as high as one tile, and all columns that are at hand.</summary>
/// <remarks>A's rows stay in the first-level cache while the tiles walk along the columns, and C is walked along its rows.</remarks>
internal static unsafe class ProductPanel<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The highest tile whose sums stay in registers: 12 where AVX-512 gives 32 of them, else 6.</summary>
    public static int MostRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Count == 16 ? 12 : 6;
    }

    /// <summary>Columns of a full tile.</summary>
    public static int TileColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    /// <summary>Sums the products of a panel.</summary>
    /// <param name="rows">Its height, 1…<see cref="MostRows"/>.</param>
    /// <param name="columns">Its width, ≥ 1.</param>
    /// <param name="operands">Where A, B and C start, and their strides.</param>
    public static void Sum(int rows, int columns, in PanelOperands operands)
    {
        switch (rows)
        {
            case 1: Tiles<Rows1>(columns, in operands); break;
            case 2: Tiles<Rows2>(columns, in operands); break;
            case 3: Tiles<Rows3>(columns, in operands); break;
            case 4: Tiles<Rows4>(columns, in operands); break;
            case 5: Tiles<Rows5>(columns, in operands); break;
            case 6: Tiles<Rows6>(columns, in operands); break;
            case 7: Tiles<Rows7>(columns, in operands); break;
            case 8: Tiles<Rows8>(columns, in operands); break;
            case 9: Tiles<Rows9>(columns, in operands); break;
            case 10: Tiles<Rows10>(columns, in operands); break;
            case 11: Tiles<Rows11>(columns, in operands); break;
            case 12: Tiles<Rows12>(columns, in operands); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<TRows>(int columns, in PanelOperands o)
        where TRows : unmanaged, ITileRows
    {
        int width = TileColumns, lanes = TLanes.Count;
        float* b = o.B, c = o.C, start = o.Start;
        nint fetched = 0, perTile = o.FetchesFollower ? o.Inner / (columns / width + 1) + 1 : 0;
        float* readNext = o.ReadNext;
        nint linesPerTile = o.ReadNextLines * width / columns;
        for (; columns >= width; columns -= width)
        {
            for (nint i = linesPerTile; i > 0 && Sse.IsSupported; i--, readNext += AlignedBuffer.Line) Sse.Prefetch1(readNext);
            if (perTile > 0)
            {
                nint upTo = Math.Min(fetched + perTile, o.Inner);
                FetchFollower(in o, sizeof(TRows), fetched, upTo);
                fetched = upTo;
            }
            ProductTile<TLanes, TRows, TwoRegisters>.Sum(o.A, o.ARow, o.AInner, b, o.BInner, o.BFetched, c, o.CRow, start, o.StartRow, o.Inner, lanes);
            b += o.BTile;
            c += width;
            if (start != null) start += width;
        }

        if (columns > lanes)
        {
            ProductTile<TLanes, TRows, TwoRegistersInPart>.Sum(o.A, o.ARow, o.AInner, b, o.BInner, o.BFetched, c, o.CRow, start, o.StartRow, o.Inner, columns - lanes);
        }
        else if (columns > 0)
        {
            ProductTile<TLanes, TRows, OneRegisterInPart>.Sum(o.A, o.ARow, o.AInner, b, o.BInner, o.BFetched, c, o.CRow, start, o.StartRow, o.Inner, columns);
        }
    }

    /// <summary>Asks for a part of the following panel's A, so that its first tile need not wait for the third level.</summary>
    private static void FetchFollower(in PanelOperands o, int rows, nint from, nint to)
    {
        const int Line = 16;
        if (!Sse.IsSupported) return;

        float* a = o.A + rows * o.ARow;
        if (o.AInner == 1)
        {
            for (nint p = (from + Line - 1) / Line * Line; p < to; p += Line)
            {
                for (int r = 0; r < rows; r++) Sse.Prefetch1(a + r * o.ARow + p);
            }
        }
        else
        {
            for (nint p = from; p < to; p++)
            {
                Sse.Prefetch1(a + p * o.AInner);
                Sse.Prefetch1(a + p * o.AInner + (rows - 1));
            }
        }
    }
}

/// <summary>Where a panel's operands start, and how far apart their elements lie, in floats.</summary>
internal unsafe struct PanelOperands
{
    /// <summary>Element (r, p) is at <c>r·ARow + p·AInner</c>.</summary>
    public float* A;

    public nint ARow;

    public nint AInner;

    /// <summary>What is read after the product, and fetched in this panel's course.</summary>
    public float* ReadNext;

    /// <summary>Cache lines of <see cref="ReadNext"/>.</summary>
    public nint ReadNextLines;

    /// <summary>Whether another panel lies below this one in an A too large for the second-level cache.</summary>
    public bool FetchesFollower;

    /// <summary>Element (p, j) of tile t is at <c>t·BTile + p·BInner + j</c>.</summary>
    public float* B;

    public nint BInner;

    public nint BTile;

    /// <summary>Floats from what is in use of B to what is fetched meanwhile.</summary>
    public nint BFetched;

    /// <summary>Element (r, j) is at <c>r·CRow + j</c>.</summary>
    public float* C;

    public nint CRow;

    public nint Inner;

    /// <summary>Whether the sums are complete after this.</summary>
    public bool IsLast;

    /// <summary>What the sums start from, element (r, j) at <c>r·StartRow + j</c>; null for 0.</summary>
    public float* Start;

    /// <summary>0 where all rows start alike.</summary>
    public nint StartRow;
}
