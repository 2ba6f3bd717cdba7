using System.Globalization;
using System.Text;
using System.Text.Json;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps;

/// <summary>A line of a shard: a trial's key, specification, result, and what its run was like.</summary>
/// <param name="Key">The trial's name.</param>
/// <param name="Spec">The specification's JSON as it stands in the line.</param>
/// <param name="Result">The result's JSON as it stands in the line.</param>
/// <param name="Run">The JSON of time and machine as it stands in the line.</param>
public sealed record TrialLine(string Key, ReadOnlyMemory<byte> Spec, ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Run)
{
    /// <summary>The result, read.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public TrialResult ReadResult()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Result);
            return TrialResultJson.Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new FormatException("The result is no JSON.", problem);
        }
    }

    /// <summary>How long the trial took.</summary>
    /// <returns>Seconds; 0 where the line does not say.</returns>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public double ReadSeconds()
    {
        if (Run.IsEmpty) return 0;
        try
        {
            using JsonDocument document = JsonDocument.Parse(Run);
            return document.RootElement.TryGetProperty("seconds", out JsonElement seconds) && seconds.TryGetDouble(out double number) ? number : 0;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new FormatException("What the trial's run was like is no JSON.", problem);
        }
    }

    /// <summary>Writes a line.</summary>
    /// <returns>UTF-8, with the line break.</returns>
    internal static byte[] Write(string key, ReadOnlySpan<byte> spec, ReadOnlySpan<byte> result, ReadOnlySpan<byte> run)
    {
        using MemoryStream line = new(spec.Length + result.Length + run.Length + 128);
        line.Write(Encoding.UTF8.GetBytes($"{{\"key\":\"{key}\",\"spec\":"));
        line.Write(spec);
        line.Write(",\"result\":"u8);
        line.Write(result);
        line.Write(Encoding.UTF8.GetBytes($",\"check\":\"{CheckOf(result)}\",\"run\":"));
        line.Write(run);
        line.Write("}\n"u8);
        return line.ToArray();
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its break.</param>
    /// <param name="damage">What is wrong with it; empty where nothing is.</param>
    /// <returns>The line; null where it is damaged.</returns>
    internal static TrialLine? Read(ReadOnlyMemory<byte> line, out string damage)
    {
        (string? key, string? check, ReadOnlyMemory<byte> spec, ReadOnlyMemory<byte> result, ReadOnlyMemory<byte> run) = (null, null, default, default, default);
        try
        {
            Utf8JsonReader json = new(line.Span);
            json.Read();
            while (json.TokenType == JsonTokenType.StartObject ? json.Read() && json.TokenType == JsonTokenType.PropertyName : json.TokenType == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                json.Read();
                int start = (int)json.TokenStartIndex;
                string? text = json.TokenType == JsonTokenType.String ? json.GetString() : null;
                json.Skip();
                ReadOnlyMemory<byte> value = line[start..(int)json.BytesConsumed];
                switch (name)
                {
                    case "key": key = text; break;
                    case "check": check = text; break;
                    case "spec": spec = value; break;
                    case "result": result = value; break;
                    case "run": run = value; break;
                }

                json.Read();
            }

            damage = key is null || spec.IsEmpty || result.IsEmpty ? "it lacks 'key', 'spec' or 'result'"
                : TrialSpec.KeyOf(spec.Span) != key ? "its specification is not the one of its key"
                : CheckOf(result.Span) != check ? "its result does not agree with its check"
                : "";
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            damage = "it is no JSON";
        }

        return damage.Length == 0 ? new(key!, spec, result, run) : null;
    }

    private static string CheckOf(ReadOnlySpan<byte> result) => Crc32C.Of(result).ToString("x8", CultureInfo.InvariantCulture);
}
