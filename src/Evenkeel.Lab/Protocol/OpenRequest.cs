namespace Evenkeel.Lab.Protocol;

/// <summary>What a session is opened with: the address's query, what it leaves out, the parts looked at, and steps a second, null for as fast as it goes.</summary>
internal sealed record OpenRequest(string Query, string Defaults, IReadOnlyList<string> Parts, double? Pace);
