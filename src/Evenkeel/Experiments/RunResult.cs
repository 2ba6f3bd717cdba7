using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Diagnosis;

namespace Evenkeel.Experiments;

/// <summary>One training run: a scheme and a seed.</summary>
public sealed record RunResult
{
    /// <summary>The initializer's canonical name.</summary>
    public required string Scheme { get; init; }

    /// <summary>The seed of this repeat.</summary>
    public required long Seed { get; init; }

    /// <summary>The first batch's loss, before the first update.</summary>
    public required double InitialLoss { get; init; }

    /// <summary>The mean loss of the last tenth of the planned steps, at least one; of the last step where the run was stopped before them; NaN where it diverged.</summary>
    public required double FinalLoss { get; init; }

    /// <summary>The share of test samples whose class is named at the end; null for a regression.</summary>
    public required double? TestAccuracy { get; init; }

    /// <summary>The mean loss over the test samples at the end.</summary>
    public required double TestLoss { get; init; }

    /// <summary>The first step at which the accuracy over the last thousand training samples seen, each judged before its update, reached the target; null where it never did.</summary>
    public required int? StepsToTarget { get; init; }

    /// <summary>The step at which the loss was not finite; null where it always was.</summary>
    public required int? DivergedAt { get; init; }

    /// <summary>Steps taken.</summary>
    public required int Steps { get; init; }

    /// <summary>Whether it was stopped before its last step.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>The readings before the first update, and after the last; the latter is missing where the run was interrupted or diverged.</summary>
    public required ImmutableArray<Snapshot> Snapshots { get; init; }

    /// <summary>The loss of the batches, thinned to at most about 200 points.</summary>
    public required Curve Loss { get; init; }

    /// <summary>The test accuracy after epochs, each at least 1.3 times as late as the one before, and at the end; empty for a regression.</summary>
    public required Curve Accuracy { get; init; }

    /// <summary>What the start measured and changed; null where it looked at nothing.</summary>
    public CalibrationReport? Calibration { get; init; }

    /// <summary>What the rules find.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }
}
