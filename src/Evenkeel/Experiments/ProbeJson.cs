using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using static Evenkeel.Experiments.JsonNumbers;
using static Evenkeel.Experiments.JsonParts;

namespace Evenkeel.Experiments;

/// <summary>A probe as a JSON document; docs/cli.md lists its fields.</summary>
/// <remarks>What was read of a start stands in the document itself where there is one start, and in its array <c>starts</c> where there are several.</remarks>
public static class ProbeJson
{
    /// <summary>Writes what a probe found.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="command">The command that finds it again.</param>
    /// <param name="version">The version of the program.</param>
    /// <param name="detailed">Whether histograms are wanted too.</param>
    /// <returns>The document, UTF-8.</returns>
    public static ReadOnlyMemory<byte> Write(ProbeResult result, string command, string version, bool detailed)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, new() { Indented = !detailed });
        json.WriteStartObject();
        WriteHead(json, result, command, version);
        if (result.Starts is [{ } only])
        {
            WriteStart(json, only, detailed);
        }
        else
        {
            WriteArray(json, "starts", result.Starts, start =>
            {
                json.WriteStartObject();
                WriteStart(json, start, detailed);
                json.WriteEndObject();
            });
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteHead(Utf8JsonWriter json, ProbeResult result, string command, string version)
    {
        json.WriteString("kind", "probe");
        json.WriteString("title", $"{string.Join(", ", result.Starts.Select(start => start.Scheme))} on {result.Data.Train.Name}");
        json.WriteString("version", version);
        json.WriteString("command", command);
        json.WriteBoolean("interrupted", result.Interrupted);
        json.WritePropertyName("spec");
        ExperimentJson.Write(json, result.Spec);
        json.WriteStartObject("data");
        json.WriteString("name", result.Data.Train.Name);
        json.WriteNumber("train", result.Data.Train.Count);
        json.WriteNumber("classes", result.Network.Classes);
        json.WriteString("note", result.Data.Note);
        json.WriteEndObject();
        json.WriteString("network", result.Network.ToString());
        json.WriteString("activation", result.Network.Function.Name);
        json.WriteString("optimizer", result.Spec.Training.Optimizer);
        json.WriteNumber("learningRate", result.Spec.Training.LearningRate);
        json.WriteNumber("step", result.Options.Step);
        json.WriteNumber("batch", result.Batch);
        WriteArray(json, "quantileLevels", LayerReading.Levels, level => json.WriteNumberValue(level));
        json.WriteStartObject("meanings");
        json.WriteString("saturated", LayerReading.SaturatedMeans);
        json.WriteString("dead", LayerReading.DeadMeans);
        json.WriteString("symmetric", LayerReading.SymmetricMeans);
        json.WriteString("nearlySymmetric", LayerReading.NearlySymmetricMeans);
        json.WriteEndObject();
    }

    private static void WriteStart(Utf8JsonWriter json, ProbedStart start, bool detailed)
    {
        NetworkReading reading = start.Reading;
        json.WriteString("scheme", start.Scheme);
        json.WriteString("formula", start.Formula);
        json.WriteString("verdict", start.Verdict);
        json.WriteNumber("steps", start.Steps);
        WriteNumber(json, "divergedAt", start.DivergedAt);
        WriteNumber(json, "loss", reading.Loss);
        WriteNumber(json, "expectedLoss", reading.ExpectedLoss);
        WriteNumber(json, "inputSecondMoment", reading.InputSecondMoment);
        WriteNumber(json, "inputCorrelation", reading.InputCorrelation);
        json.WriteString("noBand", start.Prediction?.NoBand ?? start.NoTheory);
        WriteNumber(json, "scatter", start.Prediction?.Scatter);
        WriteArray(json, "layers", reading.Layers, layer => WriteLayer(json, layer, start, detailed));
        json.WriteStartObject("output");
        WriteMoments(json, "values", reading.Outputs);
        WriteMoments(json, "gradient", reading.OutputGradients);
        WriteMoments(json, "weightGradient", reading.OutputWeightGradients);
        WriteMoments(json, "weights", reading.OutputWeights);
        WriteNumber(json, "updateRatio", reading.OutputUpdateRatio);
        json.WriteEndObject();
        WriteValues(json, "jacobian", reading.JacobianSingularValues);
        WriteArray(json, "findings", start.Findings, finding => WriteFinding(json, finding));
    }

    private static void WriteLayer(Utf8JsonWriter json, LayerReading layer, ProbedStart start, bool detailed)
    {
        LayerPrediction? prediction = start.Prediction?.Layers.FirstOrDefault(candidate => candidate.Layer == layer.Layer);
        double last = start.Reading.Layers[^1].PreActivationGradients.SecondMoment;
        json.WriteStartObject();
        json.WriteNumber("layer", layer.Layer);
        json.WriteNumber("width", layer.Width);
        WriteBand(json, "forward", prediction?.Forward, layer.PreActivations.SecondMoment);
        WriteBand(json, "backward", prediction?.Backward, layer.PreActivationGradients.SecondMoment / last);
        WriteMoments(json, "preActivation", layer.PreActivations, layer.PreActivationQuantiles);
        WriteMoments(json, "activation", layer.Activations, layer.ActivationQuantiles);
        WriteMoments(json, "gradient", layer.PreActivationGradients, layer.GradientQuantiles);
        WriteMoments(json, "activationGradient", layer.Gradients);
        WriteMoments(json, "weightGradient", layer.WeightGradients, layer.WeightGradientQuantiles);
        WriteMoments(json, "weights", layer.Weights, layer.WeightQuantiles);
        if (layer.Biases is { } biases)
        {
            WriteMoments(json, "biases", biases);
        }
        else
        {
            json.WriteNull("biases");
        }

        WriteNumber(json, "updateRatio", layer.UpdateRatio);
        json.WriteNumber("saturated", layer.Saturated);
        json.WriteNumber("dead", layer.Dead);
        json.WriteNumber("symmetric", layer.Symmetric);
        WriteNumber(json, "nearlySymmetric", layer.NearlySymmetric);
        WriteNumber(json, "effectiveRank", layer.EffectiveRank);
        WriteNumber(json, "correlation", layer.Correlation);
        WriteNumber(json, "correlationPredicted", prediction?.Correlation);
        if (detailed)
        {
            json.WriteStartObject("histograms");
            WriteHistogram(json, "preActivations", layer.PreActivationHistogram, layer.PreActivations);
            WriteHistogram(json, "activations", layer.ActivationHistogram, layer.Activations);
            WriteHistogram(json, "gradients", layer.GradientHistogram, layer.Gradients);
            WriteHistogram(json, "weights", layer.WeightHistogram, layer.Weights);
            WriteHistogram(json, "weightGradients", layer.WeightGradientHistogram, layer.WeightGradients);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteBand(Utf8JsonWriter json, string name, Band? band, double measured)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "predicted", band?.Predicted);
        WriteNumber(json, "low", band?.Low);
        WriteNumber(json, "high", band?.High);
        WriteNumber(json, "measured", measured);
        json.WriteEndObject();
    }

    private static void WriteMoments(Utf8JsonWriter json, string name, Moments moments, ImmutableArray<double>? quantiles = null)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "mean", moments.Mean);
        WriteNumber(json, "std", moments.StandardDeviation);
        WriteNumber(json, "secondMoment", moments.SecondMoment);
        WriteNumber(json, "least", moments.Minimum);
        WriteNumber(json, "most", moments.Maximum);
        WriteValues(json, "quantiles", quantiles);
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, string name, ImmutableArray<double>? values)
    {
        if (values is { } known)
        {
            WriteArray(json, name, known, value => WriteElement(json, value));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
