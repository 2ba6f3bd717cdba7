using System.Buffers;
using System.Text.Json;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using static Evenkeel.Experiments.JsonNumbers;
using static Evenkeel.Experiments.JsonParts;

namespace Evenkeel.Experiments;

/// <summary>A comparison as a JSON document; docs/cli.md lists its fields.</summary>
public static class ComparisonJson
{
    /// <summary>Writes what a comparison found.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="command">The command that finds it again.</param>
    /// <param name="version">The version of the program.</param>
    /// <param name="detailed">Whether curves and histograms are wanted too.</param>
    /// <returns>The document, UTF-8.</returns>
    public static ReadOnlyMemory<byte> Write(ComparisonResult result, string command, string version, bool detailed)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, new() { Indented = !detailed });
        json.WriteStartObject();
        WriteHead(json, result, command, version);
        WriteArray(json, "summary", result.Summary, summary => WriteSummary(json, summary));
        WriteArray(json, "runs", result.Runs, run => WriteRun(json, run, detailed));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteHead(Utf8JsonWriter json, ComparisonResult result, string command, string version)
    {
        ComparisonSpec spec = result.Spec;
        json.WriteString("kind", "comparison");
        json.WriteString("title", $"{string.Join(", ", result.Summary.Select(summary => summary.Scheme))} on {result.Data.Train.Name}");
        json.WriteString("version", version);
        json.WriteString("command", command);
        json.WriteBoolean("interrupted", result.Interrupted);
        json.WritePropertyName("spec");
        ExperimentJson.Write(json, spec);
        json.WriteStartObject("data");
        json.WriteString("name", result.Data.Train.Name);
        json.WriteNumber("train", result.Data.Train.Count);
        json.WriteNumber("test", result.Data.Test.Count);
        json.WriteNumber("classes", result.Network.Classes);
        json.WriteString("note", result.Data.Note);
        json.WriteEndObject();
        json.WriteString("network", result.Network.ToString());
        json.WriteString("activation", result.Network.Function.Name);
        json.WriteString("optimizer", spec.Training.Optimizer);
        json.WriteNumber("learningRate", spec.Training.LearningRate);
        json.WriteNumber("batch", spec.Training.Batch == 0 ? result.Data.Train.Count : spec.Training.Batch);
        json.WriteNumber("epochs", spec.Training.Epochs);
        json.WriteNumber("target", spec.Target);
        if (result.Chance.Accuracy is null)
        {
            json.WriteNull("chance");
            return;
        }

        json.WriteStartObject("chance");
        WriteNumber(json, "loss", result.Chance.Loss);
        WriteNumber(json, "accuracy", result.Chance.Accuracy);
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, SchemeSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("scheme", summary.Scheme);
        json.WriteString("formula", summary.Formula);
        json.WriteString("standing", summary.Standing.ToString().ToLowerInvariant());
        json.WriteString("verdict", summary.Verdict);
        WriteInterval(json, "initialLoss", summary.InitialLoss);
        WriteInterval(json, "finalLoss", summary.FinalLoss);
        WriteInterval(json, "testAccuracy", summary.TestAccuracy);
        json.WriteStartObject("stepsToTarget");
        WriteNumber(json, "median", summary.MedianStepsToTarget);
        json.WriteNumber("reached", summary.Reached);
        json.WriteNumber("of", summary.Runs);
        json.WriteEndObject();
        json.WriteNumber("diverged", summary.Diverged);
        WriteArray(json, "findings", summary.Findings, finding => WriteFinding(json, finding));
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, RunResult run, bool detailed)
    {
        json.WriteStartObject();
        json.WriteString("scheme", run.Scheme);
        json.WriteNumber("seed", run.Seed);
        WriteNumber(json, "initialLoss", run.InitialLoss);
        WriteNumber(json, "finalLoss", run.FinalLoss);
        WriteNumber(json, "testAccuracy", run.TestAccuracy);
        WriteNumber(json, "testLoss", run.TestLoss);
        WriteNumber(json, "stepsToTarget", run.StepsToTarget);
        json.WriteBoolean("diverged", run.DivergedAt is not null);
        WriteNumber(json, "divergedAt", run.DivergedAt);
        json.WriteNumber("steps", run.Steps);
        json.WriteBoolean("interrupted", run.Interrupted);
        WriteArray(json, "layers", run.Snapshots[0].Reading.Layers, layer => WriteLayer(json, layer));
        CalibrationJson.Write(json, run.Calibration);
        if (detailed)
        {
            WriteCurve(json, "loss", run.Loss);
            WriteCurve(json, "accuracy", run.Accuracy);
            WriteArray(json, "snapshots", run.Snapshots, snapshot => WriteSnapshot(json, snapshot));
        }

        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, LayerReading layer)
    {
        json.WriteStartObject();
        json.WriteNumber("layer", layer.Layer);
        WriteNumber(json, "activationMean", layer.Activations.Mean);
        WriteNumber(json, "activationStd", layer.Activations.StandardDeviation);
        WriteNumber(json, "preActivationStd", layer.PreActivations.StandardDeviation);
        WriteNumber(json, "gradientStd", layer.Gradients.StandardDeviation);
        WriteNumber(json, "weightGradientStd", layer.WeightGradients.StandardDeviation);
        json.WriteNumber("saturated", layer.Saturated);
        json.WriteNumber("dead", layer.Dead);
        json.WriteNumber("symmetric", layer.Symmetric);
        json.WriteEndObject();
    }

    private static void WriteSnapshot(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteNumber("step", snapshot.Step);
        WriteNumber(json, "loss", snapshot.Reading.Loss);
        WriteArray(json, "layers", snapshot.Reading.Layers, layer =>
        {
            json.WriteStartObject();
            json.WriteNumber("layer", layer.Layer);
            WriteHistogram(json, "activations", layer.ActivationHistogram, layer.Activations);
            WriteHistogram(json, "gradients", layer.GradientHistogram, layer.Gradients);
            json.WriteNumber("saturated", layer.Saturated);
            json.WriteNumber("dead", layer.Dead);
            json.WriteNumber("symmetric", layer.Symmetric);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteCurve(Utf8JsonWriter json, string name, Curve curve)
    {
        json.WriteStartObject(name);
        WriteArray(json, "steps", curve.Steps, step => json.WriteNumberValue(step));
        WriteArray(json, "values", curve.Values, value => WriteElement(json, value));
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, MeanInterval? interval)
    {
        if (interval is not { } value)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteNumber(json, "mean", value.Mean);
        WriteNumber(json, "low", value.Low);
        WriteNumber(json, "high", value.High);
        json.WriteEndObject();
    }
}
