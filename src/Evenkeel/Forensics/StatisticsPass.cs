using System.Runtime.InteropServices;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Forensics;

/// <summary>Reads a tensor's elements once, segment by segment, and keeps what forensics asks of them.</summary>
/// <remarks>
/// Where segments begin follows from the tensor's sides alone, and what they give is joined in their order: the same elements give the same
/// bits, whatever parts they come in, and however many threads bring them.
/// </remarks>
public sealed partial class StatisticsPass
{
    /// <summary>The most rows, and the most columns, of which sums are kept: 36 bytes each and segment under way.</summary>
    public const int MostLines = 1 << 20;

    /// <summary>About as many elements has a segment; four rows are the least.</summary>
    public const int SegmentLength = 1 << 20;

    private readonly Stack<uint[]> tallies = new(0);
    private readonly SegmentResult?[] results;
    private readonly MatrixLines? lines;
    private readonly int stride;
    private readonly int wholeRows;
    private readonly int wholeColumns;
    private readonly float[] block;
    private TensorPatterns few = TensorPatterns.None;
    private float[]? pending;
    private int pendingSegment;
    private int pendingLength;

    /// <summary>Prepares a pass.</summary>
    /// <param name="count">The elements of the tensor, ≥ 0.</param>
    /// <param name="rows">The rows of the matrix that it is taken for; 1 for a vector or a scalar. <see cref="RowsOf"/> knows them.</param>
    /// <param name="keepsWhole">Whether <see cref="MatrixStatistics.Block"/> is the whole matrix.</param>
    /// <exception cref="ArgumentException">The rows do not divide the elements, or the whole is more than one array can hold.</exception>
    public StatisticsPass(long count, int rows = 1, bool keepsWhole = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (rows < 1 || count % rows != 0) throw new ArgumentException($"A tensor of {count} elements has no {rows} rows of one length; give a divisor, or 1.", nameof(rows));
        Count = count;
        long columns = count / rows;
        bool isMatrix = rows > 1 && columns > 1 && rows <= MostLines && columns <= MostLines;
        (Rows, Columns) = isMatrix ? (rows, (int)columns) : (1, 0);
        stride = isMatrix ? Columns * Math.Max(4, SegmentLength / Columns / 4 * 4) : SegmentLength;
        results = new SegmentResult?[checked((int)((count + stride - 1) / stride))];
        if (!isMatrix)
        {
            block = [];
            return;
        }

        if (keepsWhole && count > Array.MaxLength) throw new ArgumentException($"The whole of a matrix of {count} elements is more than the {Array.MaxLength} that can be kept; keep a block.", nameof(keepsWhole));
        lines = new(Rows, Columns);
        (wholeRows, wholeColumns) = keepsWhole ? (Rows, Columns) : (Math.Min(Rows, MatrixStatistics.BlockLimit), Math.Min(Columns, MatrixStatistics.BlockLimit));
        block = new float[wholeRows * wholeColumns];
    }

    /// <summary>The elements of the tensor.</summary>
    public long Count { get; }

    /// <summary>The rows of which something is kept; 1 for what is no matrix.</summary>
    public int Rows { get; }

    /// <summary>The columns of which something is kept; 0 for what is no matrix.</summary>
    public int Columns { get; }

    /// <summary>How many segments there are.</summary>
    public int Segments => results.Length;

    /// <summary>The rows of the matrix that a tensor is taken for: its first axis, or all but its last where units lie on the last.</summary>
    /// <param name="axes">The sizes of the axes as they are stored.</param>
    /// <param name="weights">What the axes mean; null where nothing is known.</param>
    /// <returns>The rows; 1 for a vector, a scalar, an empty tensor, and one of more rows than are kept.</returns>
    public static int RowsOf(ReadOnlySpan<long> axes, WeightShape? weights = null)
    {
        if (axes.Length < 2 || axes.Contains(0)) return 1;
        if (weights is not { Layout: WeightLayout.InOut }) return axes[0] <= MostLines ? (int)axes[0] : 1;
        long rows = 1;
        foreach (long axis in axes[..^1])
        {
            if (axis > MostLines || rows * axis > MostLines) return 1;
            rows *= axis;
        }

        return (int)rows;
    }

