using System.Collections.Immutable;
using Evenkeel.Cli.Commands.Demos;
using Evenkeel.Cli.Host;
using Evenkeel.Literature;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>A reproduction's numbers beside the paper's: a table, or, where a terminal is too narrow for it, a block of lines each.</summary>
internal static class FindingTable
{
    private static readonly string[] Headers = ["", "paper", "ours", "interval", "theory"];

    public static void Write(Shell shell, ImmutableArray<Finding> findings)
    {
        // A column that nothing stands in says nothing.
        int columns = findings.Any(finding => finding.Theory.Length > 0) ? Headers.Length : Headers.Length - 1;
        string[][] rows = [.. findings.Select(finding => new[] { finding.What, Paper(finding), finding.Ours, finding.Interval, finding.Theory }[..columns])];
        if (shell.OutIsTerminal && Width(rows) > shell.Width) WriteBlocks(shell, findings);
        else WriteTable(shell, rows);
    }

    private static void WriteTable(Shell shell, string[][] rows)
    {
        Table table = DemoWriter.Table(Headers[..rows[0].Length]);
        for (int column = 3; column < table.Columns.Count; column++) table.Columns[column].Alignment = Justify.Left;
        foreach (string[] row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        shell.Results().Write(table);
    }

    private static void WriteBlocks(Shell shell, ImmutableArray<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            shell.Say($"  {finding.What}", hang: 4);
            if (finding.Paper.Length > 0) shell.Say($"      paper  {Paper(finding)}", hang: 13);
            shell.Say($"      ours   {finding.Ours}{(finding.Interval.Length > 0 ? $"  ({finding.Interval})" : "")}", hang: 13);
            if (finding.Theory.Length > 0) shell.Say($"      theory {finding.Theory}", hang: 13);
        }
    }

    /// <summary>Each column's letters with a space before and the border's.</summary>
    private static int Width(string[][] rows) => Enumerable.Range(0, rows[0].Length).Sum(column => rows.Append(Headers).Max(row => row[column].Length) + 2) + 1;

    private static string Paper(Finding finding) => finding.Paper.Length == 0 ? "–" : finding.Source.Length > 0 ? $"{finding.Paper} ({finding.Source})" : finding.Paper;
}
