using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>What a trial found: a pure function of its specification, so nothing of time or machine.</summary>
public sealed record TrialResult
{
    /// <summary>Why the trial could not be run: network and data do not fit, a number is out of range. Null where it was; where not, all else is empty.</summary>
    public string? Refused { get; init; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; init; }

    /// <summary>The first batch's loss, before the first update; NaN where no step was taken.</summary>
    public double InitialLoss { get; init; } = double.NaN;

    /// <summary>The mean loss of the last tenth of the planned steps; of the last step where the trial ended before them; NaN where it diverged.</summary>
    public double FinalLoss { get; init; } = double.NaN;

    /// <summary>The accuracy over the last thousand training samples seen, each judged before its update; null before there were as many, and for a regression.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>The mean loss over the test samples at the end.</summary>
    public double TestLoss { get; init; } = double.NaN;

    /// <summary>The share of test samples whose class is named at the end; null for a regression.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>The first step at which <see cref="TrainAccuracy"/> reached the target; null where it never did.</summary>
    public int? StepsToTarget { get; init; }

    /// <summary>The step at which loss or network were not finite; null where they always were.</summary>
    public int? DivergedAt { get; init; }

    /// <summary>The step after which the trial was ended early; null where it was not.</summary>
    public int? AbortedAt { get; init; }

    /// <summary>Why it was ended early; null where it was not.</summary>
    public string? AbortedBecause { get; init; }

    /// <summary>The loss of the batches; empty where no curves are recorded.</summary>
    public Curve Loss { get; init; } = Curve.Empty;

    /// <summary>The test accuracy after epochs and at the end; empty where no curves are recorded, and for a regression.</summary>
    public Curve Accuracy { get; init; } = Curve.Empty;

    /// <summary>The readings that were asked for and reached.</summary>
    public ImmutableArray<TrialReading> Readings { get; init; } = [];
}
