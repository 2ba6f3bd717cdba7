using System.Buffers;
using System.Text.Json;

namespace Evenkeel.Interchange.Models;

/// <summary>What was found out about model files as a JSON document; docs/cli.md lists its fields.</summary>
public static class InspectJson
{
    /// <summary>Writes what was found out.</summary>
    /// <param name="reports">The files; at least one.</param>
    /// <param name="comparison">What changed from the first to the second, where there are two; else null.</param>
    /// <param name="command">The command that finds it out again.</param>
    /// <param name="version">The version of the program.</param>
    /// <param name="detail">How much is written.</param>
    /// <returns>The document, UTF-8.</returns>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<ModelReport> reports, ModelComparison? comparison, string command, string version, InspectJsonDetail detail)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentOutOfRangeException.ThrowIfZero(reports.Count);
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, new() { Indented = detail == InspectJsonDetail.Numbers });
        json.WriteStartObject();
        json.WriteString("kind", "inspection");
        json.WriteString("title", string.Join(", ", reports.Select(report => Path.GetFileName(report.Path))));
        json.WriteString("version", version);
        json.WriteString("command", command);
        json.WriteStartArray("files");
        foreach (ModelReport report in reports)
        {
            InspectJsonFile.Write(json, report, detail);
        }

        json.WriteEndArray();
        if (comparison is not null)
        {
            InspectJsonComparison.Write(json, comparison);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
