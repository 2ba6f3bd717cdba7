using System.Collections.Immutable;
using Evenkeel.Diagnosis;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>A scheme over all its seeds.</summary>
public sealed record SchemeSummary
{
    /// <summary>The initializer's canonical name.</summary>
    public required string Scheme { get; init; }

    /// <summary>Its rule, in TeX.</summary>
    public required string Formula { get; init; }

    /// <summary>How it did.</summary>
    public required Standing Standing { get; init; }

    /// <summary>How it did in words, with the number behind it.</summary>
    public required string Verdict { get; init; }

    /// <summary>Loss of the first batch before the first update.</summary>
    public required MeanInterval InitialLoss { get; init; }

    /// <summary>Loss over the last tenth of the steps.</summary>
    public required MeanInterval FinalLoss { get; init; }

    /// <summary>Test accuracy; null for a regression.</summary>
    public required MeanInterval? TestAccuracy { get; init; }

    /// <summary>The lower median over the finished runs, one that never reached the target counting as infinitely long; null where that is the median.</summary>
    public required int? MedianStepsToTarget { get; init; }

    /// <summary>How many of the finished runs reached the target.</summary>
    public required int Reached { get; init; }

    /// <summary>How many of the finished runs diverged.</summary>
    public required int Diverged { get; init; }

    /// <summary>Runs, finished or interrupted.</summary>
    public required int Runs { get; init; }

    /// <summary>What the rules find: each code once, as the first run that shows it words it, most severe first; the number of seeds is said where it is not all.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }
}