    /// <summary>Measures elements that lie in memory.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="rows">The rows of the matrix that they are taken for; 1 for a vector.</param>
    /// <param name="keepsWhole">Whether <see cref="MatrixStatistics.Block"/> is the whole matrix.</param>
    /// <param name="workers">Who shares the work; the caller's thread alone where it is null.</param>
    /// <returns>The statistics.</returns>
    /// <exception cref="ArgumentException">The rows do not divide the elements.</exception>
    public static unsafe TensorStatistics Of(ReadOnlySpan<float> values, int rows = 1, bool keepsWhole = false, Workers? workers = null)
    {
        StatisticsPass pass = new(values.Length, rows, keepsWhole);
        fixed (float* start = values)
        {
            MemoryWork work = new(pass, start);
            (workers ?? Workers.One).Run(ref work, pass.Segments);
        }

        return pass.Finish();
    }

    /// <summary>Where a segment begins.</summary>
    /// <param name="segment">Its number, 0 … <see cref="Segments"/> − 1.</param>
    /// <returns>The number of its first element.</returns>
    public long StartOf(int segment) => (long)segment * stride;

    /// <summary>How long a segment is.</summary>
    /// <param name="segment">Its number, 0 … <see cref="Segments"/> − 1.</param>
    /// <returns>Its elements.</returns>
    public int LengthOf(int segment) => (int)Math.Min(stride, Count - StartOf(segment));

    /// <summary>Adds the elements that follow those that were added before.</summary>
    /// <param name="part">Any number of elements.</param>
    /// <exception cref="ArgumentException">They are more than the tensor has.</exception>
    /// <remarks>For one thread; several call <see cref="AddSegment"/>.</remarks>
    public void Add(ReadOnlySpan<float> part)
    {
        if (part.Length > Count - StartOf(pendingSegment) - pendingLength)
        {
            throw new ArgumentException($"A tensor of {Count} elements has had {StartOf(pendingSegment) + pendingLength}, and {part.Length} more are too many.", nameof(part));
        }

        while (part.Length > 0)
        {
            int length = LengthOf(pendingSegment);
            if (pendingLength == 0 && part.Length >= length)
            {
                AddSegment(pendingSegment++, part[..length]);
                part = part[length..];
                continue;
            }

            int taken = Math.Min(part.Length, length - pendingLength);
            if (pending is null || pending.Length < length) pending = new float[length];
            part[..taken].CopyTo(pending.AsSpan(pendingLength));
            part = part[taken..];
            pendingLength += taken;
            if (pendingLength < length) return;
            AddSegment(pendingSegment++, pending.AsSpan(0, length));
            pendingLength = 0;
        }
    }

    /// <summary>Ends the pass.</summary>
    /// <returns>What it kept.</returns>
    /// <exception cref="InvalidOperationException">Elements are missing.</exception>
    public TensorStatistics Finish()
    {
        int missing = Array.FindIndex(results, result => result is null);
        if (missing >= 0) throw new InvalidOperationException($"Segment {missing} of {Segments} has not been added, {LengthOf(missing)} elements from element {StartOf(missing)} on; add it first.");
        CentralMoments moments = default;
        PowerSums all = new() { Minimum = float.PositiveInfinity, Maximum = float.NegativeInfinity };
        (long notNumbers, long infinite, uint bits) = (0, 0, 0);
        UInt128 fingerprint = (UInt128)(ulong)Count;
        foreach (SegmentResult? result in results)
        {
            moments += result!.Moments;
            all.Count += result.Sums.Count;
            all.Zeros += result.Sums.Zeros;
            all.Minimum = Math.Min(all.Minimum, result.Sums.Minimum);
            all.Maximum = Math.Max(all.Maximum, result.Sums.Maximum);
            (notNumbers, infinite, bits) = (notNumbers + result.NotNumbers, infinite + result.Infinite, bits | result.Bits);
            fingerprint = Fingerprints.Join(fingerprint, result.Fingerprint);
        }

        double n = moments.Count, variance = n == 0 ? double.NaN : all.Minimum == all.Maximum ? 0 : moments.Second / n;
        return new()
        {
            Count = Count, NotNumbers = notNumbers, Infinite = infinite, Zeros = all.Zeros, UsedBits = bits, Fingerprint = fingerprint,
            Minimum = n == 0 ? double.NaN : all.Minimum, Maximum = n == 0 ? double.NaN : all.Maximum, Mean = n == 0 ? double.NaN : moments.Mean, Variance = variance,
            Skewness = variance > 0 ? moments.Third / n / (variance * Math.Sqrt(variance)) : double.NaN,
            Kurtosis = variance > 0 ? moments.Fourth / n / (variance * variance) : double.NaN,
            Patterns = Tallied(),
            Matrix = lines is null ? null : Matrix(),
        };
    }

    private MatrixStatistics Matrix() => lines!.Finish() with { BlockRows = wholeRows, BlockColumns = wholeColumns, Block = ImmutableCollectionsMarshal.AsImmutableArray(block) };
}
