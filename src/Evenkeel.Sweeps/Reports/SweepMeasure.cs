using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Sweeps.Reports;

/// <summary>A number that every trial is judged by.</summary>
public sealed record SweepMeasure
{
    private readonly Func<TrialResult, double?> of;

    private SweepMeasure(string word, string label, bool smallerIsBetter, bool isShare, string never, Func<TrialResult, double?> of) =>
        (Word, Label, SmallerIsBetter, IsShare, Never, this.of) = (word, label, smallerIsBetter, isShare, never, of);

    /// <summary>What people type, such as <c>test-accuracy</c>.</summary>
    public string Word { get; }

    /// <summary>What it is in words, such as <c>test accuracy</c>.</summary>
    public string Label { get; }

    /// <summary>Whether the smaller of two numbers is the better one.</summary>
    public bool SmallerIsBetter { get; }

    /// <summary>Whether it is a share, from 0 to 1.</summary>
    public bool IsShare { get; }

    /// <summary>What is written in the place of a cell of whose trials none has a number.</summary>
    internal string Never { get; }

    /// <summary>The share of test samples whose class is named at the end.</summary>
    public static SweepMeasure TestAccuracy { get; } = new("test-accuracy", "test accuracy", false, true, "diverged", result => result.TestAccuracy);

    /// <summary>The mean loss over the test samples at the end.</summary>
    public static SweepMeasure TestLoss { get; } = new("test-loss", "test loss", true, false, "diverged", result => result.TestLoss);

    /// <summary>All, the usual ones first.</summary>
    public static ImmutableArray<SweepMeasure> All { get; } =
    [
        TestAccuracy,
        TestLoss,
        new("train-accuracy", "training accuracy", false, true, "none", result => result.TrainAccuracy),
        new("final-loss", "final training loss", true, false, "diverged", result => result.FinalLoss),
        new("steps-to-target", "steps to the target accuracy", true, false, "never", result => result.StepsToTarget),
        new("steps", "steps taken", true, false, "diverged", result => result.Steps),
    ];

    /// <summary>Finds a measure by its word.</summary>
    /// <param name="word">As people type it; case does not matter.</param>
    /// <returns>The measure.</returns>
    /// <exception cref="FormatException">There is none; the nearest is suggested.</exception>
    public static SweepMeasure Parse(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return All.FirstOrDefault(measure => measure.Word.Equals(word.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"Unknown measure '{word}'.{Spelling.Suggestion(word, [.. All.Select(measure => measure.Word)])}");
    }

    /// <summary>The number of a trial.</summary>
    /// <param name="result">What the trial found.</param>
    /// <returns>The number; NaN where there is none: the trial diverged or could not be run, or, for steps to the target, never reached it.</returns>
    public double Of(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.DivergedAt is null && result.Refused is null && of(result) is { } number && double.IsFinite(number) ? number : double.NaN;
    }

    /// <summary>Which of two numbers comes first where the best is first; those that are none come last.</summary>
    internal int Compare(double first, double second) =>
        double.IsNaN(first) || double.IsNaN(second) ? double.IsNaN(first).CompareTo(double.IsNaN(second)) : SmallerIsBetter ? first.CompareTo(second) : second.CompareTo(first);
}
