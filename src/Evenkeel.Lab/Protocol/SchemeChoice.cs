namespace Evenkeel.Lab.Protocol;

/// <summary>An initializer that can be named.</summary>
internal sealed record SchemeChoice(string Name, string Formula, string Purpose);
