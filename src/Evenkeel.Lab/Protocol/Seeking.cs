namespace Evenkeel.Lab.Protocol;

/// <summary>How far a session is on the way to a step.</summary>
internal sealed record Seeking(int Step, int Of);
