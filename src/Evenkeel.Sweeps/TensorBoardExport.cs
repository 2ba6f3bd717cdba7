using System.Globalization;
using System.Text;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Formats;

namespace Evenkeel.Sweeps;

/// <summary>Results of a study as event files, a folder a trial, which TensorBoard opens as a run each.</summary>
public static class TensorBoardExport
{
    private const int LongestName = 120;

    /// <summary>Writes the files.</summary>
    /// <param name="results">The results.</param>
    /// <param name="folder">Where to; made where there is none.</param>
    /// <returns>How many runs were written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static int Write(StudyResults results, string folder)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        int runs = 0;
        foreach ((StudyTrial trial, TrialLine line) in results.All)
        {
            TrialResult result = line.ReadResult();
            if (result.Refused is not null) continue;
            string place = Path.Combine(folder, NameOf(results.Study, trial));
            Directory.CreateDirectory(place);
            double time = TimeOf(line);
            AtomicFile.Write(Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{time:0000000000}.{trial.Key}")), stream => Write(new EventWriter(stream, time), result));
            runs++;
        }

        return runs;
    }

    /// <summary>What TensorBoard calls a trial: its start, what the axes set, its seed, and enough of its key to be no other's.</summary>
    internal static string NameOf(Study study, StudyTrial trial)
    {
        StringBuilder name = new(trial.Spec.Scheme);
        foreach ((string word, string label) in SweepExport.Coordinates(study, trial.Cell)) name.Append(CultureInfo.InvariantCulture, $",{word}={label}");
        name.Append(CultureInfo.InvariantCulture, $",seed={trial.Spec.Seed}");
        string safe = string.Concat(name.ToString().Select(letter => char.IsAsciiLetterOrDigit(letter) || ",=.-+()".Contains(letter, StringComparison.Ordinal) ? letter : '_'));
        return $"{safe[..Math.Min(safe.Length, LongestName)]}-{trial.Key[..8]}";
    }

    private static void Write(EventWriter events, TrialResult result)
    {
        WriteCurve(events, "loss/train", result.Loss);
        WriteCurve(events, "accuracy/test", result.Accuracy);
        foreach ((string tag, double? value) in new (string, double?)[]
        {
            ("final/initialLoss", result.InitialLoss), ("final/trainLoss", result.FinalLoss), ("final/trainAccuracy", result.TrainAccuracy), ("final/testLoss", result.TestLoss),
            ("final/testAccuracy", result.TestAccuracy), ("final/stepsToTarget", result.StepsToTarget), ("final/divergedAt", result.DivergedAt), ("final/abortedAt", result.AbortedAt),
        })
        {
            if (value is { } number) events.Scalar(tag, result.Steps, number);
        }

        foreach (TrialReading reading in result.Readings)
        {
            foreach (TrialLayer layer in reading.Layers) WriteLayer(events, reading.Step, layer);
        }
    }

    private static void WriteLayer(EventWriter events, int step, TrialLayer layer)
    {
        string Tag(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}/layer{layer.Layer:00}");
        events.Scalar(Tag("activationMean"), step, layer.ActivationMean);
        events.Scalar(Tag("activationStd"), step, layer.ActivationStd);
        events.Scalar(Tag("gradientStd"), step, layer.GradientStd);
        events.Scalar(Tag("weightGradientStd"), step, layer.WeightGradientStd);
        events.Scalar(Tag("weightStd"), step, layer.WeightStd);
        events.Scalar(Tag("saturated"), step, layer.Saturated);
        events.Scalar(Tag("dead"), step, layer.Dead);
        events.Scalar(Tag("symmetric"), step, layer.Symmetric);
        if (layer.Activations is { } activations) events.Histogram(Tag("activations"), step, activations);
        if (layer.Gradients is { } gradients) events.Histogram(Tag("gradientSizes"), step, gradients);
        if (layer.Weights is { } weights) events.Histogram(Tag("weights"), step, weights);
    }

    private static void WriteCurve(EventWriter events, string tag, Curve curve)
    {
        for (int i = 0; i < curve.Steps.Length; i++) events.Scalar(tag, curve.Steps[i], curve.Values[i]);
    }

    /// <summary>When a trial was run, in seconds since 1970; 0 where its line does not say.</summary>
    private static double TimeOf(TrialLine line)
    {
        if (line.Run.IsEmpty) return 0;
        using JsonDocument run = JsonDocument.Parse(line.Run);
        return run.RootElement.ValueKind == JsonValueKind.Object && run.RootElement.TryGetProperty("at", out JsonElement at) && at.TryGetDateTimeOffset(out DateTimeOffset time) ? time.ToUnixTimeSeconds() : 0;
    }
}
