using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Evenkeel.Forensics;

/// <summary>What of a tensor its owner may not know: units that are alike or dead, numbers that are none, traces of narrower types.</summary>
internal static class Findings
{
    /// <summary>Larger elements than this are no weights.</summary>
    public const double GarbageSize = 1e10;

    /// <summary>An element so many times the typical one is garbage.</summary>
    public const double GarbageRatio = 1e6;

    /// <summary>The largest finite float16.</summary>
    private const double LargestHalf = 65504;

    /// <summary>Tensors of fewer elements have no typical one.</summary>
    private const int LeastForOutliers = 256;

    /// <summary>Elements further out than so many standard deviations are outliers: a normal law has one in 10¹⁵.</summary>
    private const double OutlierDeviations = 8;

    /// <summary>Everything about one tensor; copies of other tensors are for who knows them all.</summary>
    /// <param name="subject">The tensor.</param>
    /// <param name="statistics">Its elements.</param>
    public static ImmutableArray<TensorFinding> Of(TensorSubject subject, TensorStatistics statistics)
    {
        ImmutableArray<TensorFinding>.Builder findings = ImmutableArray.CreateBuilder<TensorFinding>();
        if (NotFinite(statistics) is { } notFinite) findings.Add(notFinite);
        if (GarbageScale(statistics) is { } garbage) findings.Add(garbage);
        else if (Outliers(statistics) is { } outliers) findings.Add(outliers);
        if (statistics.Matrix is { } matrix && statistics.Minimum < statistics.Maximum) AddUnits(findings, subject, matrix);
        if (HalfPrecision(subject, statistics) is { } half) findings.Add(half);
        return findings.ToImmutable();
    }

    /// <summary>Says that a tensor holds the same bits as others.</summary>
    /// <param name="others">The names of the others, at least one.</param>
    public static TensorFinding Duplicated(IReadOnlyList<string> others)
    {
        string more = others.Count > 2 ? string.Create(CultureInfo.InvariantCulture, $" and {others.Count - 1} more") : others.Count == 2 ? $" and '{others[1]}'" : "";
        return new("duplicated", "info", $"holds the same bits as '{others[0]}'{more}.");
    }

    private static TensorFinding? NotFinite(TensorStatistics statistics)
    {
        long count = statistics.NotNumbers + statistics.Infinite;
        if (count == 0) return null;
        return new("not-finite", "error", string.Create(CultureInfo.InvariantCulture,
            $"{count} of {statistics.Count} elements are not finite: {statistics.NotNumbers} NaN and {statistics.Infinite} infinite."));
    }

    /// <summary>Elements of a size that no weight has, beside the rest or at all; or all so small that float32 has lost digits of them.</summary>
    private static TensorFinding? GarbageScale(TensorStatistics statistics)
    {
        double largest = Math.Max(Math.Abs(statistics.Minimum), Math.Abs(statistics.Maximum));
        if (double.IsNaN(largest) || largest == 0) return null;
        if (largest > GarbageSize)
        {
            return new("garbage-scale", "error", $"holds an element of size {EvidenceText.Number(largest)}, which no weight has; the file may be damaged, or read as a type that it is not.");
        }

        // The smallest normal float32 is 1.2e-38.
        if (largest < 1.1754943508222875e-38) return new("garbage-scale", "error", $"holds only denormal numbers, {EvidenceText.Number(largest)} at most; training in float32 flushes such weights or loses their digits.");
        if (statistics.Count < LeastForOutliers) return null;
        double typical = EvidenceBins.Typical(statistics);
        if (!(largest > GarbageRatio * typical)) return null;
        return new("garbage-scale", "error", $"holds an element of size {EvidenceText.Number(largest)}, {EvidenceText.Number(largest / typical)} times the typical one.");
    }

