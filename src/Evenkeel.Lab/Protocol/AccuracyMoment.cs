namespace Evenkeel.Lab.Protocol;

/// <summary>An accuracy, and the step at which it was measured.</summary>
internal sealed record AccuracyMoment(int Step, double Value);
