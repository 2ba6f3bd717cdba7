namespace Evenkeel.Lab.Protocol;

/// <summary>A run at a moment.</summary>
internal sealed record FrameRun
{
    public required double Loss { get; init; }

    public required int Correct { get; init; }

    public required string? Right { get; init; }

    public required AccuracyMoment? Accuracy { get; init; }

    public required int? DivergedAt { get; init; }

    public required Trace Curve { get; init; }

    public required Trace AccuracyCurve { get; init; }

    public required FrameLayer[] Layers { get; init; }

    public required double OutputGradient { get; init; }

    public required byte[]? Map { get; init; }

    public required EdgeLayer[]? Edges { get; init; }
}
