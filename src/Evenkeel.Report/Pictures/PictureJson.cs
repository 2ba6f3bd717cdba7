using System.Collections.Immutable;
using System.Text.Json;

namespace Evenkeel.Report.Pictures;

/// <summary>Pictures as pages take them: an object each, with <c>kind</c> lines, map or dots.</summary>
public static class PictureJson
{
    /// <summary>Writes pictures as an array.</summary>
    /// <param name="json">The writer, where a value is due.</param>
    /// <param name="pictures">The pictures.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<Picture> pictures)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(pictures);
        json.WriteStartArray();
        foreach (Picture picture in pictures) Write(json, picture);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Picture picture)
    {
        json.WriteStartObject();
        json.WriteString("kind", picture switch { LinePicture => "lines", MapPicture => "map", _ => "dots" });
        json.WriteString("name", picture.Name);
        json.WriteString("title", picture.Title);
        json.WriteString("summary", picture.Summary);
        Write(json, "x", picture.X);
        switch (picture)
        {
            case LinePicture lines:
                Write(json, "y", lines.Y);
                Write(json, lines.Lines);
                break;
            case MapPicture map:
                Write(json, map);
                break;
            case DotPicture dots:
                Write(json, dots);
                break;
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, PictureAxis axis)
    {
        json.WriteStartObject(name);
        json.WriteString("label", axis.Label);
        json.WriteBoolean("log", axis.IsLog);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<PictureLine> lines)
    {
        json.WriteStartArray("lines");
        foreach (PictureLine line in lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteString("style", line.Style switch { LineStyle.Theory => "theory", LineStyle.Paper => "paper", _ => "measured" });
            Write(json, "x", line.X);
            Write(json, "y", line.Y);
            if (!line.Low.IsDefault) Write(json, "low", line.Low);
            if (!line.High.IsDefault) Write(json, "high", line.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, MapPicture map)
    {
        Write(json, "y", map.Y);
        Write(json, "value", map.Value);
        Write(json, "columns", map.Columns);
        Write(json, "rows", map.Rows);
        if (!map.ColumnNames.IsDefault) Write(json, "columnNames", map.ColumnNames);
        if (!map.RowNames.IsDefault) Write(json, "rowNames", map.RowNames);
        if (map.Low is { } low) json.WriteNumber("low", low);
        if (map.High is { } high) json.WriteNumber("high", high);
        json.WriteStartArray("cells");
        foreach (ImmutableArray<double> row in map.Cells) WriteNumbers(json, row);
        json.WriteEndArray();
        Write(json, map.Lines);
    }

    private static void Write(Utf8JsonWriter json, DotPicture dots)
    {
        json.WriteStartArray("dots");
        foreach (PictureDot dot in dots.Rows)
        {
            json.WriteStartObject();
            json.WriteString("name", dot.Name);
            json.WriteString("group", dot.Group);
            WriteNumber(json, "value", dot.Value);
            WriteNumber(json, "low", dot.Low);
            WriteNumber(json, "high", dot.High);
            WriteNumber(json, "paper", dot.Paper);
            json.WriteString("instead", dot.Instead);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<double> numbers)
    {
        json.WritePropertyName(name);
        WriteNumbers(json, numbers);
    }

    private static void WriteNumbers(Utf8JsonWriter json, ImmutableArray<double> numbers)
    {
        json.WriteStartArray();
        foreach (double number in numbers)
        {
            if (double.IsFinite(number)) json.WriteNumberValue(number);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
