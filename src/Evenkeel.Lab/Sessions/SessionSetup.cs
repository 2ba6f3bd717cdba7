using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Sessions;

/// <summary>What a session is made of.</summary>
internal sealed record SessionSetup
{
    /// <summary>Its runs, at their start; at least one.</summary>
    public required SessionRun[] Runs { get; init; }

    /// <summary>The data that they learn from.</summary>
    public required DataSplit Data { get; init; }

    /// <summary>The learning rate before any change.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The changes of the learning rate.</summary>
    public required RateChanges Rates { get; init; }

    /// <summary>The step that it goes to at first; ≥ 0.</summary>
    public required int Step { get; init; }

    /// <summary>The last step.</summary>
    public required int MostSteps { get; init; }

    /// <summary>What of a frame is looked at.</summary>
    public required Part Parts { get; init; }

    /// <summary>Steps a second; null for as fast as it goes.</summary>
    public required double? Pace { get; init; }
}
