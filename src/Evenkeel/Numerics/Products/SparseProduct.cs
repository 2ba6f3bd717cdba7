using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics.Products;

/// <summary>A product whose left matrix is mostly zeros, as images, one-hot columns and dead layers are: only the other terms are added.</summary>
/// <remarks>
/// Works against the number of multiply-adds itself. The terms that are left out are <c>fma(0, b, s)</c>, which is s for every finite b, so
/// the sums are those of the whole product in the same order; only the sign of a zero sum, and 0·∞ and 0·NaN, which count as 0, can differ.
/// Whether a product comes this way is decided by its numbers alone, not by width or threads.
/// </remarks>
internal unsafe struct SparseProduct<TLanes> : IChunkedWork
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Columns of B in use at a time, so that they stay in the second-level cache while all rows pass.</summary>
    private const int BlockRegisters = 8;

    /// <summary>Rows of C in one chunk of work.</summary>
    private const int ChunkRows = 32;

    /// <summary>Fewer multiply-adds are not worth a look at the matrix.</summary>
    private const long WorthCounting = 1_000_000;

    /// <summary>The lists of a larger matrix would not fit one array.</summary>
    private const long MostElements = 1L << 30;

    /// <summary>Fewer columns leave the registers idle.</summary>
    private const int FewestColumns = 32;

    private readonly ProductOperands o;
    private readonly SparseRows terms;
    private readonly int rowChunks;

    private SparseProduct(in ProductOperands operands, SparseRows terms)
    {
        o = operands;
        this.terms = terms;
        rowChunks = (operands.M + ChunkRows - 1) / ChunkRows;
    }

    /// <summary>Whether at least three quarters of A are zeros (all of it, if B is transposed), or all of B.</summary>
    /// <param name="operands">The matrices.</param>
    /// <param name="terms">How many elements of A count; 0 where none of B does.</param>
    public static bool IsSparse(in ProductOperands operands, out long terms)
    {
        terms = 0;
        long work = (long)operands.M * operands.N * operands.K;
        long elements = (long)operands.M * operands.K;
        if (operands.N < FewestColumns || work < WorthCounting || elements > MostElements)
        {
            return false;
        }

        if (SparseRows.CountNonZero(operands.B, (long)operands.K * operands.N, most: 0) == 0)
        {
            return true;
        }

        long most = Most(in operands);
        terms = SparseRows.CountNonZero(operands.A, elements, most);
        return terms <= most;
    }

    /// <summary>Computes the product, if it is sparse.</summary>
    /// <returns>Whether it did; if not, C is untouched.</returns>
    public static bool TryRun(in ProductOperands operands, Workers workers)
    {
        if (!IsSparse(in operands, out long found))
        {
            return false;
        }

        if (found == 0)
        {
            operands.CompleteStarts();
            return true;
        }

        SparseProduct<TLanes> product = new(in operands, SparseRows.List(in operands, (int)Most(in operands)));
        int block = BlockRegisters * TLanes.Count;
        int chunks = (operands.N + block - 1) / block * product.rowChunks;
        if (workers.Count > 1 && found * operands.N >= ProductCut.WorthSharing)
        {
            workers.Run(ref product, chunks);
            return true;
        }

        for (int chunk = 0; chunk < chunks; chunk++)
        {
            product.Do(chunk);
        }

        return true;
    }

    private static long Most(in ProductOperands operands) => operands.BTransposed ? 0 : (long)operands.M * operands.K / 4;

    /// <summary>Computes a block of columns in some rows of C; the chunks of one block follow each other.</summary>
    /// <param name="chunk">Which, from 0.</param>
    public readonly void Do(int chunk)
    {
        int column = chunk / rowChunks * BlockRegisters * TLanes.Count;
        int columns = Math.Min(BlockRegisters * TLanes.Count, o.N - column);
        int first = chunk % rowChunks * ChunkRows;
        int last = Math.Min(first + ChunkRows, o.M);
        float* c = o.C == null ? Scratch.Strip(ChunkRows * columns) : o.C + first * o.CRow + column;
        nint cRow = o.C == null ? columns : o.CRow;
        for (int row = first; row < last; row++)
        {
            int from = terms.Starts[row];
            float* start = o.Start == null ? null : o.Start + row * o.StartRow + column;
            Block(terms.Values + from, terms.Places + from, terms.Starts[row + 1] - from, o.B + column, start, c + (row - first) * cRow, columns);
        }

        o.Complete(c, cRow, first, column, last - first, columns);
    }

    private readonly void Block(float* values, int* places, int count, float* b, float* start, float* c, int columns)
    {
        int lanes = TLanes.Count;
        if (columns == BlockRegisters * lanes)
        {
            Eight(values, places, count, b, start, c);
            return;
        }

        for (int column = 0; column < columns; column += 4 * lanes)
        {
            Four(values, places, count, b + column, start == null ? null : start + column, c + column, columns - column);
        }
    }

    /// <summary>Eight registers of sums, enough to hide the latency of the multiply-add unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Eight(float* values, int* places, int count, float* b, float* start, float* c)
    {
        int lanes = TLanes.Count;
        TLanes c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (start != null)
        {
            c0 = TLanes.Load(ref *start);
            c1 = TLanes.Load(ref start[lanes]);
            c2 = TLanes.Load(ref start[2 * lanes]);
            c3 = TLanes.Load(ref start[3 * lanes]);
            c4 = TLanes.Load(ref start[4 * lanes]);
            c5 = TLanes.Load(ref start[5 * lanes]);
            c6 = TLanes.Load(ref start[6 * lanes]);
            c7 = TLanes.Load(ref start[7 * lanes]);
        }

        for (int i = 0; i < count; i++)
        {
            TLanes a = TLanes.Broadcast(values[i]);
            float* row = b + places[i] * o.BStride;
            c0 = TLanes.MultiplyAdd(a, TLanes.Load(ref *row), c0);
            c1 = TLanes.MultiplyAdd(a, TLanes.Load(ref row[lanes]), c1);
            c2 = TLanes.MultiplyAdd(a, TLanes.Load(ref row[2 * lanes]), c2);
            c3 = TLanes.MultiplyAdd(a, TLanes.Load(ref row[3 * lanes]), c3);
            c4 = TLanes.MultiplyAdd(a, TLanes.Load(ref row[4 * lanes]), c4);
            c5 = TLanes.MultiplyAdd(a, TLanes.Load(ref row[5 * lanes]), c5);
            c6 = TLanes.MultiplyAdd(a, TLanes.Load(ref row[6 * lanes]), c6);
            c7 = TLanes.MultiplyAdd(a, TLanes.Load(ref row[7 * lanes]), c7);
        }

        TLanes.Store(c0, ref *c);
        TLanes.Store(c1, ref c[lanes]);
        TLanes.Store(c2, ref c[2 * lanes]);
        TLanes.Store(c3, ref c[3 * lanes]);
        TLanes.Store(c4, ref c[4 * lanes]);
        TLanes.Store(c5, ref c[5 * lanes]);
        TLanes.Store(c6, ref c[6 * lanes]);
        TLanes.Store(c7, ref c[7 * lanes]);
    }

    /// <summary>Up to four registers of sums, at the right edge; lanes beyond it are neither read nor written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Four(float* values, int* places, int count, float* b, float* start, float* c, int columns)
    {
        int lanes = TLanes.Count;
        TLanes m0 = Mask(columns), m1 = Mask(columns - lanes), m2 = Mask(columns - 2 * lanes), m3 = Mask(columns - 3 * lanes);
        TLanes c0 = default, c1 = default, c2 = default, c3 = default;
        if (start != null)
        {
            c0 = TLanes.LoadPart(ref *start, m0);
            c1 = TLanes.LoadPart(ref start[lanes], m1);
            c2 = TLanes.LoadPart(ref start[2 * lanes], m2);
            c3 = TLanes.LoadPart(ref start[3 * lanes], m3);
        }

        for (int i = 0; i < count; i++)
        {
            TLanes a = TLanes.Broadcast(values[i]);
            float* row = b + places[i] * o.BStride;
            c0 = TLanes.MultiplyAdd(a, TLanes.LoadPart(ref *row, m0), c0);
            c1 = TLanes.MultiplyAdd(a, TLanes.LoadPart(ref row[lanes], m1), c1);
            c2 = TLanes.MultiplyAdd(a, TLanes.LoadPart(ref row[2 * lanes], m2), c2);
            c3 = TLanes.MultiplyAdd(a, TLanes.LoadPart(ref row[3 * lanes], m3), c3);
        }

        TLanes.StorePart(c0, ref *c, m0);
        TLanes.StorePart(c1, ref c[lanes], m1);
        TLanes.StorePart(c2, ref c[2 * lanes], m2);
        TLanes.StorePart(c3, ref c[3 * lanes], m3);
    }

    /// <summary>The lanes of a register that are still columns.</summary>
    private static TLanes Mask(int columns) => columns > 0 ? TLanes.FirstLanes(Math.Min(columns, TLanes.Count)) : default;
}
