using System.Globalization;
using Evenkeel.Experiments.Demonstrations;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>What the demonstrations share: numbers and tables.</summary>
internal static class DemoWriter
{
    /// <summary>A number in few characters, whatever its size.</summary>
    public static string Number(double value) => DemonstrationText.Number(value);

    /// <summary>A table whose columns after the first are numbers.</summary>
    public static Table Table(params string[] headers)
    {
        Table table = new() { Border = TableBorder.Simple };
        for (int i = 0; i < headers.Length; i++)
        {
            TableColumn column = new TableColumn(Markup.Escape(headers[i])).NoWrap().Padding(1, 0, 0, 0);
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }
}
