using System.Collections.Immutable;
using System.Text.Json;

namespace Evenkeel.Interchange.Models;

/// <summary>The histogram and the spectrum of one tensor.</summary>
internal static class InspectJsonFigures
{
    /// <summary>Parts of a whole that a share is rounded to, which no picture shows: digits are most of a page of many tensors.</summary>
    private const double Grain = 1e5;

    public static void Write(Utf8JsonWriter json, ModelReportTensor tensor, bool drawn)
    {
        if (tensor.Elements is { } elements && drawn)
        {
            json.WriteStartObject("histogram");
            WriteSingle(json, "low", elements.Low);
            WriteSingle(json, "high", elements.High);
            WriteShare(json, "below", elements.Below);
            WriteShare(json, "above", elements.Above);
            WriteShares(json, "shares", elements.Shares);
            WriteShares(json, "expected", elements.Expected);
            json.WriteString("law", elements.LawName);
            json.WriteEndObject();
        }

        if (tensor.Spectrum is not { } spectrum)
        {
            return;
        }

        json.WriteStartObject("spectrum");
        json.WriteNumber("rows", spectrum.Rows);
        json.WriteNumber("columns", spectrum.Columns);
        json.WriteBoolean("whole", spectrum.IsWhole);
        WriteSingle(json, "largest", spectrum.Largest);
        WriteSingle(json, "smallest", spectrum.Smallest);
        WriteSingle(json, "edge", spectrum.Edge);
        WriteSingle(json, "lowEdge", spectrum.LowEdge);
        if (drawn)
        {
            WriteSingle(json, "high", spectrum.High);
            json.WriteNumber("above", spectrum.Above);
            WriteShares(json, "shares", spectrum.Shares);
            WriteShares(json, "expected", spectrum.Expected);
        }

        json.WriteEndObject();
    }

    private static void WriteSingle(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, (float)value);

    private static void WriteShare(Utf8JsonWriter json, string name, double share) => json.WriteNumber(name, Math.Round(share * Grain) / Grain);

    private static void WriteShares(Utf8JsonWriter json, string name, ImmutableArray<double> shares)
    {
        json.WriteStartArray(name);
        foreach (double share in shares)
        {
            json.WriteNumberValue(Math.Round(share * Grain) / Grain);
        }

        json.WriteEndArray();
    }
}
