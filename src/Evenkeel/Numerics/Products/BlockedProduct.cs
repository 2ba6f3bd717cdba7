using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics.Products;

/// <summary>A product cut into rectangles of C, which threads take one by one, and each rectangle into blocks that fit the caches.</summary>
/// <remarks>
/// Works against the caches: the tiles read B again for every panel of rows, so the part of B in use must stay near.
/// No cut changes a bit, because a sum that is cut goes on from what C holds.
/// </remarks>
internal unsafe struct BlockedProduct<TLanes> : IChunkedWork
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Tiles of this many lanes read B seldom enough to stream it from the third level; lower and narrower ones need it nearer.</summary>
    private const int WideLanes = 16;

    /// <summary>Up to this many rows, a copy of B costs more than it gives.</summary>
    private const int FewRows = 160;

    /// <summary>Inner length of a block where A lies in rows: twelve of them, 48 KB, are read again for every tile, from the second level.</summary>
    private const int RowInner = 1024;

    /// <summary>Inner length of a block where A lies in columns, and each inner index may touch two lines on a page of its own.</summary>
    private const int ColumnInner = 384;

    /// <summary>Inner length of a block of which one panel of rows makes all use there is: the block is walked in memory's order, as many rows of B at once as can be fetched ahead.</summary>
    private const int StreamedInner = 16;

    /// <summary>Inner length of a packed block.</summary>
    private const int PackedInner = 512;

    /// <summary>Columns of sums that are handed on and kept nowhere. Whoever takes them walks memory row by row, which is quick along whole rows only; twelve rows, 192 KB, stay in the second-level cache.</summary>
    private const int StripColumns = 4096;

    /// <summary>A block that is read as it lies streams from the third level, fetched one tile ahead: a quarter of that level leaves room for the rest.</summary>
    private static readonly int DirectBlock = Math.Max(CacheSizes.Level3 / 4, CacheSizes.Level2 / 2) / sizeof(float);

    /// <summary>A packed block stays in the second level, with some room for A and C.</summary>
    private static readonly int PackedBlock = CacheSizes.Level2 / 4 * 3 / sizeof(float);

    /// <summary>Multiply-adds from which on a product is shared.</summary>
    public const long WorthSharing = ProductCut.WorthSharing;

    private readonly ProductOperands o;
    private readonly bool packs;
    private bool byColumns;
    private int rowParts;
    private int columnParts;

    /// <summary>Chooses how the product is to be cut.</summary>
    /// <param name="operands">Its matrices; no dimension is 0.</param>
    public BlockedProduct(in ProductOperands operands)
    {
        o = operands;
        packs = o.BTransposed || (TLanes.Count < WideLanes && o.M > FewRows && (long)o.K * o.N * sizeof(float) > CacheSizes.Level2 / 2);
        (rowParts, columnParts) = (1, 1);
    }

    /// <summary>Computes the product.</summary>
    /// <param name="operands">Its matrices; no dimension is 0.</param>
    /// <param name="workers">Who shares the work.</param>
    public static void Run(in ProductOperands operands, Workers workers)
    {
        BlockedProduct<TLanes> product = new(in operands);
        if (workers.Count > 1 && (long)operands.M * operands.N * operands.K >= WorthSharing)
        {
            product.Share(workers.Count);
            workers.Run(ref product, product.rowParts * product.columnParts);
        }
        else
        {
            product.Rectangle(0, operands.M, 0, operands.N);
        }
    }

    /// <inheritdoc/>
    public readonly void Do(int chunk)
    {
        int row = byColumns ? chunk % rowParts : chunk / columnParts, column = byColumns ? chunk / rowParts : chunk % columnParts;
        int tiles = (o.N + ProductPanel<TLanes>.TileColumns - 1) / ProductPanel<TLanes>.TileColumns;
        int fromColumn = Cut(tiles, column, columnParts) * ProductPanel<TLanes>.TileColumns;
        int toColumn = Math.Min(o.N, Cut(tiles, column + 1, columnParts) * ProductPanel<TLanes>.TileColumns);
        Rectangle(Cut(o.M, row, rowParts), Cut(o.M, row + 1, rowParts), fromColumn, toColumn);
    }

    /// <summary>Cuts the product for some threads, each of which has neighbouring chunks: a part of the dimension that is cut more often.</summary>
    private void Share(int threads)
    {
        (rowParts, columnParts) = ProductCut.Choose(in o, threads, ProductPanel<TLanes>.MostRows, ProductPanel<TLanes>.TileColumns);
        byColumns = columnParts > rowParts;
    }

    /// <summary>Computes some rows and columns of the product.</summary>
    public readonly void Rectangle(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        if (packs) Packed(fromRow, toRow, fromColumn, toColumn);
        else Direct(fromRow, toRow, fromColumn, toColumn);
    }

    private readonly void Direct(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        bool streams = Streams(toColumn - fromColumn);
        int longest = Longest(streams ? StreamedInner : o.AInner == 1 ? RowInner : ColumnInner);
        int blocks = (o.K + longest - 1) / longest;
        int widest = Widest(DirectBlock / Math.Min(o.K, longest));
        for (int column = fromColumn; column < toColumn; column += widest)
        {
            int end = Math.Min(column + widest, toColumn);
            for (int block = 0; block < blocks; block++)
            {
                int p = Cut(o.K, block, blocks);
                PanelOperands panel = Panel(p, Cut(o.K, block + 1, blocks) - p);
                panel.B = o.B + p * o.BStride + column;
                (panel.BInner, panel.BTile) = (o.BStride, ProductPanel<TLanes>.TileColumns);
                panel.BFetched = streams ? panel.Inner * o.BStride : panel.BTile;
                int copied = LeftCopy<TLanes>.Floats(in panel, end - column);
                Panels(panel, fromRow, toRow, column, end, copied > 0 ? Scratch.Lend(copied) : null);
            }
        }
    }

    private readonly void Packed(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        if (toRow - fromRow == o.M && TurnedProduct<TLanes>.Takes(in o))
        {
            int left = TurnedProduct<TLanes>.Sum(in o, fromColumn, toColumn);
            if (left > fromColumn) o.Complete(o.C + fromColumn, o.CRow, 0, fromColumn, o.M, left - fromColumn);
            fromColumn = left;
        }

        int width = ProductPanel<TLanes>.TileColumns;
        int longest = Longest(PackedInner);
        int blocks = (o.K + longest - 1) / longest;
        int widest = Widest(PackedBlock / Math.Min(o.K, longest));
        for (int column = fromColumn; column < toColumn; column += widest)
        {
            int columns = Math.Min(widest, toColumn - column);
            int padded = (columns + width - 1) / width * width;
            for (int block = 0; block < blocks; block++)
            {
                int p = Cut(o.K, block, blocks), inner = Cut(o.K, block + 1, blocks) - p;
                PanelOperands panel = Panel(p, inner);
                int copied = LeftCopy<TLanes>.Floats(in panel, columns);
                float* packed = Scratch.Lend(inner * padded + copied);
                if (o.BTransposed) PanelPacking<TLanes>.Transpose(o.B + column * o.BStride + p, o.BStride, inner, columns, packed);
                else PanelPacking<TLanes>.Copy(o.B + p * o.BStride + column, o.BStride, inner, columns, packed);

                panel.B = packed;
                (panel.BInner, panel.BTile) = (width, (nint)inner * width);
                panel.BFetched = panel.BTile;
                Panels(panel, fromRow, toRow, column, column + columns, copied > 0 ? packed + inner * padded : null);
            }
        }
    }

    /// <summary>Whether B comes from beyond the second-level cache, and each element of it once.</summary>
    private readonly bool Streams(int columns) =>
        o.M <= ProductPanel<TLanes>.MostRows && o.AInner == 1 && (long)o.K * columns * sizeof(float) > CacheSizes.Level2 / 2;

    /// <summary>Inner length of a block; what is kept nowhere has to be complete in one go.</summary>
    private readonly int Longest(int wanted) => o.C == null ? o.K : wanted;

    /// <summary>Columns of a block: whole tiles, at least one.</summary>
    private readonly int Widest(int columns)
    {
        int tile = ProductPanel<TLanes>.TileColumns;
        return Math.Max((o.C == null ? Math.Min(columns, StripColumns) : columns) / tile, 1) * tile;
    }

    private readonly PanelOperands Panel(int p, int inner) => new()
    {
        A = o.A + p * o.AInner,
        ARow = o.ARow,
        AInner = o.AInner,
        C = o.C,
        CRow = o.CRow,
        Inner = inner,
        FetchesFollower = (long)o.M * o.K * sizeof(float) > CacheSizes.Level2,
        IsLast = p + inner == o.K,
        Start = p > 0 ? o.C : o.Start,
        StartRow = p > 0 ? o.CRow : o.StartRow,
    };

    private readonly void Panels(PanelOperands panel, int fromRow, int toRow, int fromColumn, int toColumn, float* copy)
    {
        // Even panels: 100 rows are nine panels of 11 or 12, not eight of 12 and one of 4.
        int most = ProductPanel<TLanes>.MostRows, rows = toRow - fromRow, panels = (rows + most - 1) / most, columns = toColumn - fromColumn;
        float* a = panel.A, c = panel.C, start = panel.Start;
        bool far = panel.FetchesFollower;
        if (c == null)
        {
            panel.C = Scratch.Strip(most * columns);
            panel.CRow = columns;
        }

        for (int i = 0; i < panels; i++)
        {
            int row = fromRow + Cut(rows, i, panels), next = fromRow + Cut(rows, i + 1, panels);
            panel.A = a + row * panel.ARow;
            if (c != null) panel.C = c + row * panel.CRow + fromColumn;
            if (start != null) panel.Start = start + row * panel.StartRow + fromColumn;
            if (panel.IsLast && o.ReadNextLines > 0)
            {
                nint fetched = o.ReadNextLines * row / o.M;
                panel.ReadNext = o.ReadNext + fetched * AlignedBuffer.Line;
                panel.ReadNextLines = o.ReadNextLines * next / o.M - fetched;
            }

            panel.FetchesFollower = far && i + 1 < panels;
            if (copy == null) ProductPanel<TLanes>.Sum(next - row, columns, in panel);
            else ProductPanel<TLanes>.Sum(next - row, columns, LeftCopy<TLanes>.Copied(in panel, next - row, copy));
            if (panel.IsLast) o.Complete(panel.C, panel.CRow, row, fromColumn, next - row, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Cut(int length, int part, int parts) => (int)((long)length * part / parts);
}
