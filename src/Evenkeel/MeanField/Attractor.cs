namespace Evenkeel.MeanField;

/// <summary>Where depth takes a second moment.</summary>
/// <param name="Point">The fixed point that it comes to; null where there is none.</param>
/// <param name="NoPoint">Why there is none, one sentence; null where there is one.</param>
public sealed record Attractor(FixedPoint? Point, string? NoPoint);
