using System.Text.Json;
using System.Text.Json.Nodes;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>Specifications as JSON, the same in a file, a report and a link.</summary>
public static class ExperimentJson
{
    /// <summary>Writes a specification.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>Indented JSON with every field; a network's <c>branch</c> only where it has residual branches.</returns>
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
        JsonObject whole = JsonSerializer.SerializeToNode(new ComparisonSpec(), ExperimentJsonContext.Default.ComparisonSpec)!.AsObject();

        // A plain network's JSON leaves it out, and an overlay takes known fields alone.
        whole["network"]!["branch"] = 0;
        Overlay(whole, Parse(json), "");
        try
        {
            return whole.Deserialize(ExperimentJsonContext.Default.ComparisonSpec)!;
        }
        catch (JsonException problem)
        {
            string path = problem.Path?.TrimStart('$', '.') ?? "";
            throw new FormatException($"The specification's field '{path}' cannot be {Find(whole, path)?.ToJsonString() ?? "null"}.", problem);
        }
    }

    private static JsonObject Parse(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The specification cannot be read: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1} is no JSON.", problem);
        }

        JsonNode? spec = root is JsonObject document && document.TryGetPropertyValue("spec", out JsonNode? inner) ? inner : root;
        return spec as JsonObject ?? throw new FormatException($"The specification is {spec?.GetValueKind().ToString().ToLowerInvariant() ?? "null"}; it must be an object.");
    }

    /// <summary>Puts what is given in the place of the defaults. The generated reader alone would leave a missing <c>init</c> property at zero or null.</summary>
    private static void Overlay(JsonObject whole, JsonObject given, string path)
    {
        foreach ((string name, JsonNode? value) in given)
        {
            if (!whole.TryGetPropertyValue(name, out JsonNode? known))
            {
                throw new FormatException($"The specification has an unknown field '{path}{name}'.{Spelling.Suggestion(name, [.. whole.Select(field => field.Key)])}");
            }

            if (value is null && known is not null)
            {
                throw new FormatException($"The specification's field '{path}{name}' cannot be null; leave it out for its default.");
            }

            if (known is JsonObject inner)
            {
                Overlay(inner, value as JsonObject ?? throw new FormatException($"The specification's field '{path}{name}' must be an object."), $"{path}{name}.");
            }
            else
            {
                whole[name] = value?.DeepClone();
            }
        }
    }

    /// <summary>What stands at a path such as <c>training.epochs</c> or <c>schemes[2]</c>; of an array all of it.</summary>
    private static JsonNode? Find(JsonObject whole, string path)
    {
        JsonNode? found = whole;
        foreach (string name in path.Split('[')[0].Split('.'))
        {
            found = (found as JsonObject)?[name];
        }

        return found;
    }
}
