using System.Globalization;
using Evenkeel.Experiments;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Evenkeel.Cli.Rendering;

/// <summary>A comparison on a terminal: a line a scheme, then its verdict in words.</summary>
internal static class ComparisonTable
{
    public static void Write(IAnsiConsole console, ComparisonResult result)
    {
        console.WriteLine(Heading(result));
        console.Write(Table(console, result));
        if (Legend(result) is { Length: > 0 } legend)
        {
            console.WriteLine(legend);
        }

        console.WriteLine();
        int widest = result.Summary.Max(summary => summary.Scheme.Length);
        foreach (SchemeSummary summary in result.Summary)
        {
            Grid line = new();
            line.AddColumn(new GridColumn().NoWrap().Width(widest).Padding(2, 0, 2, 0));
            line.AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            line.AddRow(new Text(summary.Scheme, new Style(Colour(summary.Standing), decoration: Decoration.Bold)), new Text(summary.Verdict));
            console.Write(line);
        }
    }

    private static string Heading(ComparisonResult result)
    {
        ComparisonSpec spec = result.Spec;
        string length = spec.Training.Steps is { } steps ? $"{steps} steps" : $"{spec.Training.Epochs} epochs";
        string batch = spec.Training.Batch == 0 ? "full batch" : $"batch {spec.Training.Batch}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Data.Train.Name}, {result.Data.Train.Count:#,0} to train and {result.Data.Test.Count:#,0} to test · {result.Network}{(result.Network.HiddenLayers.Length > 0 ? $" {result.Network.Function}" : "")} · {spec.Training.Optimizer} {spec.Training.LearningRate}, {batch}, {length} · {spec.Repeats} seed{(spec.Repeats == 1 ? "" : "s")}");
    }

    private static string Network(ComparisonResult result) =>
        result.Network.HiddenLayers.Length == 0 ? $"{result.Network}" : $"{result.Network} {result.Network.Function}";

    /// <summary>The most detailed table that the console has room for.</summary>
    private static Table Table(IAnsiConsole console, ComparisonResult result)
    {
        RenderOptions options = RenderOptions.Create(console, console.Profile.Capabilities);
        return TableDetail.All.Select(detail => Table(result, detail))
            .FirstOrDefault(table => ((IRenderable)table).Measure(options, int.MaxValue / 2).Max <= console.Profile.Width) ?? Narrowest(result);
    }

    /// <summary>A terminal too narrow for even the least breaks the initializers' names.</summary>
    private static Table Narrowest(ComparisonResult result)
    {
        Table table = Table(result, TableDetail.All[^1]);
        table.Columns[0].NoWrap = false;
        return table;
    }

    private static Table Table(ComparisonResult result, TableDetail detail)
    {
        Table table = new() { Border = TableBorder.Simple, ShowHeaders = true };
        bool classes = result.Network.Classes > 0;
        bool layered = result.Network.HiddenLayers.Length > 0;
        List<TableColumn> columns = [new("initializer"), Right("first\nloss"), Right("final\nloss")];
        if (classes)
        {
            columns.Add(Right(detail.Interval && result.Spec.Repeats > 1 ? "accuracy %\n± 95 %" : "accuracy\n%"));
            columns.Add(Right(string.Create(CultureInfo.InvariantCulture, $"steps to\n{100 * result.Spec.Target:0.#} %")));
        }

        if (layered)
        {
            columns.AddRange(detail.Sizes ? [new("activations\nforward →"), new("gradients\n← backward")] : [new("act.\n→"), new("grad.\n←")]);
            columns.AddRange([Right("sat\n%"), Right("dead\n%"), Right("sym\n%")]);
        }

        foreach (TableColumn column in columns)
        {
            table.AddColumn(column.NoWrap().Padding(1, 0, 0, 0));
        }

        Dictionary<string, LayerReading[]> first = result.Runs.GroupBy(run => run.Scheme).ToDictionary(group => group.Key, group => group.First().Snapshots[0].Reading.Layers.ToArray());
        Strip forward = new(first.Values.SelectMany(layers => layers.Select(layer => layer.Activations.StandardDeviation)));
        Strip backward = new(first.Values.SelectMany(layers => layers.Select(layer => layer.Gradients.StandardDeviation)));
        foreach (SchemeSummary summary in result.Summary)
        {
            List<IRenderable> cells =
            [
                new Text(summary.Scheme, new Style(Colour(summary.Standing), decoration: Decoration.Bold)),
                Cell(Number(summary.InitialLoss.Mean)), Cell(Number(summary.FinalLoss.Mean)),
            ];
            if (classes)
            {
                cells.Add(Cell(Accuracy(summary.TestAccuracy!.Value, detail)));
                cells.Add(Cell(Steps(summary)));
            }

            if (layered)
            {
                LayerReading[] layers = first.GetValueOrDefault(summary.Scheme, []);
                cells.Add(Cell(Signal(forward, layers, layer => layer.Activations.StandardDeviation, detail)));
                cells.Add(Cell(Signal(backward, layers, layer => layer.Gradients.StandardDeviation, detail)));
                cells.Add(Cell(Share(layers, layer => layer.Saturated)));
                cells.Add(Cell(Share(layers, layer => layer.Dead)));
                cells.Add(Cell(Share(layers, layer => layer.Symmetric)));
            }

            table.AddRow(cells);
        }

        return table;
    }

    private static string Legend(ComparisonResult result)
    {
        string chance = result.Network.ChanceLoss is { } loss
            ? string.Create(CultureInfo.InvariantCulture, $"A network that knows nothing has loss ln {result.Network.Classes} = {loss:0.000}.") : "";
        return result.Network.HiddenLayers.Length == 0 ? chance
            : $"{chance} Activations, gradients ∂C/∂a and units are those of the hidden layers at the first step of the first seed; shares are of the worst layer.".TrimStart();
    }

    private static string Number(double value) => double.IsNaN(value) ? "–" : double.IsInfinity(value) ? "∞"
        : value is >= 0.0005 and < 100000 or 0 ? value.ToString(value < 100 ? "0.000" : "0.0", CultureInfo.InvariantCulture)
        : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>The larger half of the interval: it is cut where an accuracy can go no further.</summary>
    private static string Accuracy(MeanInterval interval, TableDetail detail) => !double.IsFinite(interval.Mean) ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Mean:0.0}")
            + (detail.Interval && interval is { Low: { } low, High: { } high } ? string.Create(CultureInfo.InvariantCulture, $" ± {100 * Math.Max(interval.Mean - low, high - interval.Mean):0.0}") : "");

    private static string Steps(SchemeSummary summary) => summary.MedianStepsToTarget is not { } median ? "–"
        : median.ToString(CultureInfo.InvariantCulture) + (summary.Reached < summary.Runs ? $" ({summary.Reached}/{summary.Runs})" : "");

    /// <summary>The size in the first layer, a bar a layer, the size in the last.</summary>
    private static string Signal(Strip strip, LayerReading[] layers, Func<LayerReading, double> of, TableDetail detail)
    {
        double[] values = [.. layers.Select(of)];
        string bars = strip.Draw(values, detail.Bars);
        return values.Length == 0 ? "–"
            : !detail.Sizes ? bars
            : values.Length == 1 ? $"{Strip.Size(values[0])} {bars}"
            : $"{Strip.Size(values[0]),-4} {bars} {Strip.Size(values[^1])}";
    }

    private static string Share(LayerReading[] layers, Func<LayerReading, double> of) =>
        layers.Length == 0 ? "–" : (100 * layers.Max(of)).ToString("0", CultureInfo.InvariantCulture);

    private static Text Cell(string text) => new(text);

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    private static Color Colour(Standing standing) => standing switch
    {
        Standing.Learns => Color.Green,
        Standing.Behind => Color.Olive,
        Standing.Unfinished => Color.Grey,
        _ => Color.Maroon,
    };
}
