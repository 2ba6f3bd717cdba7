using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Initialization;
using Evenkeel.Interchange.Models;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>The tensors that are drawn anew: what each does, its fans, the scheme, and the deviation that it promises.</summary>
internal static class ReinitTable
{
    private const string ListIndent = "    ";

    /// <summary>Columns between two cells, and at both ends of a line together.</summary>
    private const int Between = 2;

    private const int Ends = 2;

    /// <summary>Lines that are shown: the record of thousands of tensors is for a program.</summary>
    private const int Most = 200;

    private static readonly string[] Heads = ["tensor", "shape", "role", "fan-in", "fan-out", "scheme", "σ"];

    public static void Write(Shell shell, Reinitialization plan)
    {
        string[][] rows = [.. plan.Tensors.Take(Most).Select(Cells)];
        int[] widths = [.. Heads.Select((head, column) => Math.Max(head.Length, rows.Max(row => row[column].Length)))];
        if (shell.OutIsTerminal && widths.Sum() + (Between * (Heads.Length - 1)) + Ends > shell.Width)
        {
            WriteList(shell, rows);
            WriteRest(shell, plan);
            return;
        }

        Table table = new() { Border = TableBorder.Simple };
        for (int column = 0; column < Heads.Length; column++)
        {
            TableColumn head = new TableColumn(Heads[column]).NoWrap().Padding(0, 0, column == Heads.Length - 1 ? 0 : Between - 1, 0);
            table.AddColumn(IsNumber(column) ? head.RightAligned() : head);
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select((cell, column) => new Text(cell, new Style(column == 0 ? Color.Green : Color.Default))));
        }

        shell.Results().Write(table);
        WriteRest(shell, plan);
    }

    private static void WriteRest(Shell shell, Reinitialization plan)
    {
        if (plan.Tensors.Length > Most)
        {
            shell.Say(string.Create(CultureInfo.InvariantCulture, $"… and {plan.Tensors.Length - Most:N0} more; --json lists them."));
        }
    }

    /// <summary>Where a line has no room for a tensor, what is said of it stands below its name.</summary>
    private static void WriteList(Shell shell, string[][] rows)
    {
        foreach (string[] row in rows)
        {
            shell.Out.WriteLine(row[0]);
            shell.Say($"{ListIndent}{row[1]} {row[2]}, fan-in {row[3]}, fan-out {row[4]}, {row[5]}, σ = {row[6]}", ListIndent.Length);
        }

        shell.Out.WriteLine();
    }

    private static string[] Cells(ReinitTensor drawn)
    {
        Promise promise = drawn.Promise;
        string deviation = promise.Family == Family.Constant
            ? string.Create(CultureInfo.InvariantCulture, $"all {promise.Mean:G4}")
            : string.Create(CultureInfo.InvariantCulture, $"{promise.StandardDeviation:G4}");
        return
        [
            drawn.SharedWith.Length == 0 ? drawn.Tensor.Info.Name : $"{drawn.Tensor.Info.Name} (= {string.Join(", ", drawn.SharedWith)})",
            drawn.Tensor.Info.ShapeText(),
            ModelRoles.Word(drawn.Tensor.Role),
            drawn.Weights.Fan.In.ToString(CultureInfo.InvariantCulture),
            drawn.Weights.Fan.Out.ToString(CultureInfo.InvariantCulture),
            drawn.Initializer.Name,
            deviation,
        ];
    }

    private static bool IsNumber(int column) => Heads[column] is "fan-in" or "fan-out" or "σ";
}
