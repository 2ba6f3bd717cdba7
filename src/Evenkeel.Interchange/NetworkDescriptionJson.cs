using System.Text.Json.Serialization;

namespace Evenkeel.Interchange;

/// <summary>How a network's description becomes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NetworkDescription))]
internal sealed partial class NetworkDescriptionJson : JsonSerializerContext;
