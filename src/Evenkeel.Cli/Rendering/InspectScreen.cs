using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Forensics;
using Evenkeel.Interchange.Models;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>What was found out about a model file, on a terminal: the verdict, a line a tensor, then what is wrong in words.</summary>
internal static class InspectScreen
{
    private const int MostMessages = 20;
    private const int MostNames = 3;

    /// <summary>Writes what a file is and what it comes to.</summary>
    public static void Heading(Shell shell, ModelReport report)
    {
        IAnsiConsole console = shell.Results();
        string what = string.Create(CultureInfo.InvariantCulture, $"{report.Format}, {report.Tensors.Length:#,0} {(report.Tensors.Length == 1 ? "tensor" : "tensors")}, {report.Elements:#,0} elements");
        string[] lines = [.. Prose.Lines($"{Path.GetFileName(report.Path)}: {ShortName.Plain(report.Verdict.Sentence.TrimEnd('.'))} ({what})", shell.OutIsTerminal ? shell.Width : int.MaxValue, 2)];
        foreach (string line in lines)
        {
            console.Write(new Text(line + "\n", new Style(decoration: Decoration.Bold)));
        }

        foreach ((string key, string value) in report.Metadata.Where(pair => pair.Key is "scheme").OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            shell.Say($"The file says: {key} {ShortName.Cut(value, 200)}.");
        }
    }

    /// <summary>Writes the tensors, and what is wrong with them.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="report">The file.</param>
    /// <param name="all">Whether every tensor gets its line.</param>
    public static void Write(Shell shell, ModelReport report, bool all)
    {
        if (report.Tensors.IsEmpty)
        {
            return;
        }

        ImmutableArray<ModelReportTensor> order = report.WorstFirst();
        ImmutableArray<ModelReportTensor> shown = all ? order : [.. order.Take(InspectTable.Usual)];
        shell.Out.WriteLine();
        InspectTable.Write(shell, report, shown);
        if (shown.Length < order.Length)
        {
            shell.Say($"… and {Tally(order[shown.Length..])}; --all lists them.");
        }

        Messages(shell, order);
        if (order.Any(tensor => tensor.Report is { Candidates: { IsDefault: false, Length: > 1 } }))
        {
            shell.Out.WriteLine();
            shell.Say("+n: as many other laws fit as well; --tensor NAME lists them all with their p-values.");
        }
    }

    /// <summary>How many there are of each verdict.</summary>
    private static string Tally(ImmutableArray<ModelReportTensor> tensors) => string.Join(", ", tensors
        .GroupBy(tensor => tensor.Report?.Verdict.Word() ?? "skipped")
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count():#,0} more {group.Key}")));

    private static void Messages(Shell shell, ImmutableArray<ModelReportTensor> order)
    {
        (string Tensors, TensorFinding Finding)[] found =
        [
            .. order.Where(tensor => tensor.Report is not null).SelectMany(tensor => tensor.Report!.Findings.Select(finding => (tensor.Tensor.Info.Name, finding)))
                .GroupBy(pair => pair.finding, pair => ShortName.Plain(pair.Name)).Select(group => (Names([.. group]), group.Key))
                .OrderBy(pair => pair.Key.Severity switch { "error" => 0, "warning" => 1, _ => 2 }),
        ];
        if (found.Length == 0)
        {
            return;
        }

        shell.Out.WriteLine();
        IAnsiConsole console = shell.Results();
        foreach ((string tensors, TensorFinding finding) in found.Take(MostMessages))
        {
            string head = $"{finding.Kind} {finding.Severity}";
            string[] lines = [.. Prose.Lines($"{head}: {tensors}: {ShortName.Plain(finding.Message)}", shell.OutIsTerminal ? shell.Width : int.MaxValue, 2)];
            bool fits = lines[0].StartsWith(head, StringComparison.Ordinal);
            console.Write(new Paragraph(fits ? head : "", Colour(finding.Severity)).Append(lines[0][(fits ? head.Length : 0)..] + "\n"));
            foreach (string line in lines.Skip(1))
            {
                shell.Out.WriteLine(line);
            }
        }

        if (found.Length > MostMessages)
        {
            shell.Say(string.Create(CultureInfo.InvariantCulture, $"… and {found.Length - MostMessages} more findings; --json has all."));
        }
    }

    /// <summary>The tensors that one finding is about.</summary>
    private static string Names(string[] names) => names.Length <= MostNames
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more");

    /// <summary>A severity's colour.</summary>
    public static Style Colour(string severity) => severity switch
    {
        "error" => new(Color.Red, decoration: Decoration.Bold),
        "warning" => new(Color.Olive, decoration: Decoration.Bold),
        _ => new(Color.Grey, decoration: Decoration.Bold),
    };
}
