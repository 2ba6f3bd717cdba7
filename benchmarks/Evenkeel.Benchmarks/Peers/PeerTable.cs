using System.Globalization;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>The command: runs the table, or the rows that are named.</summary>
internal static class PeerTable
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Contains("--list"))
        {
            foreach (Row row in Rows.All) Console.WriteLine($"{row.Name,-20} {row.Work}; against {row.Against}");
            return 0;
        }

        try
        {
            Run(TableOptions.Parse(arguments));
            return 0;
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(TableOptions.Usage);
            return 2;
        }
    }

    private static void Run(TableOptions options)
    {
        using PeerPool pool = new();
        Race race = new(options);
        List<string> table = [], setting =
        [
            .. Machine.Describe(),
            string.Create(CultureInfo.InvariantCulture, $"{(options.Fastest ? "fastest" : "medians")} of {options.Rounds} interleaved turns of about {options.TurnMilliseconds} ms; ratio = peer's time / our time, in brackets the quartiles of single rounds"),
        ];
        setting.ForEach(Console.WriteLine);
        foreach (string line in ResultTable.Head()) Keep(line);
        foreach (Row row in options.Rows)
        {
            try
            {
                Keep(ResultTable.Line(race.Run(options.Alone ? row with { Peer = null } : row, pool)));
            }
            catch (Exception failed) when (failed is InvalidOperationException or IOException)
            {
                Console.Error.WriteLine($"{row.Name} is left out: {failed.Message}");
                pool.Only(null);
            }
        }

        foreach (string version in pool.Versions)
        {
            Console.WriteLine(version);
            setting.Add(version);
        }

        if (options.File is not null) File.WriteAllText(options.File, ResultPage.Of(setting, table));

        void Keep(string line)
        {
            Console.WriteLine(line);
            table.Add(line);
        }
    }
}
