using System.Text.Json.Serialization;
using Evenkeel.Lab.Questions;
using Evenkeel.Lab.Workbench;

namespace Evenkeel.Lab.Protocol;

/// <summary>How what the page and the server say to each other becomes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(OpenRequest))]
[JsonSerializable(typeof(Opened))]
[JsonSerializable(typeof(Frame))]
[JsonSerializable(typeof(LabAnswer))]
[JsonSerializable(typeof(CompareProgress))]
[JsonSerializable(typeof(ComparisonPlan))]
[JsonSerializable(typeof(FetchStage))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(double?))]
internal sealed partial class LabJsonContext : JsonSerializerContext;
