namespace Evenkeel.Lab.Protocol;

/// <summary>Points of the plane, one after the other.</summary>
internal sealed record PlanePoints(float[] X, float[] Y, int[] Label);
