using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evenkeel.Lab.Protocol;

/// <summary>Writes a float that is not finite as null.</summary>
internal sealed class FiniteSingles : JsonConverter<float>
{
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
    {
        if (float.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}
