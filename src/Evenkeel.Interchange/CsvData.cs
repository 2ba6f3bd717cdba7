using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Shapes;
using Evenkeel.Numerics;

namespace Evenkeel.Interchange;

/// <summary>Samples from a table of comma-separated values.</summary>
public static class CsvData
{
    private const int MostCategories = 1000;

    /// <summary>Learns how a table becomes samples, and splits it.</summary>
    /// <param name="path">The table.</param>
    /// <param name="options">Which column is the label, whether it is a class, how the rows are split, whether numbers are standardised.</param>
    /// <returns>The samples, of as many inputs as the columns become; and how they became it, for rows to be read later.</returns>
    /// <exception cref="DataSourceException">A row is ragged, a cell is empty or no finite number, or the label column does not exist.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (DataSplit Split, CsvSchema Schema) Load(string path, DataOptions options)
    {
        using FileStream stream = File.OpenRead(path);
        return Load(stream, Path.GetFileName(path), options);
    }

    /// <summary>Learns how a table becomes samples, and splits it.</summary>
    /// <param name="text">The table in UTF-8, at its start; left open.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <param name="options">Which column is the label, whether it is a class, how the rows are split, whether numbers are standardised.</param>
    /// <returns>The samples, of as many inputs as the columns become; and how they became it, for rows to be read later.</returns>
    /// <exception cref="DataSourceException">A row is ragged, a cell is empty or no finite number, or the label column does not exist.</exception>
    public static (DataSplit Split, CsvSchema Schema) Load(Stream text, string fileName, DataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CsvTable table = CsvTable.Read(text, fileName, cells => options.Header ?? CsvTable.HoldsWords(cells));
        if (table.Names.Count < 2)
        {
            throw new DataSourceException($"{fileName} has {table.Names.Count} column; a label and at least one input are needed.");
        }

        int label = LabelIndex(table, options.Label);
        (int[] train, int[] test, string? note) = RowSplit.Rows(table.RowCount, options);
        CsvSchema schema = new()
        {
            Columns = [.. Enumerable.Range(0, table.Names.Count).Where(column => column != label).Select(column => Column(table, column, train, options.Standardise))],
            Label = table.Names[label],
            LabelIndex = label,
            HasHeader = table.HasHeader,
            Classes = options.Regression ? [] : CsvLabels.Classes(table, label),
        };
        long values = (long)table.RowCount * schema.InputCount;
        if (values > options.MostValues)
        {
            throw new DataSourceException(FormattableString.Invariant($"{fileName}: {table.RowCount} rows of {schema.InputCount} inputs, since each word of a column becomes one, are {values} values; at most {options.MostValues} are taken. Leave columns of words out."));
        }

        float[] targets = CsvLabels.Read(table, label, schema.Classes);
        float[] inputs = Encode(table, schema, [.. Enumerable.Range(0, table.Names.Count).Where(column => column != label)]);
        ArrayDataSet whole = new(Path.GetFileNameWithoutExtension(fileName), new Shape(schema.InputCount), schema.Classes, inputs, targets);
        return (note is null ? new(whole, whole) : new(RowSplit.Pick(whole, train), RowSplit.Pick(whole, test), note), schema);
    }

    /// <summary>Reads rows to be classified, with or without the label column, as the schema says.</summary>
    /// <param name="text">The table in UTF-8, at its start; left open.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <param name="schema">How the table that was learned from became samples.</param>
    /// <returns>Row-major [rows, inputs], and the number of rows.</returns>
    /// <exception cref="DataSourceException">A column is missing, a row is ragged, or a cell is not what the schema allows.</exception>
    public static (float[] Inputs, int Rows) ReadInputs(Stream text, string fileName, CsvSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        CsvTable table = CsvTable.Read(text, fileName, schema.HasHeader ? cells => !FitsAsRow(cells, schema) : CsvTable.HoldsWords);
        bool named = schema.HasHeader && table.HasHeader;
        int[] columns = new int[schema.Columns.Count];
        if (!named && table.Names.Count != columns.Length && table.Names.Count != columns.Length + 1)
        {
            throw new DataSourceException($"{fileName} has {table.Names.Count} columns; {columns.Length} inputs are needed, or {columns.Length + 1} columns with the label.");
        }

        bool labelled = table.Names.Count == columns.Length + 1;
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = named ? table.Names.ToList().IndexOf(schema.Columns[i].Name) : i + (labelled && i >= schema.LabelIndex ? 1 : 0);
            if (columns[i] < 0)
            {
                throw new DataSourceException($"{fileName} has the columns {string.Join(", ", table.Names.Select(name => $"'{name}'"))}, but no '{schema.Columns[i].Name}', which the network needs.");
            }
        }

