using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments.Studies;
using Evenkeel.Sweeps;
using Evenkeel.Sweeps.Reports;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>A study's report on a terminal: cells, the comparison in words, and what failed.</summary>
internal static class SweepReportScreen
{
    private const int MostCells = 40;
    private const int Best = 10;
    private const int Worst = 5;
    private const int MostRows = 12;
    private const int MostReasons = 5;

    public static void Write(Shell shell, SweepReport report)
    {
        foreach (ShardDamage damage in report.Damages) shell.Error.WriteLine(damage);
        shell.Say(Heading(report));
        if (report.Cells.Length <= MostCells)
        {
            Cells(shell, report, report.Cells);
        }
        else
        {
            shell.Say($"The {Best} best:");
            Cells(shell, report, report.Ranked.Take(Best));
            shell.Say($"The {Worst} worst:");
            Cells(shell, report, report.Ranked.TakeLast(Worst));
            shell.Say("All cells: --csv DIR; maps and curves: --html FILE.");
        }

        if (report.Comparison is { } comparison) Write(shell, comparison, report.Measure);
        foreach (string sentence in Failures(report)) shell.Say(sentence);
    }

    private static string Heading(SweepReport report)
    {
        int trials = report.Study.Trials.Length;
        string missing = report.Done < trials ? string.Create(CultureInfo.InvariantCulture, $" {trials - report.Done:#,0} of {trials:#,0} trials have no result yet.") : "";
        string foreign = report.Foreign > 0 ? string.Create(CultureInfo.InvariantCulture, $" {report.Foreign:#,0} results belong to other trials than this version's study has; they are left aside.") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Title}, {report.Study.Repeats:#,0} seed{(report.Study.Repeats == 1 ? "" : "s")} each; mean and median with 95 % intervals.{missing}{foreign}");
    }

    /// <summary>A row a cell. Where a terminal is too narrow, whole columns are left out, the widest that a reader misses least first: a name of letters one below the other is read by nobody.</summary>
    private static void Cells(Shell shell, SweepReport report, IEnumerable<ReportCell> cells)
    {
        ReportCell[] all = [.. cells];
        List<Column> columns = [.. report.Axes.Select((axis, i) => new Column(axis.Word, [.. all.Select(cell => cell.At[i])]))];
        if (report.Axes.IsEmpty) columns.Add(new("", [.. all.Select(_ => "all")]));
        int names = columns.Count;
        void Add(string header, int place, Func<CellSummary, string> text) => columns.Add(new(header, [.. all.Select(cell => text(cell.Summary))], place));
        Add("mean", 0, of => Number(of.Mean, report.Measure));
        Add("95 %", 4, of => Interval(of.MeanInterval, report.Measure));
        Add("median", 2, of => Number(of.Median, report.Measure));
        Add("95 %", 1, of => Interval(of.MedianInterval, report.Measure));
        Add("sd", 3, of => Number(of.StandardDeviation, report.Measure));
        Add("seeds", 0, of => Text(of.Count));
        if (report.Cells.Any(cell => cell.Summary.Missing > 0)) Add("none", 0, of => Text(of.Missing));
        bool Fits() => !shell.OutIsTerminal || columns.Sum(column => column.Width) + 1 <= shell.Width;
        for (int place = 1; place <= 4 && !Fits(); place++) columns.RemoveAll(column => column.LeftOut == place);
        Table table = new() { Border = TableBorder.Simple };
        bool fits = Fits();
        for (int i = 0; i < columns.Count; i++)
        {
            TableColumn column = new(Markup.Escape(columns[i].Header));
            if (i >= names) column.RightAligned();
            if (i >= names || fits) column.NoWrap();
            table.AddColumn(column);
        }

        for (int row = 0; row < all.Length; row++) table.AddRow(columns.Select(column => new Text(column.Texts[row])));
        shell.Results().Write(table);
    }

    /// <summary>A column of the table of cells.</summary>
    /// <param name="Header">Its heading.</param>
    /// <param name="Texts">A text a cell.</param>
    /// <param name="LeftOut">When it is left out of a table that is too wide, from 1; 0 for never.</param>
    private sealed record Column(string Header, string[] Texts, int LeftOut = 0)
    {
        /// <summary>Its letters, a space on either side, and the border's.</summary>
        public int Width => Texts.Append(Header).Max(text => text.Length) + 3;
    }

    private static void Write(Shell shell, ArmComparison comparison, SweepMeasure measure)
    {
        shell.Say(Overall(comparison, measure));
        if (comparison.Others.IsEmpty)
        {
            Limit(shell, [comparison.Overall]);
            return;
        }

        ArmRow[] rows = comparison.Rows.Length <= MostRows ? [.. comparison.Rows] : [.. comparison.Rows.OrderBy(row => double.IsNaN(row.Pairs.PValue) ? 2 : row.Pairs.PValue).ThenByDescending(row => Math.Abs(row.Pairs.MeanDifference)).Take(MostRows)];
        if (rows.Length < comparison.Rows.Length) shell.Say(string.Create(CultureInfo.InvariantCulture, $"The {MostRows} clearest of {comparison.Rows.Length:#,0} combinations:"));
        foreach (ArmRow row in rows)
        {
            shell.Say($"  {Sentence(row, comparison, measure, $"{string.Join(", ", comparison.Others.Zip(row.At, (word, at) => $"{word} {at}"))}: ")}", hang: 4);
        }

        Limit(shell, [comparison.Overall, .. comparison.Rows]);
        if (comparison.Rows.Length > 1) shell.Say("Each p is of its own comparison; of twenty where nothing differs, one is below 0.05.");
    }

