using System.CommandLine;
using System.Text.Json;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Report;
using Evenkeel.Report.Pictures;
using Evenkeel.Sweeps;
using Evenkeel.Sweeps.Reports;

namespace Evenkeel.Cli.Commands.Sweeps;

/// <summary>Says what a study found: cells with intervals, two arms compared, pictures, failures.</summary>
internal sealed class ReportCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string> folder = new("DIR") { Description = "The folder that 'sweep run' was given." };
    private readonly Option<string?> measure = Choice.Text("--measure", "WORD", $"What trials are judged by: {string.Join(", ", SweepMeasure.All.Select(one => one.Word))}.", [.. SweepMeasure.All.Select(one => one.Word)]);
    private readonly Option<string?> compare = Choice.Text("--compare", "A,B", "Two points of an axis, compared seed by seed: xavier,he-normal or init:xavier,he-normal.");
    private readonly Option<string?> page = Choice.Text("--html", "FILE.html", "Write the report as a page that needs no network.");
    private readonly Option<string?> tables = Choice.Text("--csv", "DIR", "Write cells, comparison, failures, and the numbers behind each picture, a table each.");
    private readonly Option<bool> json = Choice.Json();
    private readonly Option<bool> force = Choice.Switch("--force", "Overwrite files that are there.");
    private readonly Option<int?> threads = Choice.Threads();

    public ReportCommand(Shell shell)
        : base("report", "Say what a study found: each cell with intervals, two arms compared seed by seed, pictures with theory over them, and what failed.\n\nExample:\n  evenkeel sweep report results --html report.html")
    {
        this.shell = shell;
        Arguments.Add(folder);
        Option[] all = [measure, compare, page, tables, json, force, threads];
        foreach (Option option in all) Options.Add(option);
        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        (string? html, string? csv, bool overwrites) = (line.GetValue(page), line.GetValue(tables), line.GetValue(force));
        if (html is not null) OutputOptionSet.Guard(html, overwrites);
        if (csv is not null) Check(csv, overwrites);
        SweepMeasure? asked = line.GetValue(measure) is { } word ? SweepMeasure.Parse(word) : null;
        StudyFolder place = StudyFolder.Open(line.GetValue(folder)!);
        SweepReport report = SweepReport.Read(place, asked, line.GetValue(compare), line.GetValue(threads) ?? Environment.ProcessorCount);
        if (html is not null) OutputOptionSet.Write(html, stream => ReportPage.Write(stream, Document(report, line).Span));
        if (csv is not null) WriteTables(csv, report);
        if (line.GetValue(json)) shell.WriteJson(document => SweepReportJson.Write(document, report, Replay.Of(line), CommandLine.Version));
        else SweepReportScreen.Write(shell, report);
        if (html is not null) shell.Error.WriteLine($"Page: {html}");
        if (csv is not null) shell.Error.WriteLine($"Tables: {csv}");
    }

    private static void Check(string folder, bool overwrites)
    {
        if (File.Exists(folder)) throw new UsageException($"'{folder}' is a file; --csv needs a folder.");
        if (!overwrites && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new UsageException($"'{folder}' holds files already; add --force to write beside them.");
        OutputOptionSet.Guard(Path.Combine(folder, "cells.csv"), overwrites);
    }

    private static ReadOnlyMemory<byte> Document(SweepReport report, ParseResult line)
    {
        MemoryStream stream = new();
        using (Utf8JsonWriter document = new(stream))
        {
            document.WriteStartObject();
            SweepReportJson.Write(document, report, Replay.Of(line), CommandLine.Version);
            document.WriteEndObject();
        }

        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    private static void WriteTables(string folder, SweepReport report)
    {
        void Table(string name, Action<TextWriter> write) => OutputOptionSet.Write(Path.Combine(folder, $"{name}.csv"), stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true);
            write(writer);
        });
        Table("cells", writer => SweepReportCsv.WriteCells(report, writer));
        Table("failures", writer => SweepReportCsv.WriteFailures(report, writer));
        if (report.Comparison is not null) Table("comparison", writer => SweepReportCsv.WriteComparison(report, writer));
        foreach (Picture picture in report.Pictures) Table($"picture-{picture.Name}", writer => PictureCsv.Write(picture, writer));
    }
}
