using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Evenkeel.Lab.Protocol;

/// <summary>The rules by which messages are written: camelCase names, numbers that are not finite as null.</summary>
internal static class LabJson
{
    private static readonly JsonSerializerOptions Rules = Configured();

    /// <summary>What is written of a value, as a part of something larger.</summary>
    public static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, Rules);

    /// <summary>Makes serializer options follow the rules.</summary>
    /// <remarks>The answer of a question may be of any shape; what the context does not know is found by reflection.</remarks>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new FiniteNumbers());
        options.Converters.Add(new FiniteSingles());
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(LabJsonContext.Default, new DefaultJsonTypeInfoResolver());
    }

    private static JsonSerializerOptions Configured()
    {
        JsonSerializerOptions options = new();
        Configure(options);
        return options;
    }
}
