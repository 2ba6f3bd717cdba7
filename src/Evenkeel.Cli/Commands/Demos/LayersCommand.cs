using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>The article's second figure: histograms of four layers' activations, and of the gradients that it leaves out.</summary>
internal sealed class LayersCommand : Command
{
    private const int Bars = 16;
    private const string Heights = " ▁▂▃▄▅▆▇█";

    private readonly Shell shell;
    private readonly ExperimentOptions experiment = new(several: true);
    private readonly OutputOptionSet output = new();

    public LayersCommand(Shell shell)
        : base("layers", "Histograms of every layer's activations and gradients, before and after training, for each start.\n\nExample:\n  evenkeel demo layers --train 1000 --test 200 --epochs 1")
    {
        this.shell = shell;
        experiment.AddTo(this);
        output.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        ComparisonSpec spec = experiment.Read(line);
        experiment.RefuseRates(line);
        bool shortened = line.GetResult("--epochs") is null && line.GetResult("--steps") is null;
        spec = spec with { Repeats = 1, Training = shortened ? spec.Training with { Epochs = Math.Min(1, spec.Training.Epochs) } : spec.Training };
        OutputOptionSet.Targets targets = output.Check(line, ComparisonFiles.Names);
        DataSplit data = experiment.Data.Load(line, shell, spec.Data, spec.Seed);
        MemoryNeed.Check(shell, spec, data, Environment.ProcessorCount);
        Comparison comparison = new(spec, data);
        ComparisonResult result = new Rendering.LiveProgress(shell, comparison).Watch(() => comparison.Run(Environment.ProcessorCount, shell.Stop));
        CompareCommand.WriteFiles(shell, result, Replay.Of(line), targets);
        if (line.GetValue(output.Json))
        {
            CompareCommand.WriteJson(shell, result, Replay.Of(line), detailed: true);
            return result.Interrupted ? ExitCode.Stopped : ExitCode.Done;
        }

        foreach (RunResult run in result.Runs)
        {
            shell.Say($"{run.Scheme}: {result.Summary.First(summary => summary.Scheme == run.Scheme).Verdict}");
            Table table = DemoWriter.Table("layer", "activations\nat the start", "\nafter training", "gradients, 1e-12…1e3\nat the start", "\nafter training");
            foreach (LayerReading layer in run.Snapshots[0].Reading.Layers)
            {
                LayerReading? after = run.Snapshots.Length > 1 ? run.Snapshots[^1].Reading.Layers[layer.Layer - 1] : null;
                table.AddRow(
                    layer.Layer.ToString(CultureInfo.InvariantCulture),
                    Picture(layer.ActivationHistogram, layer.Activations), Picture(after?.ActivationHistogram, after?.Activations),
                    Picture(layer.GradientHistogram, layer.Gradients), Picture(after?.GradientHistogram, after?.Gradients));
            }

            shell.Results().Write(table);
        }

        return result.Interrupted ? ExitCode.Stopped : ExitCode.Done;
    }

    /// <summary>A histogram in sixteen characters, its highest bar full, and the standard deviation.</summary>
    private static string Picture(Histogram? histogram, Moments? moments)
    {
        if (histogram is null || moments is not { } spread)
        {
            return "–";
        }

        if (histogram.Zeros == spread.Count)
        {
            return "all exactly 0";
        }

        int[] sums = new int[Bars];
        for (int bin = 0; bin < histogram.Counts.Length; bin++)
        {
            sums[bin * Bars / histogram.Counts.Length] += histogram.Counts[bin];
        }

        int most = Math.Max(1, sums.Max());
        string bars = string.Concat(sums.Select(sum => Heights[(int)Math.Ceiling((double)sum / most * (Heights.Length - 1))]));
        return $"{bars} {Rendering.Strip.Size(spread.StandardDeviation)}";
    }
}
