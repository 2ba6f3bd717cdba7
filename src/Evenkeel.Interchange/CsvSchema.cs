using System.Globalization;
using System.Text.Json;

namespace Evenkeel.Interchange;

/// <summary>How the rows of a table become samples, so that rows read later become inputs in the same way.</summary>
public sealed record CsvSchema
{
    /// <summary>The columns that are inputs, in the table's order.</summary>
    public required IReadOnlyList<CsvColumn> Columns { get; init; }

    /// <summary>The label column's name; its number from 1 where the table has no header.</summary>
    public required string Label { get; init; }

    /// <summary>Where the label column stands, from 0.</summary>
    public required int LabelIndex { get; init; }

    /// <summary>Whether the table names its columns in its first row.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>The class names in order of their index: by number where all are whole numbers, else in ordinal order; empty for regression.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The schema of rows of plain numbers, for a network that did not learn from a table.</summary>
    /// <param name="inputs">The numbers in a row, ≥ 1; a label may stand after them.</param>
    /// <param name="classes">The class names in order of their index.</param>
    /// <returns>Columns without names, taken by position.</returns>
    public static CsvSchema Plain(int inputs, IReadOnlyList<string> classes) => new()
    {
        Columns = [.. Enumerable.Range(1, inputs).Select(number => new CsvColumn { Name = number.ToString(CultureInfo.InvariantCulture) })],
        Label = (inputs + 1).ToString(CultureInfo.InvariantCulture),
        LabelIndex = inputs,
        HasHeader = false,
        Classes = classes,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="DataSourceException">The text is not a schema.</exception>
    public static CsvSchema FromJson(string json)
    {
        try
        {
            CsvSchema? schema = JsonSerializer.Deserialize(json, CsvSchemaJson.Default.CsvSchema);
            return schema is { Columns.Count: > 0, Classes: not null, LabelIndex: >= 0 } && schema.Columns.All(column => column is { Width: > 0, StandardDeviation: > 0 })
                ? schema
                : throw new DataSourceException("The table's schema has no columns, or a column that becomes no input.");
        }
        catch (JsonException problem)
        {
            throw new DataSourceException($"The table's schema is not readable: {problem.Message}", problem);
        }
    }

    /// <summary>Writes the schema, to be kept beside the network that learned from the table.</summary>
    /// <returns>JSON, camelCase.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, CsvSchemaJson.Default.CsvSchema);

    /// <summary>The number of inputs that a row becomes.</summary>
    internal int InputCount => Columns.Sum(column => column.Width);
}
