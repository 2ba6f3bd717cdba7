using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>A product cut into rectangles of C, which threads take one by one, and each rectangle into blocks that fit the caches.</summary>
/// <remarks>
/// Works against the second-level cache: the tiles read B again for every panel of rows, so the part of B in use must stay there.
/// No cut changes a bit, because a sum that is cut goes on from what C holds.
/// </remarks>
internal unsafe struct BlockedProduct<TLanes> : IChunkedWork
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Up to this many rows, a copy of B costs more than it gives.</summary>
    private const int FewRows = 160;

    /// <summary>A B of at most this many floats (640 KB) stays in the second-level cache as it lies.</summary>
    private const int SmallB = 160 * 1024;

    /// <summary>Inner length of a block that is not packed: twelve rows of A, 48 KB, are the most that is worth keeping close.</summary>
    private const int DirectInner = 1024;

    /// <summary>Inner length and columns of a packed block: 576 KB.</summary>
    private const int PackedInner = 192;
    private const int PackedColumns = 768;

    /// <summary>Columns of sums that are handed on at once. Whoever takes them walks memory row by row, which is quick along whole rows only; twelve rows, 192 KB, stay in the second-level cache.</summary>
    private const int StripColumns = 4096;

    /// <summary>Multiply-adds that one thread does in the time that a hand-over to another takes.</summary>
    public const long WorthSharing = 400_000;

    private readonly ProductOperands o;
    private readonly bool packs;
    private int rowParts;
    private int columnParts;

    /// <summary>Chooses how the product is to be cut.</summary>
    /// <param name="operands">Its matrices; no dimension is 0.</param>
    public BlockedProduct(in ProductOperands operands)
    {
        o = operands;
        packs = o.BTransposed || (o.M > FewRows && !IsSmall(o.K, o.N));
        (rowParts, columnParts) = (1, 1);
    }

    /// <summary>Whether B stays in the second-level cache as it lies.</summary>
    public static bool IsSmall(long k, long n) => k * n <= SmallB;

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
        // Neighbours in a row of C are taken one after the other.
        int row = chunk / columnParts, column = chunk % columnParts;
        int tiles = (o.N + ProductPanel<TLanes>.TileColumns - 1) / ProductPanel<TLanes>.TileColumns;
        int fromColumn = Cut(tiles, column, columnParts) * ProductPanel<TLanes>.TileColumns;
        int toColumn = Math.Min(o.N, Cut(tiles, column + 1, columnParts) * ProductPanel<TLanes>.TileColumns);
        Rectangle(Cut(o.M, row, rowParts), Cut(o.M, row + 1, rowParts), fromColumn, toColumn);
    }

    private void Share(int threads)
    {
        // Some chunks to spare let a thread that comes late, or is slow, do less.
        int wanted = 4 * threads;
        int panels = (o.M + ProductPanel<TLanes>.MostRows - 1) / ProductPanel<TLanes>.MostRows;
        int tiles = (o.N + ProductPanel<TLanes>.TileColumns - 1) / ProductPanel<TLanes>.TileColumns;
        if (packs)
        {
            // Columns first, since threads that share columns would pack the same part of B twice.
            columnParts = Math.Min(tiles, wanted);
            rowParts = Math.Clamp(wanted / columnParts, 1, panels);
        }
        else
        {
            rowParts = Math.Min(panels, wanted);
            columnParts = Math.Clamp(wanted / rowParts, 1, tiles);
        }
    }

    /// <summary>Computes some rows and columns of the product.</summary>
    public readonly void Rectangle(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        if (packs) Packed(fromRow, toRow, fromColumn, toColumn);
        else Direct(fromRow, toRow, fromColumn, toColumn);
    }

    private readonly void Direct(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        // What is kept nowhere has to be complete in one go.
        int blocks = o.C == null ? 1 : (o.K + DirectInner - 1) / DirectInner;
        int width = o.C == null ? StripColumns : toColumn - fromColumn;
        for (int column = fromColumn; column < toColumn; column += width)
        {
            for (int block = 0; block < blocks; block++)
            {
                int p = Cut(o.K, block, blocks);
                PanelOperands panel = Panel(p, Cut(o.K, block + 1, blocks) - p);
                panel.B = o.B + p * o.BStride + column;
                (panel.BInner, panel.BTile) = (o.BStride, ProductPanel<TLanes>.TileColumns);
                Panels(panel, fromRow, toRow, column, Math.Min(column + width, toColumn), isLast: block == blocks - 1);
            }
        }
    }

    private readonly void Packed(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        int width = ProductPanel<TLanes>.TileColumns;
        int blocks = o.C == null ? 1 : (o.K + PackedInner - 1) / PackedInner;
        int most = o.C == null ? Math.Clamp(PackedInner * PackedColumns / o.K / width * width, width, StripColumns) : PackedColumns;
        for (int column = fromColumn; column < toColumn; column += most)
        {
            int columns = Math.Min(most, toColumn - column);
            int padded = (columns + width - 1) / width * width;
            for (int block = 0; block < blocks; block++)
            {
                int p = Cut(o.K, block, blocks), inner = Cut(o.K, block + 1, blocks) - p;
                float* packed = Scratch.Lend(inner * padded);
                if (o.BTransposed) PanelPacking<TLanes>.Transpose(o.B + column * o.BStride + p, o.BStride, inner, columns, packed);
                else PanelPacking<TLanes>.Copy(o.B + p * o.BStride + column, o.BStride, inner, columns, packed);

                PanelOperands panel = Panel(p, inner);
                panel.B = packed;
                (panel.BInner, panel.BTile) = (width, (nint)inner * width);
                Panels(panel, fromRow, toRow, column, column + columns, isLast: block == blocks - 1);
            }
        }
    }

    private readonly PanelOperands Panel(int p, int inner) => new()
    {
        A = o.A + p * o.AInner,
        ARow = o.ARow,
        AInner = o.AInner,
        C = o.C,
        CRow = o.CRow,
        Inner = inner,
        Start = p > 0 ? o.C : o.Start,
        StartRow = p > 0 ? o.CRow : o.StartRow,
    };

    private readonly void Panels(PanelOperands panel, int fromRow, int toRow, int fromColumn, int toColumn, bool isLast)
    {
        // Even panels: 100 rows are nine panels of 11 or 12, not eight of 12 and one of 4.
        int most = ProductPanel<TLanes>.MostRows, rows = toRow - fromRow, panels = (rows + most - 1) / most, columns = toColumn - fromColumn;
        float* a = panel.A, c = panel.C, start = panel.Start;
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
            ProductPanel<TLanes>.Sum(next - row, columns, in panel);
            if (isLast) o.Complete(panel.C, panel.CRow, row, fromColumn, next - row, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Cut(int length, int part, int parts) => (int)((long)length * part / parts);
}
