using System.Globalization;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>Outcomes as lines of a table, which reads well in a terminal and is Markdown.</summary>
internal static class ResultTable
{
    private static readonly (string Heading, int Width)[] Columns =
    [
        ("row", -18), ("unit", -10), ("ours, 1 thread", 14), ("ours, best", -22), ("peer", -13), ("peer, 1 thread", 14), ("peer, best", -26),
        ("ratio, 1 thread", -20), ("wanted", 6), ("ratio, best", -20), ("wanted", 6), ("peak, 1 thread", 14), ("peak, best", 10), ("others", 6),
    ];

    /// <summary>The two lines above the rows.</summary>
    public static IEnumerable<string> Head() =>
        [Line(Columns.Select(column => column.Heading)), Line(Columns.Select(column => column.Width < 0 ? new string('-', -column.Width) : new string('-', column.Width - 1) + ":"))];

    /// <summary>One row.</summary>
    public static string Line(Outcome outcome)
    {
        Row row = outcome.Row;
        return Line(
        [
            row.Name, row.Unit.Name,
            Time(outcome, Role.Ours, true), Time(outcome, Role.Ours, false),
            row.Against, Time(outcome, Role.Peer, true), Time(outcome, Role.Peer, false),
            Ratio(outcome.Ratio(true)), Wanted(row.WantedOne, outcome.Ratio(true)),
            Ratio(outcome.Ratio(false)), Wanted(row.WantedBest, outcome.Ratio(false)),
            Percent(outcome.ShareOfPeak(true)), Percent(outcome.ShareOfPeak(false)), Percent(outcome.OtherLoad),
        ]);
    }

    private static string Time(Outcome outcome, Role role, bool oneThread)
    {
        if (outcome.Best(role, oneThread) is not var (side, rounds)) return "–";
        string time = Digits(outcome.Of(rounds) * outcome.Row.Unit.PerMillisecond);
        return oneThread ? time : $"{time} ({side.Setting})";
    }

    private static string Ratio((double Ratio, double Low, double High)? ratio) =>
        ratio is var (median, low, high) ? $"{Digits(median, 3)} ({Digits(low, 3)}–{Digits(high, 3)})" : "–";

    /// <summary>What was wanted, marked where it was not reached.</summary>
    private static string Wanted(double? wanted, (double Ratio, double, double)? ratio) =>
        wanted is not double least ? "–" : least.ToString("0.##", CultureInfo.InvariantCulture) + (ratio is var (reached, _, _) && reached < least ? " ✗" : "");

    private static string Percent(double? share) => share is double part && !double.IsNaN(part) ? part.ToString("0 %", CultureInfo.InvariantCulture) : "–";

    /// <summary>A number with so many figures that count.</summary>
    private static string Digits(double value, int figures = 4)
    {
        int whole = (int)Math.Floor(Math.Log10(Math.Max(value, 1e-9))) + 1;
        return value.ToString("F" + Math.Clamp(figures - whole, 0, 7), CultureInfo.InvariantCulture);
    }

    private static string Line(IEnumerable<string> cells) =>
        $"| {string.Join(" | ", cells.Zip(Columns, (cell, column) => column.Width < 0 ? cell.PadRight(-column.Width) : cell.PadLeft(column.Width)))} |";
}
