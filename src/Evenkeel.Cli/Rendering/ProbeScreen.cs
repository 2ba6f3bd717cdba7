using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments;
using Evenkeel.MeanField;
using Evenkeel.Probing;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>A probe on a terminal: a line a layer, forward and backward, what was predicted and what was measured; then what is wrong.</summary>
internal static class ProbeScreen
{
    /// <summary>Columns that a pipe is written for.</summary>
    private const int PipeWidth = 100;

    private const string NoFinding = "No finding.";

    private static readonly string[] shareNames = ["sat", "dead", "sym"];

    /// <summary>Writes all starts.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="result">What was found; at least one start.</param>
    /// <param name="framework">The framework whose code shows a fix.</param>
    public static void Write(Shell shell, ProbeResult result, string framework)
    {
        IAnsiConsole console = shell.Results();
        ProbeColumns columns = ProbeColumns.For(shell.OutIsTerminal ? shell.Width : PipeWidth);
        foreach (ProbedStart start in result.Starts)
        {
            Heading(shell, result, start);
            Strip(console, start, columns);
            Marks(shell, start);
            shell.Say(Loss(result, start.Reading));
            shell.Out.WriteLine();
            if (start.Findings.IsEmpty)
            {
                string[] lines = [.. Prose.Lines($"{NoFinding} {start.Verdict}", shell.OutIsTerminal ? shell.Width : int.MaxValue)];
                console.Write(new Paragraph(NoFinding, new Style(Color.Green)).Append(lines[0][NoFinding.Length..] + "\n"));
                foreach (string line in lines.Skip(1))
                {
                    shell.Out.WriteLine(line);
                }
            }
            else
            {
                FindingText.Write(shell, start.Findings, framework);
            }

            shell.Out.WriteLine();
        }

        shell.Say(Definitions(columns, result));
    }

