namespace Evenkeel.Lab.Protocol;

/// <summary>A quantity over the steps.</summary>
internal sealed record Trace(int[] Steps, double[] Values);
