using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evenkeel.Experiments.Studies;

/// <summary>The JSON schema of study files, made from the tables that their reader uses.</summary>
public static class StudySchema
{
    /// <summary>Writes the schema.</summary>
    /// <returns>Indented JSON, draft 2020-12, without a line break at the end.</returns>
    public static string Write()
    {
        JsonObject schema = Object(StudyFormat.Study);
        JsonObject whole = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A study of evenkeel sweep",
        };
        foreach ((string name, JsonNode? value) in schema) whole[name] = value?.DeepClone();
        whole["$defs"] = new JsonObject
        {
            ["experiment"] = Experiment(),
            ["field"] = new JsonObject { ["enum"] = new JsonArray([.. StudyFields.All.SelectMany(field => new[] { field.Path, field.Word }).Distinct().Select(name => (JsonNode)name)]) },
            ["axis"] = Axis(),
            ["range"] = Object(StudyFormat.Range, StudyFormat.Range),
            ["logRange"] = Object(StudyFormat.LogRange, StudyFormat.LogRange),
            ["random"] = Object(StudyFormat.Random, StudyFormat.Random[..^1]),
            ["record"] = Object(StudyFormat.Record),
            ["abort"] = Object(StudyFormat.Abort),
            ["rule"] = Object(StudyFormat.Rule),
        };
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) whole.WriteTo(json);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonObject Object(ImmutableArray<StudyPart> parts, ImmutableArray<StudyPart> needed = default)
    {
        JsonObject fields = [];
        foreach (StudyPart part in parts)
        {
            JsonObject field = JsonNode.Parse(part.Schema)!.AsObject();
            field["description"] = part.About;
            fields[part.Name] = field;
        }

        return Closed(fields, needed.IsDefault ? [] : [.. needed.Select(part => part.Name)]);
    }

    private static JsonObject Closed(JsonObject fields, ImmutableArray<string> needed)
    {
        JsonObject schema = new() { ["type"] = "object", ["properties"] = fields };
        if (!needed.IsEmpty) schema["required"] = new JsonArray([.. needed.Select(name => (JsonNode)name)]);
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>An axis needs one source of points, and its values fit the field that it sets, or are the numbers of its template.</summary>
    private static JsonObject Axis()
    {
        JsonObject axis = Object(StudyFormat.Axis, [StudyFormat.Axis[0]]);
        axis["oneOf"] = new JsonArray([.. StudyFormat.Axis.Skip(1).Where(part => part.Name != StudyFormat.Template).Select(source => new JsonObject { ["required"] = new JsonArray(source.Name) })]);
        axis["if"] = Templated();
        axis["then"] = ValuesOf(new JsonObject { ["type"] = "number" });
        axis["allOf"] = new JsonArray([.. StudyFields.All.Select(field => new JsonObject
        {
            ["if"] = new JsonObject { ["not"] = Templated(), ["properties"] = new JsonObject { ["set"] = new JsonObject { ["enum"] = new JsonArray([.. new[] { field.Path, field.Word }.Distinct().Select(name => (JsonNode)name)]) } } },
            ["then"] = ValuesOf(field.OnAxis),
        })]);
        return axis;
    }

    private static JsonObject Templated() => new() { ["required"] = new JsonArray(StudyFormat.Template) };

    private static JsonObject ValuesOf(JsonNode items) => new() { ["properties"] = new JsonObject { ["values"] = new JsonObject { ["items"] = items } } };

    private static JsonObject Experiment()
    {
        JsonObject fields = [];
        foreach (StudyField field in StudyFields.All)
        {
            string[] path = field.Path.Split('.');
            JsonObject place = fields;
            if (path.Length == 2)
            {
                if (!fields.ContainsKey(path[0])) fields[path[0]] = Closed([], []);
                place = fields[path[0]]!["properties"]!.AsObject();
            }

            place[path[^1]] = field.InExperiment;
        }

        fields[StudyFields.Repeats] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 };
        return Closed(fields, []);
    }
}
