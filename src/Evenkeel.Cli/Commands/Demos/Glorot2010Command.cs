using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>Glorot and Bengio's statistics at the start, at their size.</summary>
internal sealed class Glorot2010Command : Command
{
    /// <summary>What the paper trains on its figures: sigmoid with the standard start alone.</summary>
    private static readonly (string Scheme, string Activation)[] Papers =
        [("uniform", "tanh"), ("glorot-uniform", "tanh"), ("uniform", "softsign"), ("glorot-uniform", "softsign"), ("uniform", "sigmoid")];

    private readonly Shell shell;
    private readonly Option<string?> schemes = Choice.Text("--schemes", "SCHEME,…", "The starts; the paper's uniform and glorot-uniform by default.");
    private readonly Option<string?> activation = Choice.Text("--activation", "NAME", "Activation; tanh, softsign and sigmoid by default, the last with uniform alone.");
    private readonly Option<int?> width = Choice.Whole("--width", "Units in each of the five hidden layers; 1000 by default.", 1, 4000);
    private readonly Option<int?> images = Choice.Whole("--images", "Images of shapeset; 300 by default.", 1, 10_000);
    private readonly Option<int?> seeds = Choice.Whole("--seeds", "Networks, each with weights and images of its own, over which means are taken; 10 by default.", 1, 10_000);
    private readonly Option<long?> seed = Choice.Seed("The first seed; 0 by default.");
    private readonly Option<int?> threads = Choice.Threads();
    private readonly Option<bool> json = Choice.Json();

    public Glorot2010Command(Shell shell)
        : base("glorot2010", "Glorot and Bengio's statistics before training, 5×1000 on shapeset: activations, gradients, and the Jacobian between layers.\n\nExample:\n  evenkeel demo glorot2010 --width 100 --seeds 2")
    {
        this.shell = shell;
        schemes.Aliases.Add("--init");
        Option[] all = [schemes, activation, width, images, seeds, seed, threads, json];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        (int units, int count, int repeats, long first) = (line.GetValue(width) ?? 1000, line.GetValue(images) ?? 300, line.GetValue(seeds) ?? 10, line.GetValue(seed) ?? 0);
        (IInitializer Start, string Activation)[] rows = Rows(line);
        using Workers workers = new(line.GetValue(threads) ?? Environment.ProcessorCount);
        List<(GlorotReading Mean, int Seeds)> readings = [];
        foreach ((IInitializer start, string function) in rows)
        {
            List<GlorotReading> single = [];
            for (int i = 0; i < repeats && !shell.Stop.IsCancellationRequested; i++)
            {
                single.Add(GlorotStatistics.Read(start, function, units, count, first + i, workers));
            }

            if (single.Count > 0)
            {
                readings.Add((GlorotReading.Mean(single), single.Count));
            }
        }

        if (line.GetValue(json))
        {
            WriteJson(readings, units, count);
        }
        else
        {
            WriteTables(readings, units, count, repeats);
        }

        return shell.Stop.IsCancellationRequested ? ExitCode.Stopped : ExitCode.Done;
    }

    private (IInitializer Start, string Activation)[] Rows(ParseResult line)
    {
        string[] starts = line.GetValue(schemes) is { } typed ? [.. ExperimentText.SplitSchemes(typed)] : ["uniform", "glorot-uniform"];
        bool isPapers = line.GetValue(schemes) is null && line.GetValue(activation) is null;
        string[] functions = line.GetValue(activation) is { } one ? [Activations.Parse(one).Name] : ["tanh", "softsign", "sigmoid"];
        IEnumerable<(string Scheme, string Activation)> pairs = isPapers ? Papers : functions.SelectMany(function => starts.Select(start => (start, function)));
        return [.. pairs.Select(pair => (Initializers.Parse(pair.Scheme), pair.Activation))];
    }

