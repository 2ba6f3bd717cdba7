using System.Text.Json;
using Evenkeel.Calibration;
using Evenkeel.MeanField.TwoSided;
using static Evenkeel.Experiments.JsonNumbers;

namespace Evenkeel.Experiments;

/// <summary>What a start measured and changed, as a field of a JSON document; docs/cli.md lists its fields.</summary>
public static class CalibrationJson
{
    /// <summary>Writes the field <c>calibration</c>; <c>null</c> where the start looked at nothing.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="report">What was measured and changed.</param>
    public static void Write(Utf8JsonWriter json, CalibrationReport? report)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (report is null)
        {
            json.WriteNull("calibration");
            return;
        }

        json.WriteStartObject("calibration");
        json.WriteNumber("rows", report.Rows);
        json.WriteString("measure", report.Measure);
        json.WriteString("why", report.Why);
        json.WriteString("stopped", report.Stopped);
        json.WriteBoolean("complete", report.IsComplete);
        WriteAnalytic(json, report.Analytic);
        json.WriteStartArray("layers");
        foreach (LayerCalibration layer in report.Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("layer", layer.Layer);
            json.WriteBoolean("output", layer.IsOutput);
            WriteNumber(json, "before", layer.Before);
            WriteNumber(json, "after", layer.After);
            WriteNumber(json, "target", layer.Target);
            WriteNumber(json, "factor", layer.Factor);
            json.WriteNumber("iterations", layer.Iterations);
            json.WriteString("why", layer.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAnalytic(Utf8JsonWriter json, TwoSidedStart? start)
    {
        if (start is null)
        {
            json.WriteNull("analytic");
            return;
        }

        json.WriteStartObject("analytic");
        json.WriteString("method", start.Method.ToString());
        WriteNumber(json, "q", double.IsNaN(start.Q) ? null : start.Q);
        WriteNumber(json, "chiQ", double.IsNaN(start.ChiQ) ? null : start.ChiQ);
        WriteNumber(json, "forward", start.Growth.Forward);
        WriteNumber(json, "backward", start.Growth.Backward);
        json.WriteBoolean("within", start.IsWithin);
        json.WriteEndObject();
    }
}
