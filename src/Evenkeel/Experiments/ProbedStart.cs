using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Diagnosis;
using Evenkeel.MeanField;
using Evenkeel.Probing;

namespace Evenkeel.Experiments;

/// <summary>One kind of start, predicted and measured.</summary>
public sealed record ProbedStart
{
    /// <summary>The initializer's canonical name; the file's, where the parameters come from one.</summary>
    public required string Scheme { get; init; }

    /// <summary>The initializer's rule, in TeX; null where the parameters come from a file.</summary>
    public required string? Formula { get; init; }

    /// <summary>The layers' state in one sentence, with the number behind it.</summary>
    public required string Verdict { get; init; }

    /// <summary>Steps of training taken before the reading; fewer than asked for where the network diverged or was stopped.</summary>
    public required int Steps { get; init; }

    /// <summary>The step at which the loss was not finite; null where it always was.</summary>
    public required int? DivergedAt { get; init; }

    /// <summary>What the start measured and changed; null where it looked at nothing, or the parameters come from a file.</summary>
    public CalibrationReport? Calibration { get; init; }

    /// <summary>What was measured.</summary>
    public required NetworkReading Reading { get; init; }

    /// <summary>The stack as theory sees it: from the rule's promise or the start's analysis before the first update, from the parameters themselves after it or where they come from a file.</summary>
    public required SignalPath? Path { get; init; }

    /// <summary>What theory says of <see cref="Path"/> and the batch; null where it says nothing.</summary>
    public required SignalPrediction? Prediction { get; init; }

    /// <summary>Why theory follows the signal of this start not at all, one sentence; null where it does.</summary>
    public string? NoTheory { get; init; }

    /// <summary>What the rules find.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }
}