    private void WriteTables(List<(GlorotReading Mean, int Seeds)> readings, int units, int count, int repeats)
    {
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"1024-{string.Join('-', Enumerable.Repeat(units, GlorotStatistics.Depth))}-9 before training, {count} images of shapeset, C the mean of their costs; means over {repeats} seed{(repeats == 1 ? "" : "s")}"));
        Write(readings, "standard deviation of the activations", "layer", reading => reading.Activations, Plain);
        Write(readings, "standard deviation of ∂C/∂z, in 10⁻⁵", "layer", reading => reading.BackPropagated, Tiny);
        Write(readings, "standard deviation of ∂C/∂W, in 10⁻⁵", "layer", reading => reading.WeightGradients, Tiny, ("largest\nover least", reading => Plain(reading.WeightGradientSpread)));
        Write(readings, "mean singular value of ∂aˡ⁺¹/∂aˡ, at the image whose mean slope is the closest to that of all", "l =", reading => reading.SingularValues, Plain);
        shell.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"The paper reports around 0.5 for the standard start, uniform, and 0.8 for the normalized one, glorot-uniform. Linear layers have 8/(3π)·√(n·Var W): {GlorotStatistics.MeanSingularValue / Math.Sqrt(3):0.000} and {GlorotStatistics.MeanSingularValue:0.000}; the slopes of an activation take the rest."));
        foreach ((GlorotReading reading, _) in readings)
        {
            shell.Say(Words(reading));
        }
    }

    private void Write(
        List<(GlorotReading Mean, int Seeds)> readings, string title, string header, Func<GlorotReading, ImmutableArray<double>> part, Func<double, string> text, (string Header, Func<GlorotReading, string> Text)? last = null)
    {
        if (readings.Count == 0)
        {
            return;
        }

        shell.Out.WriteLine();
        shell.Say(title);
        string[] extra = last is { } column ? [column.Header] : [];
        Table table = DemoWriter.Table(["start", .. part(readings[0].Mean).Select((_, i) => $"{header}\n{i + 1}"), .. extra]);
        foreach ((GlorotReading reading, _) in readings)
        {
            string[] more = last is { } shown ? [shown.Text(reading)] : [];
            table.AddRow([Markup.Escape($"{reading.Activation} {reading.Scheme}"), .. part(reading).Select(text), .. more]);
        }

        shell.Results().Write(table);
    }

    /// <summary>What happens to both signals on their way, in one line.</summary>
    private static string Words(GlorotReading reading) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reading.Activation} {reading.Scheme}: the activations' deviation is {Times(reading.Activations[^1] / reading.Activations[0])} from layer 1 to {GlorotStatistics.Depth}, that of ∂C/∂z {Times(reading.BackPropagated[0] / reading.BackPropagated[^1])} from {GlorotStatistics.Depth} to 1, and the weight gradients differ by {reading.WeightGradientSpread:0.00}×.");

    private static string Times(double factor) => factor is >= 1 or 0 || !double.IsFinite(factor)
        ? string.Create(CultureInfo.InvariantCulture, $"{factor:0.0}×")
        : string.Create(CultureInfo.InvariantCulture, $"1/{1 / factor:0.0}");

    private static string Plain(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Tiny(double value) => (1e5 * value).ToString(Math.Abs(value) < 1e-4 ? "0.000" : "0.0", CultureInfo.InvariantCulture);

    private void WriteJson(List<(GlorotReading Mean, int Seeds)> readings, int units, int count) => shell.WriteJson(document =>
    {
        document.WriteNumber("width", units);
        document.WriteNumber("layers", GlorotStatistics.Depth);
        document.WriteNumber("images", count);
        JsonNumbers.WriteNumber(document, "linearSingularValue", GlorotStatistics.MeanSingularValue);
        document.WriteStartArray("runs");
        foreach ((GlorotReading reading, int over) in readings)
        {
            document.WriteStartObject();
            document.WriteString("scheme", reading.Scheme);
            document.WriteString("activation", reading.Activation);
            document.WriteNumber("seeds", over);
            WriteArray(document, "activationStd", reading.Activations);
            WriteArray(document, "backPropagatedStd", reading.BackPropagated);
            WriteArray(document, "weightGradientStd", reading.WeightGradients);
            JsonNumbers.WriteNumber(document, "weightGradientSpread", reading.WeightGradientSpread);
            WriteArray(document, "meanSingularValue", reading.SingularValues);
            document.WriteEndObject();
        }

        document.WriteEndArray();
    });

    private static void WriteArray(Utf8JsonWriter document, string name, ImmutableArray<double> values)
    {
        document.WriteStartArray(name);
        foreach (double value in values)
        {
            JsonNumbers.WriteElement(document, value);
        }

        document.WriteEndArray();
    }
}
