namespace Evenkeel.Numerics.Products;

/// <summary>When threads share a product, and into which rectangles of C they cut it: the cheapest by a model of what each cut costs.</summary>
/// <remarks>
/// Costs are counted in multiply-adds, of which one core of the machine that was measured (Zen 4, AVX-512) does 55,000 in a microsecond.
/// There the benchmark's row <c>hand-over</c> reads 0.4 µs, and <c>step "NN 100x300x300"</c> and the like show what a cut is worth: whole
/// panels, as many for each thread, let two threads take 0.51 of the time of one, eight parts of twelve and thirteen rows 0.53.
/// Wrong constants cost time, never a bit.
/// </remarks>
internal static class ProductCut
{
    /// <summary>Multiply-adds in the time in which a thread that is awake hears of work, and its caller of the end.</summary>
    private const int HandOver = 25_000;

    /// <summary>Fewer multiply-adds are done by the caller alone: two threads break even at half as many, and gain a third here.</summary>
    public const long WorthSharing = 4 * HandOver;

    /// <summary>What a chunk costs however small it is: to take it, and to bring its first rows of A near.</summary>
    private const double PerChunk = 15_000;

    /// <summary>What a panel costs as if it had so many rows more: its tiles load B, which the rows share, from the second-level cache …</summary>
    private const double RowsPerNearPanel = 1;

    /// <summary>… or from beyond.</summary>
    private const double RowsPerFarPanel = 2;

    /// <summary>What a panel costs as if it had so many columns more: its rows of A, which the tiles share, come from the second-level cache …</summary>
    private const double ColumnsPerNearPanel = 2;

    /// <summary>… or from beyond, or push each other out of the first level.</summary>
    private const double ColumnsPerFarPanel = 8;

    /// <summary>What it costs to pack columns of Bᵀ, as if each chunk of them had so many rows more.</summary>
    private const double RowsPerPacking = 6;

    /// <summary>What it costs to hand on a part of a row; whole rows go on all at once.</summary>
    private const double PerPartOfRow = 1_500;

    /// <summary>How many times as long threads take that stream B side by side, as one panel of rows does where B is far.</summary>
    private const double Streaming = 1.6;

    /// <summary>Columns at which a slice of B costs twice, since memory is quick along whole rows …</summary>
    private const double NarrowColumns = 2;

    /// <summary>… and where rows are whole pages apart, so that they push each other out of the second-level cache.</summary>
    private const double CollidingColumns = 32;

    /// <summary>Of the last chunk, the share that is waited for: threads come late by chance.</summary>
    private const double Waiting = 0.15;

    /// <summary>More chunks for each of few threads gain nothing that could be measured …</summary>
    private const int MostEach = 8;

    /// <summary>… and for many threads, so many cuts in all are enough to look at, and two chunks each.</summary>
    private const int Most = 64;

    private const int Page = 4096;

    /// <summary>Chooses a cut.</summary>
    /// <param name="o">The product.</param>
    /// <param name="threads">How many share it, ≥ 2.</param>
    /// <param name="panelRows">Rows of a full panel.</param>
    /// <param name="tileColumns">Columns of a full tile, at which columns are cut.</param>
    /// <returns>How many parts the rows fall into, and the columns.</returns>
    public static (int Rows, int Columns) Choose(in ProductOperands o, int threads, int panelRows, int tileColumns)
    {
        int tiles = Over(o.N, tileColumns), most = Math.Max(Math.Min(MostEach * threads, Most), 2 * threads);
        (int Rows, int Columns) best = (1, 1);
        double least = double.PositiveInfinity;
        for (int rows = 1; rows <= Math.Min(o.M, most); rows++)
        {
            // As many chunks as threads, or twice as many, or …: what is left over is worked off by some threads while the others wait.
            int even = threads / Common(rows, threads), end = Math.Min(tiles, Math.Max(1, most / rows));
            for (int columns = Math.Min(even, end); columns <= end; columns += even)
            {
                double cost = Cost(in o, threads, (rows, columns), panelRows, Math.Min(Over(tiles, columns) * tileColumns, o.N));
                if (cost < least) (least, best) = (cost, (rows, columns));
            }
        }

        return best;
    }

    /// <summary>The time until the last thread is done, if all chunks are like the largest.</summary>
    private static double Cost(in ProductOperands o, int threads, (int Rows, int Columns) parts, int panelRows, int columns)
    {
        int rows = Over(o.M, parts.Rows), panels = Over(rows, panelRows);
        bool isFar = !o.BTransposed && (long)o.K * columns * sizeof(float) > CacheSizes.Level2 / 2;
        double height = rows + panels * (isFar ? RowsPerFarPanel : RowsPerNearPanel) + (o.BTransposed ? RowsPerPacking : 0);
        bool isLeftFar = (long)o.M * o.K * sizeof(float) > CacheSizes.Level2 / 2 || o.ARow * sizeof(float) % Page == 0;
        double width = columns + (isLeftFar ? ColumnsPerFarPanel : ColumnsPerNearPanel);
        double chunk = PerChunk + height * width * o.K;
        if (isFar && panels == 1 && o.AInner == 1) chunk *= Streaming;
        if (parts.Columns > 1 && !o.BTransposed) chunk *= 1 + (Collides(in o) ? CollidingColumns : NarrowColumns) / columns;
        if (parts.Columns > 1 && o.Finish is not null) chunk += PerPartOfRow * rows;
        return chunk * (Over(parts.Rows * parts.Columns, threads) + Waiting);
    }

    private static bool Collides(in ProductOperands o) => o.BStride * sizeof(float) % Page == 0 && o.K * o.BStride * sizeof(float) > CacheSizes.Level2;

    private static int Over(int length, int part) => (length + part - 1) / part;

    private static int Common(int a, int b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