    private static void Heading(Shell shell, ProbeResult result, ProbedStart start)
    {
        shell.Results().Write(new Text($"{start.Scheme}\n", new Style(decoration: Decoration.Bold)));
        string when = start.DivergedAt is { } at ? $"diverged at step {at}"
            : start.Steps == 0 ? "before the first update"
            : string.Create(CultureInfo.InvariantCulture, $"after {start.Steps:#,0} {(start.Steps == 1 ? "step" : "steps")}");
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"{NetworkText.Of(result.Network)} on {result.Data.Train.Name} · {result.Batch:#,0} {(result.Batch == 1 ? "sample" : "samples")} · {when}"));
        shell.Out.WriteLine();
    }

    private static void Strip(IAnsiConsole console, ProbedStart start, ProbeColumns columns)
    {
        LayerReading[] layers = [.. start.Reading.Layers];
        LayerPrediction?[] predictions = [.. layers.Select(layer => start.Prediction?.Layers.FirstOrDefault(prediction => prediction.Layer == layer.Layer))];
        double[] forward = [.. layers.Select(layer => layer.PreActivations.SecondMoment)];
        double[] backward = [.. layers.Select(layer => layer.PreActivationGradients.SecondMoment / layers[^1].PreActivationGradients.SecondMoment)];
        SignalScale right = new([.. forward, .. predictions.SelectMany(prediction => Numbers(prediction?.Forward))], columns.Scale);
        SignalScale left = new([.. backward, .. predictions.SelectMany(prediction => Numbers(prediction?.Backward))], columns.Scale);
        Head(console, columns, right, left);
        for (int i = 0; i < layers.Length; i++)
        {
            Paragraph line = new();
            line.Append(layers[i].Layer.ToString(CultureInfo.InvariantCulture).PadLeft(ProbeColumns.Layer));
            Side(line, columns, right, predictions[i]?.Forward, forward[i]);
            Side(line, columns, left, predictions[i]?.Backward, backward[i]);
            if (columns.Shares)
            {
                Share(line, layers[i].Saturated);
                Share(line, layers[i].Dead);
                Share(line, layers[i].Symmetric);
            }

            console.Write(line.Append("\n"));
        }
    }

    private static void Head(IAnsiConsole console, ProbeColumns columns, SignalScale right, SignalScale left)
    {
        Style quiet = new(Color.Grey);
        string numbers = "read".PadLeft(ProbeColumns.Number) + (columns.Predicted ? "theory".PadLeft(ProbeColumns.Number) : "");
        (string forward, string backward) = columns.Scale >= 24 ? ("forward → mean z²", "← backward, mean (∂C/∂z)²") : ("forward →", "← backward");
        string shares = columns.Shares ? string.Concat(shareNames.Select(name => name.PadLeft(ProbeColumns.Share))) : "";
        console.Write(new Text($"{"",ProbeColumns.Layer}{("  " + forward).PadRight(columns.Side)}{("  " + backward).PadRight(columns.Side)}{shares}".TrimEnd() + "\n", new Style(decoration: Decoration.Bold)));
        string percent = columns.Shares ? string.Concat(shareNames.Select(_ => "%".PadLeft(ProbeColumns.Share))) : "";
        console.Write(new Text($"{"layer"}  {right.Axis()}{numbers}  {left.Axis()}{numbers}{percent}\n", quiet));
    }

    private static void Side(Paragraph line, ProbeColumns columns, SignalScale scale, Band? band, double measured)
    {
        line.Append("  ");
        scale.Draw(line, band, measured);
        line.Append(Number(measured).PadLeft(ProbeColumns.Number), SignalScale.Mark(band?.Holds(measured)));
        if (columns.Predicted)
        {
            line.Append((band is { } known ? Number(known.Predicted) : "–").PadLeft(ProbeColumns.Number), new Style(Color.Grey));
        }
    }

    private static void Share(Paragraph line, double share) =>
        line.Append(Percent(share).PadLeft(ProbeColumns.Share), share > 0 ? new Style(Color.Olive) : new Style(Color.Grey));

    /// <summary>Says what the marks mean that occur, and why there is no band where there is none.</summary>
    private static void Marks(Shell shell, ProbedStart start)
    {
        bool hasBand = start.Prediction?.Layers.Any(layer => layer.Forward.Low is not null || layer.Backward.Low is not null) ?? false;
        string legend = hasBand ? "░ the band that 95 of 100 such networks fall into, ● measured, × measured outside of it."
            : start.Prediction is not null ? "│ predicted, ● measured."
            : "● measured.";
        shell.Say(start.Prediction switch
        {
            null => $"{legend} {start.NoTheory ?? "Theory predicts nothing for this start."}",
            { NoBand: { } why } => $"{legend} {why}{(hasBand ? " There, │ is what is predicted." : "")}",
            _ => legend,
        });
    }

    private static string Loss(ProbeResult result, NetworkReading reading)
    {
        string loss = $"Loss {Number(reading.Loss)}";
        if (reading.ExpectedLoss is not { } expected)
        {
            return $"{loss}.";
        }

        string what = result.Network.ChanceLoss is not null ? string.Create(CultureInfo.InvariantCulture, $"ln {result.Network.Classes} = {Number(expected)}") : Number(expected);
        return $"{loss}; a network that knows nothing has {what}.";
    }

    private static string Definitions(ProbeColumns columns, ProbeResult result)
    {
        string backward = "Backward numbers are divided by that of the last hidden layer.";
        if (!columns.Shares)
        {
            return $"{backward} A wider terminal shows saturated, dead and symmetric units too.";
        }

        string saturated = result.Network.Function.Saturates
            ? "sat: of (sample, unit) pairs, those where the activation has less than 2 % of its steepest slope"
            : $"sat: 0, since {result.Network.Function.Name} does not flatten";
        return $"{backward} {saturated}; dead: of units, those with slope 0 on every sample; sym: of units, those that equal another on every sample.";
    }

    private static IEnumerable<double> Numbers(Band? band) => band is { } known ? [known.Predicted, known.Low ?? known.Predicted, known.High ?? known.Predicted] : [];

    private static string Number(double value) => double.IsNaN(value) ? "–" : value switch
    {
        >= 0.0995 and < 99.95 => value.ToString("0.00", CultureInfo.InvariantCulture),
        >= 0.000995 and < 0.0995 => value.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => Rendering.Strip.Size(value),
    };

    private static string Percent(double share) => share switch
    {
        0 => "0",
        < 0.005 => "<1",
        _ => (100 * share).ToString("0", CultureInfo.InvariantCulture),
    };
}
