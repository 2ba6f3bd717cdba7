using System.Text.Json;

namespace Evenkeel.Lab.Protocol;

/// <summary>How far a comparison is; at the end with its report.</summary>
internal sealed record ComparisonStage(long Done, long Of, string Text, JsonElement? Report);
