using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Numerics;
using static Evenkeel.Experiments.JsonNumbers;
using static Evenkeel.Experiments.JsonParts;

namespace Evenkeel.Experiments.Studies;

/// <summary>Results of trials as JSON; docs/sweeps.md lists the fields.</summary>
public static class TrialResultJson
{
    /// <summary>Writes a result in its one form, without spaces.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The JSON, UTF-8; equal results give equal bytes.</returns>
    public static ReadOnlyMemory<byte> Write(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        json.WriteStartObject();
        if (result.Refused is { } refused)
        {
            json.WriteString("refused", refused);
        }
        else
        {
            WriteValues(json, result);
            WriteDetail(json, result);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <param name="json">The object.</param>
    /// <returns>The result.</returns>
    /// <exception cref="FormatException">It is something else; the message names the field.</exception>
    public static TrialResult Read(JsonElement json) => Checked(json, () => Values(json) with
    {
        Loss = ReadCurve(json, "loss"),
        Accuracy = ReadCurve(json, "accuracy"),
        Readings = json.TryGetProperty("readings", out JsonElement readings) ? [.. readings.EnumerateArray().Select(ReadReading)] : [],
    });

    /// <summary>Reads the final values alone, for whom a hundred thousand results' curves and readings are too many.</summary>
    /// <param name="json">The object.</param>
    /// <returns>The result without its curves and readings.</returns>
    /// <exception cref="FormatException">It is something else; the message names the field.</exception>
    public static TrialResult ReadValues(JsonElement json) => Checked(json, () => Values(json));

    private static TrialResult Checked(JsonElement json, Func<TrialResult> read)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("The result is no object.");
        if (json.TryGetProperty("refused", out JsonElement refused)) return new() { Refused = refused.GetString() };
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The result lacks a field, or has one that is no number.", problem);
        }
    }

    private static TrialResult Values(JsonElement json) => new()
    {
        Steps = json.GetProperty("steps").GetInt32(),
        InitialLoss = Number(json, "initialLoss") ?? double.NaN,
        FinalLoss = Number(json, "finalLoss") ?? double.NaN,
        TrainAccuracy = Number(json, "trainAccuracy"),
        TestLoss = Number(json, "testLoss") ?? double.NaN,
        TestAccuracy = Number(json, "testAccuracy"),
        StepsToTarget = (int?)Number(json, "stepsToTarget"),
        DivergedAt = (int?)Number(json, "divergedAt"),
        AbortedAt = (int?)Number(json, "abortedAt"),
        AbortedBecause = json.TryGetProperty("abortedBecause", out JsonElement why) ? why.GetString() : null,
    };

    private static void WriteValues(Utf8JsonWriter json, TrialResult result)
    {
        json.WriteNumber("steps", result.Steps);
        WriteNumber(json, "initialLoss", result.InitialLoss);
        WriteNumber(json, "finalLoss", result.FinalLoss);
        WriteNumber(json, "trainAccuracy", result.TrainAccuracy);
        WriteNumber(json, "testLoss", result.TestLoss);
        WriteNumber(json, "testAccuracy", result.TestAccuracy);
        WriteNumber(json, "stepsToTarget", result.StepsToTarget);
        json.WriteBoolean("diverged", result.DivergedAt is not null);
        WriteNumber(json, "divergedAt", result.DivergedAt);
        WriteNumber(json, "abortedAt", result.AbortedAt);
        json.WriteString("abortedBecause", result.AbortedBecause);
    }

    private static void WriteDetail(Utf8JsonWriter json, TrialResult result)
    {
        if (!result.Loss.Steps.IsEmpty) WriteCurve(json, "loss", result.Loss);
        if (!result.Accuracy.Steps.IsEmpty) WriteCurve(json, "accuracy", result.Accuracy);
        if (result.Readings.IsEmpty) return;
        WriteArray(json, "readings", result.Readings, reading =>
        {
            json.WriteStartObject();
            json.WriteNumber("step", reading.Step);
            WriteNumber(json, "loss", reading.Loss);
            WriteArray(json, "layers", reading.Layers, layer => WriteLayer(json, layer));
            json.WriteEndObject();
        });
    }

