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
using Evenkeel.Training;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>Xavier against He under ReLU at three depths.</summary>
internal sealed class ReluCommand : Command
{
    private static readonly int[] Depths = [5, 10, 30];

    private readonly Shell shell;
    private readonly Option<int?> width = Choice.Whole("--width", "Units in each hidden layer; 100 by default.", 1);
    private readonly Option<int?> steps = Choice.Whole("--steps", "Steps; 1000 by default.", 1);
    private readonly Option<int?> repeats = Choice.Whole("--repeats", "Seeds; 3 by default.", 1);
    private readonly Option<double?> rate = Choice.Number("--lr", "Learning rate; 0.01 by default.");
    private readonly Option<long?> seed = Choice.Seed("The first seed; 0 by default.");
    private readonly Option<int?> threads = Choice.Threads();
    private readonly Option<bool> json = Choice.Json();

    public ReluCommand(Shell shell)
        : base("relu", "Xavier, 1/n, against He, 2/n, under ReLU at depths 5, 10 and 30 on digits.\n\nExample:\n  evenkeel demo relu --steps 100 --repeats 1")
    {
        this.shell = shell;
        Option[] all = [width, steps, repeats, rate, seed, threads, json];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        long first = line.GetValue(seed) ?? 0;
        int units = line.GetValue(width) ?? 100;
        DataSplit data = DataSource.Load("digits", new() { Seed = first, TrainCount = 2000, TestCount = 500 });
        List<(int Depth, ComparisonResult Result)> results = [];
        foreach (int depth in Depths)
        {
            ComparisonSpec spec = new()
            {
                Network = new NetworkSpec { Hidden = [.. Enumerable.Repeat(units, depth)], Activation = "relu" },
                Training = new TrainingSpec { LearningRate = line.GetValue(rate) ?? 0.01, Steps = line.GetValue(steps) ?? 1000 },
                Schemes = ["xavier", "he-normal"],
                Repeats = line.GetValue(repeats) ?? 3,
                Seed = first,
            };
            int workers = line.GetValue(threads) ?? Environment.ProcessorCount;
            MemoryNeed.Check(shell, spec, data, workers);
            Comparison comparison = new(spec, data);
            results.Add((depth, new LiveProgress(shell, comparison).Watch(() => comparison.Run(workers, shell.Stop))));
            if (results[^1].Result.Interrupted)
            {
                break;
            }
        }

        if (line.GetValue(json))
        {
            WriteJson(results);
        }
        else
        {
            WriteTable(results, units);
        }

        return results.Any(result => result.Result.Interrupted) ? ExitCode.Stopped : ExitCode.Done;
    }

    private void WriteTable(List<(int Depth, ComparisonResult Result)> results, int units)
    {
        ComparisonSpec spec = results[0].Result.Spec;
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"digits, 2,000 to train · {units} ReLU units a layer · sgd {spec.Training.LearningRate}, batch 100, {spec.Training.Steps} steps · {spec.Repeats} seed{(spec.Repeats == 1 ? "" : "s")}"));
        Table table = DemoWriter.Table("hidden\nlayers", "start", "last signal\n/ first", "theory", "last\nloss", "test\naccuracy", "steps to\n90 %");
        foreach ((int depth, ComparisonResult result) in results)
        {
            foreach (SchemeSummary summary in result.Summary.Where(summary => summary.Runs > 0))
            {
                table.AddRow(
                    depth.ToString(CultureInfo.InvariantCulture),
                    summary.Scheme,
                    DemoWriter.Number(Kept(result, summary.Scheme)),
                    DemoWriter.Number(Theory(summary.Scheme, depth)),
                    DemoWriter.Number(Math.Round(summary.FinalLoss.Mean, 4)),
                    string.Create(CultureInfo.InvariantCulture, $"{100 * summary.TestAccuracy!.Value.Mean:0.0} %"),
                    summary.MedianStepsToTarget is { } median ? string.Create(CultureInfo.InvariantCulture, $"{median} ({summary.Reached} of {summary.Runs})") : "never");
            }
        }

        shell.Results().Write(table);
        shell.Say("ReLU lets half of the second moment through, so with variance 1/n each layer multiplies the signal's root mean square by 1/√2, and with 2/n by 1.");
    }

    /// <summary>The root mean square of the last hidden layer's activations over the first's, at the start, median of the seeds.</summary>
    private static double Kept(ComparisonResult result, string scheme)
    {
        double[] ratios =
        [
            .. result.Runs.Where(run => run.Scheme == scheme).Select(run => run.Snapshots[0].Reading.Layers)
                .Select(layers => Math.Sqrt(layers[^1].Activations.SecondMoment / layers[0].Activations.SecondMoment)).Order(),
        ];
        return Median.Of(ratios.Select(ratio => (double?)ratio));
    }

    private static double Theory(string scheme, int depth) => scheme == "xavier" ? Math.Sqrt(Elementary.Power(0.5, depth - 1)) : 1;

    private void WriteJson(List<(int Depth, ComparisonResult Result)> results) => shell.WriteJson(document =>
    {
        document.WriteStartArray("runs");
        foreach ((int depth, ComparisonResult result) in results)
        {
            foreach (SchemeSummary summary in result.Summary.Where(summary => summary.Runs > 0))
            {
                document.WriteStartObject();
                document.WriteNumber("depth", depth);
                document.WriteString("scheme", summary.Scheme);
                JsonNumbers.WriteNumber(document, "signalRatio", Kept(result, summary.Scheme));
                JsonNumbers.WriteNumber(document, "predictedRatio", Theory(summary.Scheme, depth));
                JsonNumbers.WriteNumber(document, "finalLoss", summary.FinalLoss.Mean);
                JsonNumbers.WriteNumber(document, "testAccuracy", summary.TestAccuracy!.Value.Mean);
                JsonNumbers.WriteNumber(document, "medianStepsToTarget", summary.MedianStepsToTarget);
                document.WriteEndObject();
            }
        }

        document.WriteEndArray();
    });
}
