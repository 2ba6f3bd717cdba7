using System.Text.Json;

namespace Evenkeel.Literature.Tests;

internal static class JsonText
{
    /// <summary>A reproduction as its page has it.</summary>
    public static JsonElement Of(Reproduced reproduced)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            ReproductionJson.Write(json, reproduced, "evenkeel reproduce made-up", "0");
            json.WriteEndObject();
        }

        return JsonElement.Parse(stream.ToArray());
    }
}