    private static void WriteLayer(Utf8JsonWriter json, TrialLayer layer)
    {
        json.WriteStartObject();
        json.WriteNumber("layer", layer.Layer);
        WriteNumber(json, "activationMean", layer.ActivationMean);
        WriteNumber(json, "activationStd", layer.ActivationStd);
        WriteNumber(json, "q", layer.Q);
        WriteNumber(json, "gradientStd", layer.GradientStd);
        WriteNumber(json, "preActivationGradientQ", layer.PreActivationGradientQ);
        WriteNumber(json, "weightGradientStd", layer.WeightGradientStd);
        WriteNumber(json, "weightStd", layer.WeightStd);
        WriteNumber(json, "saturated", layer.Saturated);
        WriteNumber(json, "dead", layer.Dead);
        WriteNumber(json, "symmetric", layer.Symmetric);
        if (layer.Correlation is { } correlation) WriteNumber(json, "correlation", correlation);
        WriteQuantiles(json, "activationQuantiles", layer.ActivationQuantiles);
        WriteQuantiles(json, "gradientQuantiles", layer.GradientQuantiles);
        WriteHistogram(json, "activations", layer.Activations);
        WriteHistogram(json, "gradients", layer.Gradients);
        WriteHistogram(json, "weights", layer.Weights);
        json.WriteEndObject();
    }

    private static void WriteQuantiles(Utf8JsonWriter json, string name, ImmutableArray<double>? quantiles)
    {
        if (quantiles is { } values) WriteArray(json, name, values, value => WriteElement(json, value));
    }

    private static void WriteHistogram(Utf8JsonWriter json, string name, TrialHistogram? histogram)
    {
        if (histogram is null) return;
        json.WriteStartObject(name);
        json.WriteString("scale", histogram.Scale.ToString().ToLowerInvariant());
        json.WriteNumber("low", histogram.Low);
        json.WriteNumber("high", histogram.High);
        WriteArray(json, "counts", histogram.Counts, json.WriteNumberValue);
        json.WriteNumber("below", histogram.Below);
        json.WriteNumber("above", histogram.Above);
        json.WriteNumber("zeros", histogram.Zeros);
        json.WriteEndObject();
    }

    private static void WriteCurve(Utf8JsonWriter json, string name, Curve curve)
    {
        json.WriteStartObject(name);
        WriteArray(json, "steps", curve.Steps, json.WriteNumberValue);
        WriteArray(json, "values", curve.Values, value => WriteElement(json, value));
        json.WriteEndObject();
    }

    private static TrialReading ReadReading(JsonElement json) => new(
        json.GetProperty("step").GetInt32(), Number(json, "loss") ?? double.NaN, [.. json.GetProperty("layers").EnumerateArray().Select(ReadLayer)]);

    private static TrialLayer ReadLayer(JsonElement json)
    {
        double Of(string name) => Number(json, name) ?? double.NaN;
        return new()
        {
            Layer = json.GetProperty("layer").GetInt32(),
            ActivationMean = Of("activationMean"),
            ActivationStd = Of("activationStd"),
            Q = Of("q"),
            GradientStd = Of("gradientStd"),
            PreActivationGradientQ = Of("preActivationGradientQ"),
            WeightGradientStd = Of("weightGradientStd"),
            WeightStd = Of("weightStd"),
            Saturated = Of("saturated"),
            Dead = Of("dead"),
            Symmetric = Of("symmetric"),
            Correlation = json.TryGetProperty("correlation", out _) ? Number(json, "correlation") : null,
            ActivationQuantiles = ReadQuantiles(json, "activationQuantiles"),
            GradientQuantiles = ReadQuantiles(json, "gradientQuantiles"),
            Activations = ReadHistogram(json, "activations"),
            Gradients = ReadHistogram(json, "gradients"),
            Weights = ReadHistogram(json, "weights"),
        };
    }

    private static ImmutableArray<double>? ReadQuantiles(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement values) ? ReadNumbers(values) : null;

    private static TrialHistogram? ReadHistogram(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement histogram)
        ? new(
            histogram.GetProperty("scale").ValueEquals("log10") ? HistogramScale.Log10 : HistogramScale.Linear,
            histogram.GetProperty("low").GetDouble(),
            histogram.GetProperty("high").GetDouble(),
            [.. histogram.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32())],
            histogram.GetProperty("below").GetInt32(),
            histogram.GetProperty("above").GetInt32(),
            histogram.GetProperty("zeros").GetInt32())
        : null;

    private static Curve ReadCurve(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement curve)
        ? new([.. curve.GetProperty("steps").EnumerateArray().Select(step => step.GetInt32())], ReadNumbers(curve.GetProperty("values")))
        : Curve.Empty;

    private static ImmutableArray<double> ReadNumbers(JsonElement values) =>
        [.. values.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    /// <summary>A number as <see cref="JsonNumbers"/> writes it; null where it does not apply.</summary>
    private static double? Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble()
        : !json.TryGetProperty($"{name}Is", out JsonElement special) ? null
        : special.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN };
}