        return (Encode(table, schema, columns), table.RowCount);
    }

    /// <summary>Where people leave the names out, the first row is a sample: every cell is what its column holds, and one of them at least a number.</summary>
    private static bool FitsAsRow(string[] cells, CsvSchema schema)
    {
        bool labelled = cells.Length == schema.Columns.Count + 1;
        bool numbers = false;
        for (int i = 0; i < schema.Columns.Count; i++)
        {
            int place = i + (labelled && i >= schema.LabelIndex ? 1 : 0);
            IReadOnlyList<string>? words = schema.Columns[i].Categories;
            if (place >= cells.Length || !(words?.Contains(cells[place]) ?? CsvNumber.TryParse(cells[place], out _)))
            {
                return false;
            }

            numbers |= words is null;
        }

        return numbers && cells.Length <= schema.Columns.Count + 1;
    }

    private static int LabelIndex(CsvTable table, string? label)
    {
        if (label is null)
        {
            return table.Names.Count - 1;
        }

        int index = table.Names.ToList().IndexOf(label);
        if (index < 0 && int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= table.Names.Count)
        {
            index = number - 1;
        }

        return index >= 0
            ? index
            : throw new DataSourceException($"{table.FileName} has no column '{label}'.{Spelling.Hint(label, table.Names)} Its columns are {string.Join(", ", table.Names.Take(20).Select(name => $"'{name}'"))}; a number from 1 to {table.Names.Count} names one as well.");
    }

    /// <summary>A column is one of numbers when more than half of its cells are.</summary>
    private static CsvColumn Column(CsvTable table, int column, int[] train, bool standardise)
    {
        int numbers = Enumerable.Range(0, table.RowCount).Count(row => CsvNumber.TryParse(table[row, column], out _));
        if (2 * numbers <= table.RowCount)
        {
            int nothing = Enumerable.Range(0, table.RowCount).FirstOrDefault(row => CsvNumber.TryParse(table[row, column], out double value) && double.IsNaN(value), -1);
            if (nothing >= 0)
            {
                throw table.Wrong(nothing, column, $"'{table[nothing, column]}' is no word; fill it in or leave the row out.");
            }

            string[] categories = [.. Enumerable.Range(0, table.RowCount).Select(row => table[row, column]).Distinct().Order(StringComparer.Ordinal)];
            return categories.Length <= MostCategories
                ? new() { Name = table.Names[column], Categories = categories }
                : throw new DataSourceException($"{table.FileName}: column '{table.Names[column]}' holds {categories.Length} different words; at most {MostCategories} become inputs. Leave the column out.");
        }

        double[] values = [.. Enumerable.Range(0, table.RowCount).Select(row => Number(table, row, column))];
        if (!standardise)
        {
            return new() { Name = table.Names[column] };
        }

        double mean = train.Average(row => values[row]);
        double deviation = Math.Sqrt(train.Average(row => (values[row] - mean) * (values[row] - mean)));
        return new() { Name = table.Names[column], Mean = mean, StandardDeviation = deviation > 0 ? deviation : 1 };
    }

    private static float[] Encode(CsvTable table, CsvSchema schema, int[] columns)
    {
        float[] inputs = new float[checked(table.RowCount * schema.InputCount)];
        Dictionary<string, int>?[] categories = [.. schema.Columns.Select(column => column.Categories?.Select((word, index) => (word, index)).ToDictionary(entry => entry.word, entry => entry.index, StringComparer.Ordinal))];
        int place = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                CsvColumn column = schema.Columns[i];
                if (categories[i] is not { } words)
                {
                    inputs[place] = (float)((Number(table, row, columns[i]) - column.Mean) / column.StandardDeviation);
                }
                else if (words.TryGetValue(table[row, columns[i]], out int category))
                {
                    inputs[place + category] = 1;
                }
                else
                {
                    throw table.Wrong(row, columns[i], $"'{table[row, columns[i]]}' is none of the words it was learned with: {string.Join(", ", words.Keys.Take(20).Select(word => $"'{word}'"))}.");
                }

                place += column.Width;
            }
        }

        return inputs;
    }

    private static double Number(CsvTable table, int row, int column) =>
        CsvNumber.TryParse(table[row, column], out double value) && float.IsFinite((float)value)
            ? value
            : throw table.Wrong(row, column, $"'{table[row, column]}' is not a finite number.");
}
