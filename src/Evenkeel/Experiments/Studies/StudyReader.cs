using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>An object of a study file, whose fields are read by name.</summary>
internal readonly struct StudyReader
{
    private readonly JsonElement element;

    /// <summary>Begins to read.</summary>
    /// <param name="element">The object.</param>
    /// <param name="where">Where it stands in the study, for errors.</param>
    /// <param name="parts">The fields that it may have.</param>
    /// <exception cref="FormatException">It is no object, or has a field that is unknown.</exception>
    public StudyReader(JsonElement element, string where, ImmutableArray<StudyPart> parts)
    {
        (this.element, Where) = (element, where);
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{where} must be an object, but is {element.GetRawText()}.");
        foreach (JsonProperty field in element.EnumerateObject())
        {
            if (!parts.Any(part => part.Name == field.Name))
            {
                throw new FormatException($"{where} has an unknown field '{field.Name}'.{Spelling.Suggestion(field.Name, [.. parts.Select(part => part.Name)])}");
            }
        }
    }

    /// <summary>Where the object stands.</summary>
    public string Where { get; }

    /// <summary>A field; null where it is left out.</summary>
    public JsonElement? Find(string name) => element.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>A text.</summary>
    public string Text(string name, string otherwise) => Find(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Refusal(name, "a text", value);

    /// <summary>Yes or no.</summary>
    public bool Flag(string name) => Find(name) is { } value
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Refusal(name, "true or false", value));

    /// <summary>A whole number.</summary>
    public int? Whole(string name, int least, int most) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most ? number
        : throw Refusal(name, $"a whole number from {least} to {most}", value);

    /// <summary>A finite number.</summary>
    public double? Number(string name) => Find(name) is not { } value ? null : NumberOf(name, value);

    /// <summary>A finite number that must be there.</summary>
    public double NeededNumber(string name) => Number(name) ?? throw Missing(name);

    /// <summary>A whole number that must be there.</summary>
    public int NeededWhole(string name, int least, int most) => Whole(name, least, most) ?? throw Missing(name);

    /// <summary>A finite number for each of some things: one for all of them, or a list of as many.</summary>
    public ImmutableArray<double> Numbers(string name, int count)
    {
        JsonElement value = Find(name) ?? throw Missing(name);
        if (value.ValueKind != JsonValueKind.Array) return [.. Enumerable.Repeat(NumberOf(name, value), count)];
        StudyReader reader = this;
        return value.GetArrayLength() == count ? [.. value.EnumerateArray().Select(one => reader.NumberOf(name, one))] : throw Refusal(name, $"a number, or {count} of them", value);
    }

    /// <summary>A list.</summary>
    public IEnumerable<JsonElement> List(string name) => Find(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Refusal(name, "a list", value);

    /// <summary>What to throw where a field has a value that it cannot have.</summary>
    public FormatException Refusal(string name, string needed, JsonElement value) => new($"{Where}: '{name}' needs {needed}, but got {value.GetRawText()}.");

    private FormatException Missing(string name) => new($"{Where} lacks the field '{name}'.");

    private double NumberOf(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Refusal(name, "a number", value);
}
