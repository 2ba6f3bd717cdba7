using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Reports;

/// <summary>The tables of a report, whole, RFC 4180; a number that is not there is an empty field.</summary>
public static class SweepReportCsv
{
    /// <summary>Writes a row a cell, in the study's order.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Receives the table; stays open.</param>
    public static void WriteCells(SweepReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        Row(output, [.. Words(report), "measure", "count", "missing", "mean", "low", "high", "median", "medianLow", "medianHigh", "deviation", "minimum", "maximum"]);
        foreach (ReportCell cell in report.Cells)
        {
            CellSummary of = cell.Summary;
            Row(output,
            [
                .. cell.At, report.Measure.Word, Text(of.Count), Text(of.Missing), Text(of.Mean), Text(of.MeanInterval?.Low), Text(of.MeanInterval?.High),
                Text(of.Median), Text(of.MedianInterval?.Low), Text(of.MedianInterval?.High), Text(of.StandardDeviation), Text(of.Minimum), Text(of.Maximum),
            ]);
        }
    }

    /// <summary>Writes a row for each combination at which two arms are compared, and a last one, whose other axes are empty, for all together, which says of how many combinations, and how many of them are left out.</summary>
    /// <param name="report">The report, with a comparison; without one, nothing is written.</param>
    /// <param name="output">Receives the table; stays open.</param>
    public static void WriteComparison(SweepReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        if (report.Comparison is not { } comparison) return;
        Row(output, [.. comparison.Others, "axis", "first", "second", "measure", "pairs", "missing", "difference", "low", "high", "larger", "effect", "p", "exact", "combinations", "leftOut"]);
        bool isGrid = comparison.Others.Length > 0;
        foreach (ArmRow row in isGrid ? [.. comparison.Rows, comparison.Overall] : comparison.Rows)
        {
            PairedComparison pairs = row.Pairs;
            bool isOverall = ReferenceEquals(row, comparison.Overall);
            Row(output,
            [
                .. row.At.Length == comparison.Others.Length ? row.At : Enumerable.Repeat("", comparison.Others.Length), comparison.Axis.Word, comparison.First, comparison.Second, report.Measure.Word,
                Text(pairs.Pairs), Text(pairs.Missing), Text(pairs.MeanDifference), Text(pairs.Interval?.Low), Text(pairs.Interval?.High),
                Text(pairs.ShareLarger), Text(pairs.EffectSize), Text(ArmRow.Chance(pairs)), pairs.IsExact ? "true" : "false",
                Text(isOverall ? comparison.Combinations : null), Text(isOverall ? comparison.LeftOut : null),
            ]);
        }
    }

    /// <summary>Writes a row a trial that diverged, was ended early or cannot be run.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Receives the table; stays open.</param>
    public static void WriteFailures(SweepReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        Row(output, [.. Words(report), "trialSeed", "what", "step", "why"]);
        foreach (TrialFailure failure in report.Failures)
        {
            Row(output, [.. failure.At, failure.Seed.ToString(CultureInfo.InvariantCulture), failure.What, Text(failure.Step), failure.Why]);
        }
    }

    private static IEnumerable<string> Words(SweepReport report) => report.Axes.Select(axis => axis.Word);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(double? number) => number is { } value && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static void Row(TextWriter output, ImmutableArray<string> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            string field = fields[i];
            output.Write(i == 0 ? "" : ",");
            output.Write(field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        output.Write("\r\n");
    }
}
