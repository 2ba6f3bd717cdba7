using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using static Evenkeel.Experiments.JsonNumbers;
using static Evenkeel.Experiments.JsonParts;

namespace Evenkeel.Experiments;

/// <summary>A phase diagram as a JSON document; docs/cli.md lists its fields.</summary>
/// <remarks>
/// What the grid holds is written in single precision, which keeps a diagram of 200×200 points near a megabyte; a number that is not finite, or that
/// does not exist, is null. ξ_c is that of the gradients where q* is 0, so that no signal is left to correlate.
/// </remarks>
public static class PhaseJson
{
    /// <summary>Writes a phase diagram.</summary>
    /// <param name="diagram">The diagram; its page needs both axes even and ascending.</param>
    /// <param name="marked">The point asked for; null for none.</param>
    /// <param name="command">The command that computes it again.</param>
    /// <param name="version">The version of the program.</param>
    /// <returns>The document, UTF-8.</returns>
    /// <exception cref="QuadratureException">The moments at the marked point cannot be computed.</exception>
    public static ReadOnlyMemory<byte> Write(PhaseDiagram diagram, SignalMap? marked, string command, string version)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        json.WriteStartObject();
        json.WriteString("kind", "phase");
        json.WriteString("title", $"Phase diagram of {diagram.Activation.Name}");
        json.WriteString("version", version);
        json.WriteString("command", command);
        json.WriteString("activation", diagram.Activation.Name);
        WriteArray(json, "sigmaW2", diagram.SigmaW2, value => json.WriteNumberValue(value));
        WriteArray(json, "sigmaB2", diagram.SigmaB2, value => json.WriteNumberValue(value));
        WriteArray(json, "chi1", diagram.Points, point => WriteSingle(json, point.Chi1));
        WriteArray(json, "q", diagram.Points, point => WriteSingle(json, point.Q));
        WriteArray(json, "xiC", diagram.Points, point => WriteSingle(json, DepthScale(point)));
        WriteEdge(json, diagram.Edge);
        WriteMarked(json, marked);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteEdge(Utf8JsonWriter json, ImmutableArray<CriticalPoint> edge)
    {
        json.WriteStartObject("critical");
        WriteArray(json, "sigmaW2", edge, point => json.WriteNumberValue(point.SigmaW2));
        WriteArray(json, "sigmaB2", edge, point => WriteElement(json, point.SigmaB2 ?? double.NaN));
        WriteArray(json, "q", edge, point => json.WriteNumberValue(point.Q));
        json.WriteEndObject();
    }

    private static void WriteMarked(Utf8JsonWriter json, SignalMap? marked)
    {
        if (marked is null)
        {
            json.WriteNull("point");
            return;
        }

        FixedPoint? found = marked.Attractor(1).Point;
        PhasePoint point = new(found?.Q, found?.Chi1, found?.XiC, found?.Phase);
        json.WriteStartObject("point");
        json.WriteNumber("sigmaW2", marked.SigmaW2);
        json.WriteNumber("sigmaB2", marked.SigmaB2);
        WriteNumber(json, "q", point.Q);
        WriteNumber(json, "chi1", point.Chi1);
        WriteNumber(json, "xiC", DepthScale(point));
        json.WriteEndObject();
    }

    private static double? DepthScale(PhasePoint point) =>
        point.XiC ?? (point is { Chi1: > 0 and not 1 } ? 1 / Math.Abs(Elementary.Log(point.Chi1.Value)) : null);

    private static void WriteSingle(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && float.IsFinite((float)number))
        {
            json.WriteNumberValue((float)number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
