using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evenkeel.Experiments.Studies;

/// <summary>A field of an experiment that an axis can set.</summary>
internal sealed class StudyField
{
    private readonly Func<JsonElement, FieldValue?> read;
    private readonly string needed;
    private readonly JsonNode inExperiment;
    private readonly JsonNode onAxis;

    /// <summary>A field.</summary>
    /// <param name="path">Its path in the experiment's JSON.</param>
    /// <param name="word">Its key in a link.</param>
    /// <param name="kind">What a range can make of it.</param>
    /// <param name="needed">What it takes, for the end of an error message.</param>
    /// <param name="inExperiment">What it takes in the base, as a JSON schema.</param>
    /// <param name="onAxis">What an axis may set it to, as a JSON schema.</param>
    /// <param name="read">Reads a value; null, or a FormatException, where it cannot be one.</param>
    public StudyField(string path, string word, FieldKind kind, string needed, string inExperiment, string onAxis, Func<JsonElement, FieldValue?> read)
    {
        (Path, Word, Kind, this.needed, this.read) = (path, word, kind, needed, read);
        (this.inExperiment, this.onAxis) = (JsonNode.Parse(inExperiment)!, JsonNode.Parse(onAxis)!);
    }

    /// <summary>The path in the experiment's JSON.</summary>
    public string Path { get; }

    /// <summary>The short word: the key of a link, and an option of the command line.</summary>
    public string Word { get; }

    /// <summary>What a range can make of it.</summary>
    public FieldKind Kind { get; }

    /// <summary>What numbers go into its text, where a template makes it.</summary>
    public FieldKind Numbers { get; init; } = FieldKind.Number;

    /// <summary>What the field takes in the base, as a JSON schema; with its description.</summary>
    public JsonNode InExperiment => Described(inExperiment);

    /// <summary>What an axis may set it to, as a JSON schema.</summary>
    public JsonNode OnAxis => onAxis.DeepClone();

    /// <summary>Reads a value.</summary>
    /// <param name="value">What a study has.</param>
    /// <param name="where">Where it stands there, for an error.</param>
    /// <exception cref="FormatException">The field cannot be that.</exception>
    public FieldValue Read(JsonElement value, string where)
    {
        try
        {
            return read(value) ?? throw new FormatException($"{Path} needs {needed}, but got {value.GetRawText()}.");
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or OverflowException)
        {
            throw new FormatException($"{where}: {LinkReader.Sentence(problem)}", problem);
        }
    }

    /// <summary>The same field set by numbers, each of which goes into a text.</summary>
    /// <param name="template">The text, with <c>{}</c> for the number.</param>
    /// <param name="where">Where it stands, for an error.</param>
    /// <exception cref="FormatException">The field takes no text, or the text has no place for a number.</exception>
    public StudyField In(string template, string where)
    {
        if (Kind != FieldKind.Word) throw new FormatException($"{where} has a template, but {Path} takes numbers as they are; leave 'template' out.");
        if (!template.Contains(Place, StringComparison.Ordinal)) throw new FormatException($"{where}: the template '{template}' has no {Place}, the place of the number.");
        return new(Path, Word, Numbers, $"a number in the place of {Place}", """{ "type": "number" }""", """{ "type": "number" }""", value =>
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out double number) || !double.IsFinite(number)) return null;
            string text = template.Replace(Place, Text(number), StringComparison.Ordinal);
            FieldValue made = read(JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"")) ?? throw new FormatException($"{Path} needs {needed}, but the template makes '{text}' of {Text(number)}.");
            return made with { Number = number };
        });
    }

    /// <summary>Where a template's number goes.</summary>
    private const string Place = "{}";

    /// <summary>A number as JSON.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private JsonObject Described(JsonNode schema)
    {
        JsonObject described = schema.DeepClone().AsObject();
        described["description"] = string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(needed[0])}{needed[1..]}. On an axis also '{Word}'.");
        return described;
    }
}
