using System.Text.Json.Serialization;

namespace Evenkeel.Experiments.Studies;

/// <summary>How a trial becomes JSON: as an experiment does, without line breaks.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TrialSpec))]
internal sealed partial class StudyJsonContext : JsonSerializerContext;
