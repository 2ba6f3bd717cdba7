using System.Globalization;
using CsvHelper;

namespace Evenkeel.Interchange;

/// <summary>The cells of a table as text: every row as long as the first, no cell empty.</summary>
internal sealed class CsvTable
{
    private const int MostColumns = 100_000;
    private readonly List<string[]> rows;
    private readonly List<long> lines;

    private CsvTable(string fileName, string[] names, bool hasHeader, List<string[]> rows, List<long> lines)
    {
        (FileName, Names, HasHeader) = (fileName, names, hasHeader);
        (this.rows, this.lines) = (rows, lines);
    }

    public string FileName { get; }

    /// <summary>The columns' names; their numbers from 1 where there is no header.</summary>
    public IReadOnlyList<string> Names { get; }

    public bool HasHeader { get; }

    public int RowCount => rows.Count;

    public string this[int row, int column] => rows[row][column];

    /// <summary>Reads comma-, semicolon- or tab-separated text, quoted as in RFC 4180.</summary>
    /// <param name="text">UTF-8, at its start; left open.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <param name="isHeader">Whether the cells of the first row name the columns.</param>
    public static CsvTable Read(Stream text, string fileName, Func<string[], bool> isHeader)
    {
        List<string[]> rows = [];
        List<long> lines = [];
        CsvReaderOptions options = new()
        {
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            FormatProvider = CultureInfo.InvariantCulture,
            PoolStrings = true,
        };
        try
        {
            using CsvReader reader = CsvReader.Create(text, options, leaveOpen: true);
            while (reader.Read())
            {
                string[] cells = new string[reader.FieldCount];
                for (int i = 0; i < cells.Length; i++)
                {
                    cells[i] = reader.GetString(i);
                }

                if (rows.Count > 0 && cells.Length != rows[0].Length)
                {
                    throw new DataSourceException($"{fileName}, line {reader.LineNumber}: the row has {cells.Length} cells, but the first row has {rows[0].Length}.");
                }

                rows.Add(cells);
                lines.Add(reader.LineNumber);
            }
        }
        catch (CsvFormatException problem)
        {
            throw new DataSourceException($"{fileName}, line {problem.LineNumber}: the row is not readable; a quote is open, or stands where it may not.", problem);
        }

        if (rows.Count == 0 || rows[0].Length > MostColumns)
        {
            throw new DataSourceException(rows.Count == 0 ? $"{fileName} holds no rows." : $"{fileName} has {rows[0].Length} columns; at most {MostColumns} are read.");
        }

        bool header = isHeader(rows[0]);
        string[] names = header ? rows[0] : [.. Enumerable.Range(1, rows[0].Length).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        if (header)
        {
            rows.RemoveAt(0);
            lines.RemoveAt(0);
        }

        CsvTable table = new(fileName, names, header, rows, lines);
        table.RefuseEmpty();
        return table;
    }

    /// <summary>Takes a first row for names when it holds anything but numbers.</summary>
    public static bool HoldsWords(string[] cells) => !cells.All(cell => CsvNumber.TryParse(cell, out _));

    /// <summary>Makes the error of a cell.</summary>
    public DataSourceException Wrong(int row, int column, string what) =>
        new($"{FileName}, line {lines[row]}, column '{Names[column]}': {what}");

    private void RefuseEmpty()
    {
        if (rows.Count == 0)
        {
            throw new DataSourceException($"{FileName} names {Names.Count} columns but holds no rows.");
        }

        string? twin = Names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twin is not null)
        {
            throw new DataSourceException($"{FileName} has two columns named '{twin}'; names must differ.");
        }

        for (int row = 0; row < rows.Count; row++)
        {
            int empty = Array.IndexOf(rows[row], "");
            if (empty >= 0)
            {
                throw Wrong(row, empty, "the cell is empty; fill it in or leave the row out.");
            }
        }
    }
}