    private static TensorFinding? Outliers(TensorStatistics statistics)
    {
        if (statistics.Count < LeastForOutliers || !(statistics.Variance > 0)) return null;
        double deviation = Math.Sqrt(statistics.Variance), furthest = Math.Max(statistics.Maximum - statistics.Mean, statistics.Mean - statistics.Minimum) / deviation;
        if (furthest <= OutlierDeviations || !(statistics.Kurtosis > 6)) return null;
        long count = EvidenceBins.CountBeyond(statistics, statistics.Mean, OutlierDeviations * deviation);
        if (count > statistics.Count / 100) return null;
        return new("outliers", "info", string.Create(CultureInfo.InvariantCulture,
            $"{Math.Max(1, count)} of {statistics.Count} elements are more than {OutlierDeviations} standard deviations from the mean, the furthest {EvidenceText.Number(furthest)}."));
    }

    private static void AddUnits(ImmutableArray<TensorFinding>.Builder findings, TensorSubject subject, MatrixStatistics matrix)
    {
        int deadRows = matrix.RowSquares.Count(square => square == 0), deadColumns = matrix.ColumnSquares.Count(square => square == 0);

        // Rows of zeros repeat each other; they are dead, and need not be called alike as well.
        int alikeRows = matrix.RepeatedRows - Math.Max(0, deadRows - 1), alikeColumns = matrix.RepeatedColumns - Math.Max(0, deadColumns - 1);
        if (alikeRows > 0)
        {
            findings.Add(new("symmetric-rows", "warning", string.Create(CultureInfo.InvariantCulture,
                $"{alikeRows} of {matrix.Rows} rows {Are(alikeRows)} the same as an earlier row; units that start alike stay alike, unless dropout or noise parts them.")));
        }

        if (alikeColumns > 0 && matrix.Rows > 1)
        {
            findings.Add(new("symmetric-columns", "warning", string.Create(CultureInfo.InvariantCulture,
                $"{alikeColumns} of {matrix.Columns} columns {Are(alikeColumns)} the same as an earlier column; inputs that weigh alike cannot be told apart.")));
        }

        if (deadRows > 0 && !(subject.Role == TensorRole.Embedding && deadRows == 1))
        {
            findings.Add(new("dead-units", "warning", string.Create(CultureInfo.InvariantCulture, $"{deadRows} of {matrix.Rows} rows {Are(deadRows)} all zero: {RowMeaning(subject)}.")));
        }

        if (deadColumns > 0)
        {
            findings.Add(new("dead-units", "warning", string.Create(CultureInfo.InvariantCulture, $"{deadColumns} of {matrix.Columns} columns {Are(deadColumns)} all zero: {ColumnMeaning(subject)}.")));
        }
    }

    private static string Are(int count) => count == 1 ? "is" : "are";

    private static string RowMeaning(TensorSubject subject) => IsInputMajor(subject) ? "inputs that reach nothing" : "units that see nothing of their inputs";

    private static string ColumnMeaning(TensorSubject subject) => subject.Role is TensorRole.Convolution or TensorRole.Depthwise ? "inputs that reach nothing at a place of the kernel" : IsInputMajor(subject) ? "units that see nothing of their inputs" : "inputs that reach nothing";

    private static bool IsInputMajor(TensorSubject subject) => subject.Weights is { Layout: Shapes.WeightLayout.InOut };

    /// <summary>Bits that are never set in a type that has them, and what a detour through float16 does at its ends.</summary>
    private static TensorFinding? HalfPrecision(TensorSubject subject, TensorStatistics statistics)
    {
        // Few elements may end in zeros by chance, and constants such as 0 and 1 always do.
        if (subject.FractionBits < 23 || statistics.Count - statistics.NotNumbers - statistics.Infinite < 64 || statistics.UsedBits == 0 || statistics.Minimum == statistics.Maximum) return null;
        int unused = BitOperations.TrailingZeroCount(statistics.UsedBits);
        if (unused < 13 || unused >= 23) return null;
        double largest = Math.Max(Math.Abs(statistics.Minimum), Math.Abs(statistics.Maximum));
        if (unused >= 16) return new("half-precision", "info", $"stored wider, but every element is one of bfloat16: the last {unused} of 32 bits are never set.");
        if (largest > LargestHalf) return null;
        string clipped = largest == LargestHalf ? "; its largest is 65504, where float16 ends, so that larger ones may have been clipped" : "";
        return new("half-precision", "info", $"stored wider, but every element is one of float16: the last {unused} of 23 bits of fraction are never set{clipped}.");
    }
}
