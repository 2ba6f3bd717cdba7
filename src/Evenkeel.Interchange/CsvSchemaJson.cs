using System.Text.Json.Serialization;

namespace Evenkeel.Interchange;

/// <summary>How a schema is written, decided at compile time so that it survives trimming.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CsvSchema))]
internal sealed partial class CsvSchemaJson : JsonSerializerContext;
