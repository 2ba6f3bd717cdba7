namespace Evenkeel.Lab.Sessions;

/// <summary>Where a session stands, for a frame to say.</summary>
internal readonly record struct SessionMoment
{
    public required int Step { get; init; }

    public required bool IsPlaying { get; init; }

    public required double? Pace { get; init; }

    public required double Speed { get; init; }

    public required int? Target { get; init; }

    public required string? Ended { get; init; }

    public required double LearningRate { get; init; }

    public required string Rates { get; init; }
}
