using System.Buffers;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

public sealed partial class StatisticsPass
{
    /// <summary>Elements that are read together: 32 kB, which the second and third look find near.</summary>
    private const int TileLength = 1 << 13;

    /// <summary>Up to so many elements are sorted, in less time than a tally takes to be cleared and looked through.</summary>
    private const int FewElements = 1 << 12;

    /// <summary>Elements that a segment's centre is taken from.</summary>
    private const int CentreSample = 64;

    /// <summary>Adds a segment's elements.</summary>
    /// <param name="segment">Its number, 0 … <see cref="Segments"/> − 1, each once.</param>
    /// <param name="values">All its elements.</param>
    /// <exception cref="ArgumentException">There are more or fewer than the segment has.</exception>
    /// <remarks>Several threads may add segments at once, in any order; sums of columns wait for their turn.</remarks>
    public void AddSegment(int segment, ReadOnlySpan<float> values)
    {
        if (values.Length != LengthOf(segment)) throw new ArgumentException($"Segment {segment} has {LengthOf(segment)} elements, but {values.Length} came; add all of them at once.", nameof(values));
        uint[] tally = Count <= FewElements ? [] : Tally();
        double centre = Centre(values);
        SegmentResult result = new() { Sums = new() { Minimum = float.PositiveInfinity, Maximum = float.NegativeInfinity } };
        Span<uint> checksum = stackalloc uint[ElementScan.ChecksumLanes];
        checksum.Clear();
        ColumnSums? columns = lines?.Begin();
        int firstRow = lines is null ? 0 : (int)(StartOf(segment) / Columns);
        int tile = lines is null ? TileLength : Columns * Math.Max(4, TileLength / Columns / 4 * 4);
        for (int start = 0; start < values.Length; start += tile)
        {
            ReadOnlySpan<float> rows = values.Slice(start, Math.Min(tile, values.Length - start));
            bool isFinite = true;
            for (int from = 0; from < rows.Length; from += TileLength)
            {
                ReadOnlySpan<float> part = rows.Slice(from, Math.Min(TileLength, rows.Length - from));
                isFinite &= AddPart(part, centre, result, checksum, tally);
            }

            if (lines is null) continue;
            int row = firstRow + start / Columns;
            if (isFinite) lines.Read(rows, row, columns!);
            else ReadFinite(rows, row, columns!);
            Keep(rows, row);
        }

        result.Moments = CentralMoments.Of(result.Sums, centre);
        result.Fingerprint = Fingerprints.Of(checksum);
        lines?.End(segment, columns!);
        if (Count <= FewElements) few = TensorPatterns.OfElements(values);
        else Keep(tally);
        results[segment] = result;
    }

    private static bool AddPart(ReadOnlySpan<float> part, double centre, SegmentResult result, Span<uint> checksum, Span<uint> tally)
    {
        if (tally.Length > 0) ElementScan.Count(part, tally);
        result.Bits |= ElementScan.Bits(part, checksum);
        if (ElementScan.Add(part, centre, ref result.Sums)) return true;
        float[] finite = ArrayPool<float>.Shared.Rent(part.Length);
        int kept = 0;
        foreach (float value in part)
        {
            if (float.IsFinite(value)) finite[kept++] = value;
            else if (float.IsNaN(value)) result.NotNumbers++;
            else result.Infinite++;
        }

        ElementScan.Add(finite.AsSpan(0, kept), centre, ref result.Sums);
        ArrayPool<float>.Shared.Return(finite);
        return false;
    }

    /// <summary>The mean of the first elements where they lie far from 0 for their spread, as scales of a normalization do; else 0, which leaves sums of small numbers as they are.</summary>
    private static double Centre(ReadOnlySpan<float> values)
    {
        (double sum, double squares, int count) = (0, 0, 0);
        foreach (float value in values[..Math.Min(values.Length, CentreSample)])
        {
            if (!float.IsFinite(value)) continue;
            (sum, count) = (sum + value, count + 1);
        }

        double mean = count == 0 ? 0 : sum / count;
        foreach (float value in values[..Math.Min(values.Length, CentreSample)])
        {
            if (float.IsFinite(value)) squares += (value - mean) * (value - mean);
        }

        return mean * mean * count > 64 * squares ? mean : 0;
    }

    private void ReadFinite(ReadOnlySpan<float> rows, int row, ColumnSums columns)
    {
        float[] finite = ArrayPool<float>.Shared.Rent(rows.Length);
        for (int i = 0; i < rows.Length; i++) finite[i] = float.IsFinite(rows[i]) ? rows[i] : 0;
        lines!.Read(finite.AsSpan(0, rows.Length), row, columns);
        ArrayPool<float>.Shared.Return(finite);
    }

    private void Keep(ReadOnlySpan<float> rows, int row)
    {
        for (int start = 0; start < rows.Length && row < wholeRows; start += Columns, row++) rows.Slice(start, wholeColumns).CopyTo(block.AsSpan(row * wholeColumns));
    }

    /// <summary>A tally that no segment under way counts into; a new one where there is none.</summary>
    private uint[] Tally()
    {
        lock (tallies)
        {
            if (tallies.TryPop(out uint[]? kept)) return kept;
        }

        uint[] tally = ArrayPool<uint>.Shared.Rent(ElementScan.Tables * ElementScan.Bins);
        tally.AsSpan(0, ElementScan.Tables * ElementScan.Bins).Clear();
        return tally;
    }

    private void Keep(uint[] tally)
    {
        lock (tallies) tallies.Push(tally);
    }

    private TensorPatterns Tallied()
    {
        if (Count <= FewElements) return few;
        long[] room = ArrayPool<long>.Shared.Rent(TensorStatistics.Bins);
        Span<long> counts = room.AsSpan(0, TensorStatistics.Bins);
        counts.Clear();
        while (tallies.TryPop(out uint[]? tally))
        {
            for (int table = 0; table < ElementScan.Tables; table++)
            {
                ReadOnlySpan<uint> part = tally.AsSpan(table * ElementScan.Bins, ElementScan.Bins);
                for (int i = 0; i < part.Length; i++) counts[i] += part[i];
            }

            ArrayPool<uint>.Shared.Return(tally);
        }

        TensorPatterns patterns = TensorPatterns.Of(counts);
        ArrayPool<long>.Shared.Return(room);
        return patterns;
    }

    private sealed class SegmentResult
    {
        public PowerSums Sums;
        public CentralMoments Moments;
        public UInt128 Fingerprint;
        public long NotNumbers;
        public long Infinite;
        public uint Bits;
    }

    private readonly unsafe struct MemoryWork(StatisticsPass pass, float* start) : IChunkedWork
    {
        public void Do(int chunk) => pass.AddSegment(chunk, new ReadOnlySpan<float>(start + pass.StartOf(chunk), pass.LengthOf(chunk)));
    }
}
