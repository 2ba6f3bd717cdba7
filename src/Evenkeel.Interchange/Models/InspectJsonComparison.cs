using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>What changed from one file to another, in the document of an inspection.</summary>
internal static class InspectJsonComparison
{
    public static void Write(Utf8JsonWriter json, ModelComparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteString("sentence", comparison.Sentence());
        json.WriteNumber("common", comparison.Common);
        json.WriteStartArray("tensors");
        foreach (ModelComparisonTensor tensor in comparison.Tensors)
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            json.WriteString("change", tensor.Kind.Word());
            WriteSide(json, "first", tensor.First);
            WriteSide(json, "second", tensor.Second);
            JsonNumbers.WriteNumber(json, "distance", tensor.Distance);
            JsonNumbers.WriteNumber(json, "correlation", tensor.Correlation);
            JsonNumbers.WriteNumber(json, "largest", tensor.Largest);
            JsonNumbers.WriteNumber(json, "equal", tensor.Equal);
            json.WriteNumber("notFinite", tensor.NotFinite);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, TensorInfo? info)
    {
        if (info is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        InspectJsonFile.WriteShape(json, "shape", info);
        json.WriteString("dtype", info.Encoding ?? info.Type.Label());
        json.WriteEndObject();
    }
}
