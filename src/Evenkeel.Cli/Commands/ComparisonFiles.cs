using System.Globalization;
using System.Text;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Probing;

namespace Evenkeel.Cli.Commands;

/// <summary>The files that <c>compare --out</c> writes.</summary>
internal static class ComparisonFiles
{
    private const string Document = "comparison.json";
    private const string Spec = "spec.json";
    private const string Runs = "runs.csv";
    private const string Layers = "layers.csv";
    private const string Curves = "curves.csv";

    /// <summary>Their names.</summary>
    public static string[] Names { get; } = [Document, Spec, Runs, Layers, Curves];

    public static void Write(string folder, ComparisonResult result, ReadOnlyMemory<byte> document)
    {
        OutputOptionSet.Write(Path.Combine(folder, Document), stream => stream.Write(document.Span));
        WriteText(folder, Spec, ExperimentJson.Write(result.Spec) + "\n");
        WriteText(folder, Runs, RunTable(result));
        WriteText(folder, Layers, LayerTable(result));
        WriteText(folder, Curves, CurveTable(result));
    }

    private static string RunTable(ComparisonResult result)
    {
        StringBuilder csv = new("scheme,seed,initialLoss,finalLoss,testAccuracy,testLoss,stepsToTarget,divergedAt,steps\n");
        foreach (RunResult run in result.Runs)
        {
            Row(csv, run.Scheme, run.Seed, run.InitialLoss, run.FinalLoss, run.TestAccuracy, run.TestLoss, run.StepsToTarget, run.DivergedAt, run.Steps);
        }

        return csv.ToString();
    }

    private static string LayerTable(ComparisonResult result)
    {
        StringBuilder csv = new("scheme,seed,step,layer,activationMean,activationStd,gradientStd,weightGradientStd,saturated,dead,symmetric\n");
        foreach (RunResult run in result.Runs)
        {
            foreach (Snapshot snapshot in run.Snapshots)
            {
                foreach (LayerReading layer in snapshot.Reading.Layers)
                {
                    Row(csv, run.Scheme, run.Seed, snapshot.Step, layer.Layer, layer.Activations.Mean, layer.Activations.StandardDeviation,
                        layer.Gradients.StandardDeviation, layer.WeightGradients.StandardDeviation, layer.Saturated, layer.Dead, layer.Symmetric);
                }
            }
        }

        return csv.ToString();
    }

    private static string CurveTable(ComparisonResult result)
    {
        StringBuilder csv = new("scheme,seed,curve,step,value\n");
        foreach (RunResult run in result.Runs)
        {
            foreach ((string name, Curve curve) in new[] { ("loss", run.Loss), ("testAccuracy", run.Accuracy) })
            {
                for (int i = 0; i < curve.Steps.Length; i++)
                {
                    Row(csv, run.Scheme, run.Seed, name, curve.Steps[i], curve.Values[i]);
                }
            }
        }

        return csv.ToString();
    }

    private static void Row(StringBuilder csv, params object?[] cells)
    {
        IEnumerable<string> texts = cells.Select(cell => cell switch
        {
            null => "",
            string text when text.Contains(',', StringComparison.Ordinal) => $"\"{text}\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString()!,
        });
        csv.AppendJoin(',', texts).Append('\n');
    }

    private static void WriteText(string folder, string name, string text) =>
        OutputOptionSet.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
