using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Report.Pictures;

/// <summary>The numbers behind a picture as a table, RFC 4180; a number that is not there is an empty field.</summary>
public static class PictureCsv
{
    /// <summary>Writes a picture's numbers.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="output">Receives the table; stays open.</param>
    public static void Write(Picture picture, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(output);
        switch (picture)
        {
            case LinePicture lines:
                WriteLines(lines.Lines, lines.X.Label, lines.Y.Label, output);
                break;
            case MapPicture map:
                WriteCells(map, output);
                break;
            case DotPicture dots:
                WriteDots(dots, output);
                break;
        }
    }

    private static void WriteLines(ImmutableArray<PictureLine> lines, string x, string y, TextWriter output)
    {
        Row(output, "line", "style", x, y, "low", "high");
        foreach (PictureLine line in lines) WritePoints(line, output);
    }

    private static void WritePoints(PictureLine line, TextWriter output)
    {
        for (int i = 0; i < line.X.Length; i++)
        {
            Row(output, line.Name, Style(line), Text(line.X[i]), Text(line.Y[i]), line.Low.IsDefault ? "" : Text(line.Low[i]), line.High.IsDefault ? "" : Text(line.High[i]));
        }
    }

    private static void WriteCells(MapPicture map, TextWriter output)
    {
        Row(output, "line", "style", map.X.Label, map.Y.Label, map.Value.Label);
        for (int row = 0; row < map.Rows.Length; row++)
        {
            for (int column = 0; column < map.Columns.Length; column++)
            {
                Row(output, "", "cell", Place(map.ColumnNames, map.Columns, column), Place(map.RowNames, map.Rows, row), Text(map.Cells[row][column]));
            }
        }

        foreach (PictureLine line in map.Lines)
        {
            for (int i = 0; i < line.X.Length; i++) Row(output, line.Name, Style(line), Text(line.X[i]), Text(line.Y[i]), "");
        }
    }

    private static void WriteDots(DotPicture dots, TextWriter output)
    {
        Row(output, "name", "group", dots.X.Label, "low", "high", "paper");
        foreach (PictureDot dot in dots.Rows)
        {
            Row(output, dot.Name, dot.Group, double.IsFinite(dot.Value) ? Text(dot.Value) : dot.Instead, Text(dot.Low), Text(dot.High), Text(dot.Paper));
        }
    }

    private static string Style(PictureLine line) => line.Style switch { LineStyle.Theory => "theory", LineStyle.Paper => "paper", _ => "measured" };

    private static string Place(ImmutableArray<string> names, ImmutableArray<double> places, int index) => names.IsDefault ? Text(places[index]) : names[index];

    private static string Text(double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    private static void Row(TextWriter output, params ReadOnlySpan<string> fields)
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
