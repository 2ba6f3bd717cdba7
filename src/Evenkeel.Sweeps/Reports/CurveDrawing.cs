using System.Collections.Immutable;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Draws the curves over the steps, and what was read layer by layer, as bands over the seeds.</summary>
internal static class CurveDrawing
{
    private const int MostPoints = 300;

    /// <summary>Draws all that the study recorded for some cells.</summary>
    /// <param name="grid">The measured trials.</param>
    /// <param name="choice">The cells.</param>
    /// <param name="isFirst">Whether readings are drawn as well.</param>
    public static IEnumerable<Picture> Of(MeasuredGrid grid, LineChoice choice, bool isFirst)
    {
        TrialResult[][] cells = [.. choice.Cells.Select(grid.Whole)];
        string by = choice.Axis < 0 ? "" : grid.Axes[choice.Axis].Word;
        if (OverSteps(choice, cells, result => result.Loss) is { IsEmpty: false } losses)
        {
            yield return Steps(PictureName.Of("loss", by), $"Training loss{choice.By(grid)}", "loss", BandLine.IsWide(losses), losses);
        }

        if (OverSteps(choice, cells, result => result.Accuracy) is { IsEmpty: false } accuracies)
        {
            yield return Steps(PictureName.Of("accuracy", by), $"Test accuracy{choice.By(grid)}", "test accuracy", false, accuracies);
        }

        if (!isFirst) yield break;
        foreach (bool end in (bool[])[false, true])
        {
            string when = end ? "at the end" : "at the start", word = end ? "end" : "start";
            if (OverLayers(choice, cells, end, layer => layer.ActivationStd) is { IsEmpty: false } activations)
            {
                yield return Layers(PictureName.Of("activations", word), $"Activations by layer {when}{choice.By(grid)}", "standard deviation of activations", activations);
            }

            if (OverLayers(choice, cells, end, layer => layer.GradientStd) is { IsEmpty: false } gradients)
            {
                yield return Layers(PictureName.Of("gradients", word), $"Gradients by layer {when}{choice.By(grid)}", "standard deviation of ∂C/∂a", gradients);
            }
        }
    }

    private static LinePicture Steps(string name, string title, string quantity, bool isLog, ImmutableArray<PictureLine> lines) => new()
    {
        Name = name,
        Title = title,
        Summary = "The mean over the seeds, and where it lies with 95 % confidence; where trials end early, over those that go on, while they are at least half.",
        X = new("step"),
        Y = new(quantity, isLog),
        Lines = lines,
    };

    private static LinePicture Layers(string name, string title, string quantity, ImmutableArray<PictureLine> lines) => new()
    {
        Name = name,
        Title = title,
        Summary = "On the first batch; the mean over the seeds, and where it lies with 95 % confidence.",
        X = new("hidden layer"),
        Y = new(quantity, BandLine.IsWide(lines)),
        Lines = lines,
    };

    private static ImmutableArray<PictureLine> OverSteps(LineChoice choice, TrialResult[][] cells, Func<TrialResult, Curve> of) =>
        [.. cells.Select((trials, i) => OverSteps(choice.Names[i], [.. trials.Select(of)])).OfType<PictureLine>()];

    private static PictureLine? OverSteps(string name, Curve[] curves)
    {
        SortedDictionary<int, List<double>> steps = [];
        foreach (Curve curve in curves)
        {
            for (int i = 0; i < curve.Steps.Length; i++)
            {
                if (!double.IsFinite(curve.Values[i])) continue;
                if (!steps.TryGetValue(curve.Steps[i], out List<double>? values)) steps.Add(curve.Steps[i], values = []);
                values.Add(curve.Values[i]);
            }
        }

        // Where one trial ends early, its last step is one that no other has.
        KeyValuePair<int, List<double>>[] shared = [.. steps.Where(step => 2 * step.Value.Count >= curves.Length)];
        return BandLine.Of(name, Selection.Of(shared.Length, MostPoints).Select(i => ((double)shared[i].Key, shared[i].Value.ToArray())));
    }

    private static ImmutableArray<PictureLine> OverLayers(LineChoice choice, TrialResult[][] cells, bool end, Func<TrialLayer, double> of) =>
        [.. cells.Select((trials, i) => OverLayers(choice.Names[i], trials, end, of)).OfType<PictureLine>()];

    private static PictureLine? OverLayers(string name, TrialResult[] trials, bool end, Func<TrialLayer, double> of)
    {
        TrialReading[] readings = [.. trials.Select(trial => trial.Readings.LastOrDefault(reading => end ? reading.Step > 0 && reading.Step == trial.Steps : reading.Step == 0)).OfType<TrialReading>()];
        int layers = readings.Length == 0 ? 0 : readings.Max(reading => reading.Layers.Length);
        return BandLine.Of(name, Enumerable.Range(0, layers).Select(layer => (layer + 1.0, readings.Where(reading => layer < reading.Layers.Length).Select(reading => of(reading.Layers[layer])).ToArray())));
    }
}
