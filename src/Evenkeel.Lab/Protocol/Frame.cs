namespace Evenkeel.Lab.Protocol;

/// <summary>A session at a moment, whole.</summary>
internal sealed record Frame
{
    public required int Number { get; init; }

    public required int Step { get; init; }

    public required int Epoch { get; init; }

    public required bool Playing { get; init; }

    public required double? Pace { get; init; }

    public required double Speed { get; init; }

    public required Seeking? Seeking { get; init; }

    public required string? Ended { get; init; }

    public required double LearningRate { get; init; }

    public required string Rates { get; init; }

    public required byte[]? Batch { get; init; }

    public required int Rows { get; init; }

    public required FrameRun[] Runs { get; init; }
}
