using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Calibration;
using Evenkeel.Diagnosis;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>Puts the runs of a scheme into one line, and the line into words.</summary>
internal static class Summarizer
{
    /// <summary>How much of the way from chance to perfect counts as having learned nothing.</summary>
    private const double StuckShare = 0.1;

    /// <summary>How far below chance an accuracy must be to be called worse than chance.</summary>
    private const double WorseShare = 0.05;

    public static SchemeSummary Summarize(IStart start, ComparisonSpec spec, Network network, Chance chance, ImmutableArray<RunResult> runs)
    {
        RunResult[] judged = [.. runs.Where(run => !run.Interrupted)];
        double median = Median.Of(judged.Select(run => (double?)run.StepsToTarget));
        SchemeSummary summary = new()
        {
            Scheme = start.Name,
            Formula = start.Formula,
            Standing = Standing.Unfinished,
            Verdict = "",
            InitialLoss = MeanInterval.Of([.. runs.Select(run => run.InitialLoss)]),
            FinalLoss = MeanInterval.Of([.. runs.Select(run => run.FinalLoss)], low: 0),
            TestAccuracy = network.Classes > 0 ? MeanInterval.Of([.. runs.Select(run => run.TestAccuracy ?? double.NaN)], 0, 1) : null,
            MedianStepsToTarget = double.IsFinite(median) ? (int)median : null,
            Reached = judged.Count(run => run.StepsToTarget is not null),
            Diverged = judged.Count(run => run.DivergedAt is not null),
            Runs = runs.Length,
            Findings = FindingsOf(runs),
        };
        summary = summary with { Standing = StandingOf(summary, chance, judged) };
        return summary with { Verdict = Words(summary, spec, chance, runs) };
    }

    /// <summary>Each code once, as the first run that shows it words it, with the number of seeds where it is not in all.</summary>
    private static ImmutableArray<Finding> FindingsOf(ImmutableArray<RunResult> runs) =>
    [
        .. runs.SelectMany(run => run.Findings).GroupBy(finding => finding.Code)
            .OrderByDescending(group => group.First().Severity).ThenByDescending(group => group.Count())
            .Select(group => group.Count() == runs.Length ? group.First() : group.First() with { Message = $"{group.First().Message} (in {group.Count()} of {runs.Length} seeds)" }),
    ];

    private static Standing StandingOf(SchemeSummary summary, Chance chance, RunResult[] judged)
    {
        if (judged.Length == 0)
        {
            return Standing.Unfinished;
        }

        if (2 * summary.Diverged >= judged.Length)
        {
            return Standing.Diverged;
        }

        if (chance.Accuracy is not { } guessing)
        {
            double kept = judged.Average(run => run.FinalLoss / run.InitialLoss);
            return kept < 0.5 ? Standing.Learns : kept < 1 - StuckShare ? Standing.Behind : Standing.Stuck;
        }

        double accuracy = judged.Average(run => run.TestAccuracy!.Value);
        return accuracy < guessing + StuckShare * (1 - guessing) ? Standing.Stuck
            : summary.Reached == judged.Length && summary.Diverged == 0 ? Standing.Learns
            : Standing.Behind;
    }

    private static string Words(SchemeSummary summary, ComparisonSpec spec, Chance chance, ImmutableArray<RunResult> runs)
    {
        string accuracy = summary.TestAccuracy is { Mean: var mean } && double.IsFinite(mean) ? string.Create(CultureInfo.InvariantCulture, $"{100 * mean:0.0} %") : "";
        string target = string.Create(CultureInfo.InvariantCulture, $"{100 * spec.Target:0.#} %");
        string cause = summary.Findings.IsEmpty ? "" : ": " + summary.Findings[0].Message;
        string diverged = summary.Diverged == 0 ? "" : $"; {summary.Diverged} of {summary.Runs} runs diverge";
        bool worse = summary.TestAccuracy?.Mean < chance.Accuracy - WorseShare;
        string loss = string.Create(CultureInfo.InvariantCulture, $"loss from {summary.InitialLoss.Mean:0.###} to {summary.FinalLoss.Mean:0.###}");
        return summary.Standing switch
        {
            Standing.Unfinished when runs.IsEmpty => "Not run.",
            Standing.Unfinished => $"Stopped at step {runs.Max(run => run.Steps)}, before it could be judged{(accuracy.Length > 0 ? $"; {accuracy} right so far" : "")}.",
            Standing.Diverged => $"Diverges in {summary.Diverged} of {summary.Runs} runs{cause}.",
            Standing.Stuck when worse => $"Does worse than chance, {accuracy}{cause}.",
            Standing.Stuck when accuracy.Length > 0 => $"Stays at chance, {accuracy}{cause}.",
            Standing.Stuck => $"Does not learn, {loss}{cause}.",
            Standing.Learns when accuracy.Length > 0 => $"Learns: {accuracy} of unseen samples right, {target} reached at step {summary.MedianStepsToTarget}.",
            Standing.Learns => $"Learns: {loss}.",
            _ when accuracy.Length > 0 => $"Falls behind, {accuracy}; {target} reached in {summary.Reached} of {summary.Runs} runs{diverged}{cause}.",
            _ => $"Falls behind: {loss}{diverged}{cause}.",
        };
    }
}
