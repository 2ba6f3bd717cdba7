namespace Evenkeel.Lab.Protocol;

/// <summary>An activation that can be named.</summary>
internal sealed record ActivationChoice(string Name, string Formula);
