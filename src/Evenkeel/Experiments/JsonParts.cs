using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Diagnosis;
using Evenkeel.Numerics;
using static Evenkeel.Experiments.JsonNumbers;

namespace Evenkeel.Experiments;

/// <summary>What several documents write the same way.</summary>
internal static class JsonParts
{
    public static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        WriteNumber(json, "layer", finding.Layer);
        json.WriteString("message", finding.Message);
        WriteNumber(json, "measured", finding.Measured);
        WriteNumber(json, "limit", finding.Limit);
        json.WriteString("source", finding.Source);
        json.WriteString("advice", finding.Advice);
        WriteArray(json, "fixes", finding.Fixes, fix =>
        {
            json.WriteStartObject();
            json.WriteString("framework", fix.Framework);
            json.WriteString("code", fix.Code);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    /// <summary>Writes a histogram with the mean and the standard deviation of what it counts; null where it was not asked for.</summary>
    public static void WriteHistogram(Utf8JsonWriter json, string name, Histogram? histogram, Moments moments)
    {
        if (histogram is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("scale", histogram.Axis.Scale.ToString().ToLowerInvariant());
        json.WriteNumber("low", histogram.Axis.Low);
        json.WriteNumber("high", histogram.Axis.High);
        WriteArray(json, "counts", histogram.Counts, count => json.WriteNumberValue(count));
        json.WriteNumber("below", histogram.Below);
        json.WriteNumber("above", histogram.Above);
        json.WriteNumber("zero", (double)histogram.Zeros / moments.Count);
        WriteNumber(json, "mean", moments.Mean);
        WriteNumber(json, "std", moments.StandardDeviation);
        json.WriteEndObject();
    }

    public static void WriteArray<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
