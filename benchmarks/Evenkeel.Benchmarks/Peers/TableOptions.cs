using System.Globalization;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>What the table is asked to do.</summary>
/// <param name="Rows">The rows to run.</param>
/// <param name="Rounds">Turns of each side.</param>
/// <param name="TurnMilliseconds">How long a turn lasts, about.</param>
/// <param name="Fastest">Whether each side's fastest turn stands for it rather than its median: what is left to look at where others use the machine.</param>
/// <param name="Alone">Whether no peer is started.</param>
/// <param name="File">Where the table is kept; null where it is only shown.</param>
internal sealed record TableOptions(IReadOnlyList<Row> Rows, int Rounds, double TurnMilliseconds, bool Fastest, bool Alone, string? File)
{
    /// <summary>What may be typed.</summary>
    public const string Usage = "[--list] [--alone] [--fastest] [--rounds n] [--turn milliseconds] [--save] [row…], where a row is named by how its name begins";

    /// <summary>Reads what was typed.</summary>
    /// <exception cref="FormatException">It cannot be understood, or does not go together.</exception>
    public static TableOptions Parse(string[] arguments)
    {
        IReadOnlyList<Row> all = Peers.Rows.All;
        TableOptions options = new([], 25, 25, false, false, null);
        List<string> names = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--alone" => options with { Alone = true },
                "--fastest" => options with { Fastest = true },
                "--rounds" => options with { Rounds = (int)Number(arguments, ++i) },
                "--turn" => options with { TurnMilliseconds = Number(arguments, ++i) },
                "--save" => options with { File = i + 1 < arguments.Length ? arguments[++i] : throw new FormatException("'--save' needs the name of a file.") },
                ['-', ..] => throw new FormatException($"'{arguments[i]}' is not understood."),
                string name => Named(name),
            };
        }

        if (options.File is not null && (options.Alone || options.Fastest || names.Count > 0)) throw new FormatException("'--save' keeps the whole table of one run: name no rows, and leave '--alone' and '--fastest' out.");
        return options with { Rows = [.. all.Where(row => names.Count == 0 || names.Any(name => Is(row, name)))] };

        TableOptions Named(string name)
        {
            if (!all.Any(row => Is(row, name))) throw new FormatException($"No row begins with '{name}'. The rows are {string.Join(", ", all.Select(row => row.Name))}.");
            names.Add(name);
            return options;
        }
    }

    private static bool Is(Row row, string name) => row.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    private static double Number(string[] arguments, int place) =>
        place < arguments.Length && double.TryParse(arguments[place], CultureInfo.InvariantCulture, out double value) && value >= 1
            ? value
            : throw new FormatException($"'{arguments[place - 1]}' needs a number ≥ 1.");
}
