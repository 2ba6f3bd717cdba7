using System.Globalization;

namespace Evenkeel.Interchange;

/// <summary>Turns a label column into class indices, or into numbers to predict.</summary>
internal static class CsvLabels
{
    private const int MostClasses = 10_000;

    /// <summary>Lists the classes: by number where all are whole numbers, else in ordinal order.</summary>
    public static string[] Classes(CsvTable table, int column)
    {
        SortedSet<long> numbers = [];
        SortedSet<string> words = new(StringComparer.Ordinal);
        for (int row = 0; row < table.RowCount; row++)
        {
            string cell = table[row, column];
            words.Add(cell);
            if (!CsvNumber.TryParse(cell, out double value))
            {
                continue;
            }

            if (!double.IsFinite(value) || value != Math.Floor(value) || Math.Abs(value) > int.MaxValue)
            {
                throw table.Wrong(row, column, $"'{cell}' is no name of a class; if the label is a number to predict, ask for regression.");
            }

            numbers.Add((long)value);
        }

        bool whole = words.All(word => CsvNumber.TryParse(word, out _));
        string[] classes = whole ? [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))] : [.. words];
        return classes.Length is >= 2 and <= MostClasses
            ? classes
            : throw new DataSourceException($"{table.FileName}: the label column '{table.Names[column]}' holds {classes.Length} different values; 2 to {MostClasses} classes are possible. Name another column as the label, or ask for regression.");
    }

    /// <summary>Reads the labels: the index of each row's class, or its number where there are no classes.</summary>
    public static float[] Read(CsvTable table, int column, IReadOnlyList<string> classes)
    {
        Dictionary<string, int> indices = classes.Select((name, index) => (name, index)).ToDictionary(entry => entry.name, entry => entry.index, StringComparer.Ordinal);
        float[] targets = new float[table.RowCount];
        for (int row = 0; row < targets.Length; row++)
        {
            string cell = table[row, column];
            bool number = CsvNumber.TryParse(cell, out double value);
            if (classes.Count == 0)
            {
                targets[row] = number && float.IsFinite((float)value) ? (float)value : throw table.Wrong(row, column, $"'{cell}' is not a finite number.");
            }
            else
            {
                // "1", "01" and "1.0" are one class where all labels are whole numbers.
                targets[row] = indices.TryGetValue(cell, out int index) ? index : indices[((long)value).ToString(CultureInfo.InvariantCulture)];
            }
        }

        return targets;
    }
}
