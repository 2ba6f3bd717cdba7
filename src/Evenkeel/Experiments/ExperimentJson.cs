using System.Text.Json;

namespace Evenkeel.Experiments;

/// <summary>Specifications as JSON, the same in a file, a report and a link.</summary>
public static class ExperimentJson
{
    /// <summary>Writes a specification.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>Indented JSON with every field.</returns>
    public static string Write(ComparisonSpec spec) => JsonSerializer.Serialize(spec, ExperimentJsonContext.Default.ComparisonSpec);

    /// <summary>Writes a specification as a value of a larger document.</summary>
    /// <param name="writer">Where the value is due.</param>
    /// <param name="spec">The specification.</param>
    public static void Write(Utf8JsonWriter writer, ComparisonSpec spec) => JsonSerializer.Serialize(writer, spec, ExperimentJsonContext.Default.ComparisonSpec);

    /// <summary>Reads a specification.</summary>
    /// <param name="json">JSON, comments and trailing commas allowed: a specification, or a document with one in its field <c>spec</c>. What is left out takes its default.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="FormatException">It is not JSON, a field is unknown, or a value does not fit; the message says where.</exception>
    public static ComparisonSpec Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            JsonElement root = document.RootElement;
            JsonElement spec = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("spec", out JsonElement inner) ? inner : root;
            return spec.Deserialize(ExperimentJsonContext.Default.ComparisonSpec)
                ?? throw new FormatException("The specification is null; it must be an object.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The specification cannot be read: {problem.Message}", problem);
        }
    }
}
