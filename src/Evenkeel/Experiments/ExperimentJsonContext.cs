using System.Text.Json.Serialization;

namespace Evenkeel.Experiments;

/// <summary>How specifications become JSON: camelCase names, choices in words, unknown fields refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(ComparisonSpec))]
internal sealed partial class ExperimentJsonContext : JsonSerializerContext;
