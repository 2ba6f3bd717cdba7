using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>The article's first figure over many seeds: four variances, one network, full-batch gradient descent.</summary>
internal sealed class PlaygroundCommand : Command
{
    private static readonly (string Scheme, string Name)[] Settings =
        [("xavier*0", "zero"), ("xavier*0.01", "too small"), ("xavier", "appropriate"), ("xavier*100", "too large")];

    private readonly Shell shell;
    private readonly Option<string?> data = Choice.Text("--data", "NAME", "circle, moon, square, gauss, spiral or xor; circle by default.");
    private readonly Option<int?> repeats = Choice.Whole("--repeats", "Seeds; 100 by default.", 1);
    private readonly Option<int?> epochs = Choice.Whole("--epochs", "Epochs, each one step; 500 by default.", 1);
    private readonly Option<long?> seed = Choice.Seed("The first seed; 0 by default.");
    private readonly Option<int?> threads = Choice.Threads();
    private readonly Option<bool> json = Choice.Json();

    public PlaygroundCommand(Shell shell)
        : base("playground", "The 2-6-3-1 playground from four variances over many seeds: which reach 100 %, how fast, and why some get stuck.\n\nExample:\n  evenkeel demo playground --repeats 20")
    {
        this.shell = shell;
        Option[] all = [data, repeats, epochs, seed, threads, json];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        string name = line.GetValue(data) ?? "circle";
        ToySet toy = ToyData.Find(name) ?? throw new UsageException($"The playground has {string.Join(", ", ToyData.All)}, but not '{name}'.");
        ComparisonSpec spec = new()
        {
            Data = new() { Name = name },
            Network = new NetworkSpec { Hidden = [6, 3], Activation = "relu" },
            Training = new TrainingSpec { Batch = 0, Epochs = line.GetValue(epochs) ?? 500 },
            Schemes = [.. Settings.Select(setting => setting.Scheme)],
            Repeats = line.GetValue(repeats) ?? 100,
            Seed = line.GetValue(seed) ?? 0,
            Target = 1,
        };
        DataSplit points = DataSource.Load(toy.Name, new() { Seed = spec.Seed });
        Comparison comparison = new(spec, points);
        ComparisonResult result = new LiveProgress(shell, comparison).Watch(() => comparison.Run(line.GetValue(threads) ?? Environment.ProcessorCount, shell.Stop));
        if (line.GetValue(json))
        {
            WriteJson(result);
        }
        else
        {
            WriteTable(result, spec);
        }

        return result.Interrupted ? ExitCode.Stopped : ExitCode.Done;
    }

    private void WriteTable(ComparisonResult result, ComparisonSpec spec)
    {
        shell.Say($"{spec.Data.Name}, 100 points · {result.Network} relu · gradient descent 0.1, {spec.Training.Epochs} epochs · weights N(0, v/n_in) · {spec.Repeats} seed{(spec.Repeats == 1 ? "" : "s")}");
        Table table = DemoWriter.Table("start", "v", "reach\n100 %", "median\nepochs", "first loss\n(median)", "last loss\n(median)", "accuracy\n(median)");
        foreach (((string scheme, string name), SchemeSummary summary) in Settings.Zip(result.Summary).Where(setting => setting.Second.Runs > 0))
        {
            RunResult[] runs = [.. result.Runs.Where(run => run.Scheme == summary.Scheme)];
            table.AddRow(
                name,
                scheme.Contains('*', StringComparison.Ordinal) ? scheme.Split('*')[1] : "1",
                $"{summary.Reached} of {summary.Runs}",
                Median.Of(runs.Select(run => (double?)run.StepsToTarget)) is var epochs && double.IsFinite(epochs) ? epochs.ToString("0", CultureInfo.InvariantCulture) : "never",
                DemoWriter.Number(Math.Round(Median.Of(runs.Select(run => (double?)run.InitialLoss)), 4)),
                DemoWriter.Number(Math.Round(Median.Of(runs.Select(run => (double?)run.FinalLoss)), 4)),
                string.Create(CultureInfo.InvariantCulture, $"{100 * Median.Of(runs.Select(run => run.TestAccuracy)):0} %"));
        }

        shell.Results().Write(table);
        shell.Say("Median epochs to 100 % count a seed that never gets there as infinitely many. ln 2 = 0.6931 is the loss of a network that knows nothing.");
        foreach (RunResult run in result.Runs.Where(run => run.Scheme == "xavier" && run.StepsToTarget is null))
        {
            shell.Say($"appropriate, seed {run.Seed}: {Why(run)}");
        }
    }

    /// <summary>Why a run did not get to 100 %, by what its units do at the end.</summary>
    private static string Why(RunResult run)
    {
        string state = string.Create(CultureInfo.InvariantCulture, $"stuck at {100 * run.TestAccuracy:0} %, loss {run.FinalLoss:0.000}");
        if (run.DivergedAt is { } step)
        {
            return $"diverged at step {step}";
        }

        string[] dead = [.. run.Snapshots[^1].Reading.Layers.Where(layer => layer.Dead > 0).Select(layer => $"{(int)Math.Round(layer.Dead * layer.Width)} of {layer.Width} units of layer {layer.Layer}")];
        return dead.Length > 0
            ? $"{state}: dead are {string.Join(" and ", dead)}; no gradient passes through on any point"
            : $"{state}: no unit is dead; it would need more epochs or sits in a local minimum";
    }

    private void WriteJson(ComparisonResult result) => shell.WriteJson(document =>
    {
        document.WriteStartArray("settings");
        foreach (((string scheme, string name), SchemeSummary summary) in Settings.Zip(result.Summary).Where(setting => setting.Second.Runs > 0))
        {
            RunResult[] runs = [.. result.Runs.Where(run => run.Scheme == summary.Scheme)];
            document.WriteStartObject();
            document.WriteString("name", name);
            document.WriteString("scheme", scheme);
            document.WriteNumber("reached", summary.Reached);
            document.WriteNumber("runs", summary.Runs);
            JsonNumbers.WriteNumber(document, "medianEpochs", Median.Of(runs.Select(run => (double?)run.StepsToTarget)));
            JsonNumbers.WriteNumber(document, "medianInitialLoss", Median.Of(runs.Select(run => (double?)run.InitialLoss)));
            JsonNumbers.WriteNumber(document, "leastInitialLoss", runs.Select(run => run.InitialLoss).DefaultIfEmpty(double.NaN).Min());
            JsonNumbers.WriteNumber(document, "medianFinalLoss", Median.Of(runs.Select(run => (double?)run.FinalLoss)));
            JsonNumbers.WriteNumber(document, "leastFinalLoss", runs.Select(run => run.FinalLoss).DefaultIfEmpty(double.NaN).Min());
            JsonNumbers.WriteNumber(document, "medianAccuracy", Median.Of(runs.Select(run => run.TestAccuracy)));
            document.WriteStartArray("stuck");
            foreach (RunResult run in runs.Where(run => run.StepsToTarget is null && scheme == "xavier"))
            {
                document.WriteStartObject();
                document.WriteNumber("seed", run.Seed);
                document.WriteString("why", Why(run));
                document.WriteEndObject();
            }

            document.WriteEndArray();
            document.WriteEndObject();
        }

        document.WriteEndArray();
    });
}
