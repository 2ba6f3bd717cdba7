using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>A report as its page takes it; docs/sweeps.md lists the fields.</summary>
/// <remarks>Long tables are cut, and <c>notes</c> says so: a page of a hundred thousand cells is read by nobody. <see cref="SweepReportCsv"/> writes all.</remarks>
public static class SweepReportJson
{
    /// <summary>The most rows of a table of cells, or of combinations.</summary>
    public const int MostCells = 2000;

    private const int MostFailures = 500;
    private const int MostDamages = 200;

    /// <summary>Writes the fields of the report's object.</summary>
    /// <param name="json">The writer, within the object.</param>
    /// <param name="report">The report.</param>
    /// <param name="command">The line that makes it.</param>
    /// <param name="version">The program's version.</param>
    public static void Write(Utf8JsonWriter json, SweepReport report, string command, string version)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(report);
        json.WriteString("kind", "sweep");
        json.WriteString("title", report.Title);
        json.WriteString("command", command);
        json.WriteString("version", version);
        WriteStudy(json, report);
        json.WriteStartObject("measure");
        json.WriteString("word", report.Measure.Word);
        json.WriteString("label", report.Measure.Label);
        json.WriteBoolean("smallerIsBetter", report.Measure.SmallerIsBetter);
        json.WriteEndObject();
        WriteAll(json, "axes", report.Axes, axis =>
        {
            json.WriteString("word", axis.Word);
            WriteWords(json, "labels", axis.Labels.Length > MostCells ? [.. axis.Labels.Take(MostCells)] : axis.Labels);
        });
        WriteAll(json, "cells", report.Cells.Length > MostCells ? report.Ranked.Take(MostCells) : report.Cells, cell => WriteCell(json, cell));
        WriteComparison(json, report.Comparison);
        json.WritePropertyName("pictures");
        PictureJson.Write(json, report.Pictures);
        WriteFailures(json, report.Failures);
        WriteAll(json, "damaged", report.Damages.Take(MostDamages), damage =>
        {
            json.WriteString("file", damage.File);
            json.WriteNumber("line", damage.Line);
            json.WriteString("problem", damage.Problem);
        });
        WriteWords(json, "notes", Notes(report));
    }

    /// <summary>What a reader must know of what is missing and what is cut; a sentence each.</summary>
    internal static ImmutableArray<string> Notes(SweepReport report)
    {
        List<string> notes = [];
        int trials = report.Study.Trials.Length, empty = report.Study.Cells - report.Cells.Length, rows = report.Comparison?.Rows.Length ?? 0;
        void Note(FormattableString text) => notes.Add(text.ToString(CultureInfo.InvariantCulture));
        if (report.Done < trials) Note($"{trials - report.Done:#,0} of {SweepReport.Counted(trials, "trial")} have no result yet{(empty > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {empty:#,0} of {SweepReport.Counted(report.Study.Cells, "cell")} none at all") : "")}.");
        if (report.Foreign > 0) Note($"{SweepReport.Counted(report.Foreign, "result")} belong to other trials than this version's study has, and are left aside.");
        if (report.Cells.Length > MostCells) Note($"The {MostCells:#,0} best of {report.Cells.Length:#,0} cells are listed; --csv writes all.");
        if (rows > MostCells) Note($"The first {MostCells:#,0} of {rows:#,0} combinations are listed; --csv writes all.");
        if (report.Failures.Length > MostFailures) Note($"The first {MostFailures} of {report.Failures.Length:#,0} failures are listed; --csv writes all.");
        if (report.Damages.Length > MostDamages) Note($"The first {MostDamages} of {report.Damages.Length:#,0} damaged lines are listed.");
        return [.. notes];
    }

    private static void WriteStudy(Utf8JsonWriter json, SweepReport report)
    {
        json.WriteStartObject("study");
        json.WriteString("name", report.Study.Name);
        json.WriteString("about", report.Study.About);
        json.WriteNumber("cells", report.Study.Cells);
        json.WriteNumber("repeats", report.Study.Repeats);
        json.WriteNumber("trials", report.Study.Trials.Length);
        json.WriteNumber("done", report.Done);
        json.WriteNumber("diverged", report.Diverged);
        json.WriteNumber("aborted", report.Aborted);
        json.WriteNumber("refused", report.Refused);
        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, ReportCell cell)
    {
        CellSummary summary = cell.Summary;
        WriteWords(json, "at", cell.At);
        json.WriteNumber("count", summary.Count);
        json.WriteNumber("missing", summary.Missing);
        WriteNumber(json, "mean", summary.Mean);
        WriteNumber(json, "low", summary.MeanInterval?.Low);
        WriteNumber(json, "high", summary.MeanInterval?.High);
        WriteNumber(json, "median", summary.Median);
        WriteNumber(json, "medianLow", summary.MedianInterval?.Low);
        WriteNumber(json, "medianHigh", summary.MedianInterval?.High);
        WriteNumber(json, "deviation", summary.StandardDeviation);
        WriteNumber(json, "minimum", summary.Minimum);
        WriteNumber(json, "maximum", summary.Maximum);
    }

    private static void WriteComparison(Utf8JsonWriter json, ArmComparison? comparison)
    {
        if (comparison is null)
        {
            json.WriteNull("comparison");
            return;
        }

        json.WriteStartObject("comparison");
        json.WriteString("word", comparison.Axis.Word);
        json.WriteString("first", comparison.First);
        json.WriteString("second", comparison.Second);
        json.WriteStartObject("overall");
        WriteRow(json, comparison.Overall);
        json.WriteNumber("combinations", comparison.Combinations);
        json.WriteNumber("leftOut", comparison.LeftOut);
        json.WriteEndObject();
        WriteAll(json, "rows", comparison.Rows.Take(MostCells), row => WriteRow(json, row));
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, ArmRow row)
    {
        PairedComparison pairs = row.Pairs;
        WriteWords(json, "at", row.At);
        json.WriteNumber("pairs", pairs.Pairs);
        json.WriteNumber("missing", pairs.Missing);
        WriteNumber(json, "difference", pairs.MeanDifference);
        WriteNumber(json, "low", pairs.Interval?.Low);
        WriteNumber(json, "high", pairs.Interval?.High);
        WriteNumber(json, "larger", pairs.ShareLarger);
        WriteNumber(json, "effect", pairs.EffectSize);
        WriteNumber(json, "p", ArmRow.Chance(pairs));
        json.WriteBoolean("exact", pairs.IsExact);
    }

    private static void WriteFailures(Utf8JsonWriter json, ImmutableArray<TrialFailure> failures)
    {
        json.WriteStartObject("failures");
        json.WriteNumber("total", failures.Length);
        WriteAll(json, "rows", failures.Take(MostFailures), failure =>
        {
            WriteWords(json, "at", failure.At);
            json.WriteNumber("seed", failure.Seed);
            json.WriteString("what", failure.What);
            if (failure.Step is { } step) json.WriteNumber("step", step);
            else json.WriteNull("step");
            json.WriteString("why", failure.Why);
        });
        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, ImmutableArray<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