    private static string Overall(ArmComparison comparison, SweepMeasure measure)
    {
        if (comparison.Others.IsEmpty) return Sentence(comparison.Overall, comparison, measure, "");
        const string rule = "where a seed of either arm has no number";
        string all = string.Create(CultureInfo.InvariantCulture, $"{comparison.Combinations:#,0} combination{(comparison.Combinations == 1 ? "" : "s")}");
        string left = string.Create(CultureInfo.InvariantCulture, $"{comparison.LeftOut:#,0} of {all}");
        return comparison.LeftOut == 0 ? Sentence(comparison.Overall, comparison, measure, "Over all combinations, ")
            : comparison.LeftOut == comparison.Combinations ? $"Over all combinations nothing can be said: at each of the {all} a seed of {comparison.First} or {comparison.Second} has no number."
            : $"{Sentence(comparison.Overall, comparison, measure, "Over all combinations, ").TrimEnd('.')}; {left}, {rule}, {(comparison.LeftOut == 1 ? "is" : "are")} left out.";
    }

    /// <summary>Says once what p cannot be below, where that is more than what people ask of it.</summary>
    private static void Limit(Shell shell, IEnumerable<ArmRow> rows)
    {
        int seeds = rows.Where(row => row.Pairs.IsExact).Select(row => row.Pairs.Pairs).Append(0).Max();
        double least = 2.0 / (1L << seeds);
        if (seeds >= 2 && least > 0.05) shell.Say(string.Create(CultureInfo.InvariantCulture, $"With {seeds} seeds p is never below {least:0.####}."));
    }

    private static string Sentence(ArmRow row, ArmComparison comparison, SweepMeasure measure, string where)
    {
        PairedComparison pairs = row.Pairs;
        string first = comparison.First, second = comparison.Second;
        string missing = pairs.Missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {pairs.Missing} more {(pairs.Missing == 1 ? "seed has" : "seeds have")} no number in one of them");
        if (pairs.Pairs == 0) return $"{where}{first} and {second} have no seed for which both have a number{missing}.";
        string direction = pairs.MeanDifference == 0 ? $"{first} and {second} have the same {measure.Label}"
            : $"{first} has a {(pairs.MeanDifference > 0 ? "higher" : "lower")} {measure.Label} than {second} by {Number(Math.Abs(pairs.MeanDifference), measure)}";
        string interval = pairs.Interval is var (low, high) && pairs.MeanDifference != 0
            ? $" [{Number(pairs.MeanDifference > 0 ? low : -high, measure)}, {Number(pairs.MeanDifference > 0 ? high : -low, measure)}]" : "";
        string chance = pairs.Pairs == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"; p = {pairs.PValue:0.####}{(pairs.IsExact ? "" : " (drawn)")}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{where}{direction}{interval} over {pairs.Pairs} seed{(pairs.Pairs == 1 ? "" : "s")}{chance}{(double.IsFinite(pairs.EffectSize) ? string.Create(CultureInfo.InvariantCulture, $", d = {pairs.EffectSize:0.00}") : "")}{missing}.");
    }

    private static IEnumerable<string> Failures(SweepReport report)
    {
        foreach (IGrouping<string, TrialFailure> kind in report.Failures.GroupBy(failure => failure.What))
        {
            TrialFailure[] all = [.. kind];
            string count = string.Create(CultureInfo.InvariantCulture, $"{all.Length:#,0} {(all.Length == 1 ? "trial" : "trials")} {(kind.Key == "ended early" ? all.Length == 1 ? "was " : "were " : "")}{kind.Key}");
            int[] steps = [.. all.Select(failure => failure.Step).OfType<int>()];
            string when = steps.Length == 0 ? "" : steps.Min() == steps.Max() ? string.Create(CultureInfo.InvariantCulture, $" at step {steps.Min():#,0}") : string.Create(CultureInfo.InvariantCulture, $" at steps {steps.Min():#,0} to {steps.Max():#,0}");
            string[] where = [.. all.Select(failure => string.Join(", ", report.Axes.Zip(failure.At, (axis, at) => $"{axis.Word} {at}"))).Distinct().Where(text => text.Length > 0)];
            string places = where.Length == 0 ? "" : $": {string.Join("; ", where.Take(MostReasons))}{(where.Length > MostReasons ? "; …" : "")}";
            string[] reasons = [.. all.Select(failure => failure.Why).Where(why => why.Length > 0).Distinct()];
            string why = reasons.Length == 0 ? "" : $" ({string.Join("; ", reasons.Take(MostReasons)).TrimEnd('.')}{(reasons.Length > MostReasons ? "; …" : "")})";
            yield return $"{count}{when}{why}{places}.";
        }
    }

    private static string Interval((double Low, double High)? interval, SweepMeasure measure) => interval is var (low, high) ? $"{Number(low, measure)} – {Number(high, measure)}" : "–";

    private static string Number(double value, SweepMeasure measure) => double.IsNaN(value) ? "–"
        : measure.IsShare ? value.ToString("0.0000", CultureInfo.InvariantCulture)
        : value == 0 || Math.Abs(value) is >= 0.001 and < 1e6 ? value.ToString(Math.Abs(value) < 100 ? "0.0000" : "0.0", CultureInfo.InvariantCulture)
        : value.ToString("0.00e+0", CultureInfo.InvariantCulture);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
