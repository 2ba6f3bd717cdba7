using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Diagnosis;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>Puts the runs of a scheme into one line, and the line into words.</summary>
internal static class Summarizer
{
    /// <summary>How much of the way from chance to perfect counts as having learned nothing.</summary>
    private const double StuckShare = 0.1;

    public static SchemeSummary Summarize(IInitializer initializer, ComparisonSpec spec, Network network, ImmutableArray<RunResult> runs)
    {
        ImmutableArray<Finding> findings = [.. runs.SelectMany(run => run.Findings).DistinctBy(finding => finding.Code).OrderByDescending(finding => finding.Severity)];
        MeanInterval accuracy = MeanInterval.Of([.. runs.Select(run => run.TestAccuracy ?? double.NaN)], 0, 1);
        int[] steps = [.. runs.Where(run => run.StepsToTarget is not null).Select(run => run.StepsToTarget!.Value).Order()];
        SchemeSummary summary = new()
        {
            Scheme = initializer.Name,
            Formula = initializer.Formula,
            Standing = StandingOf(network, runs, steps.Length, accuracy.Mean),
            Verdict = "",
            InitialLoss = MeanInterval.Of([.. runs.Select(run => run.InitialLoss)]),
            FinalLoss = MeanInterval.Of([.. runs.Select(run => run.FinalLoss)], low: 0),
            TestAccuracy = network.Classes > 0 ? accuracy : null,
            MedianStepsToTarget = steps.Length == 0 ? null : steps[steps.Length / 2],
            Reached = steps.Length,
            Diverged = runs.Count(run => run.DivergedAt is not null),
            Runs = runs.Length,
            Findings = findings,
        };
        return summary with { Verdict = Words(summary, spec, runs) };
    }

    private static Standing StandingOf(Network network, ImmutableArray<RunResult> runs, int reached, double accuracy)
    {
        if (runs.IsEmpty)
        {
            return Standing.Unfinished;
        }

        if (2 * runs.Count(run => run.DivergedAt is not null) >= runs.Length)
        {
            return Standing.Diverged;
        }

        if (network.Classes == 0)
        {
            double kept = runs.Average(run => run.FinalLoss / run.InitialLoss);
            return kept < 0.5 ? Standing.Learns : kept < 1 - StuckShare ? Standing.Behind : Standing.Stuck;
        }

        double chance = 1.0 / network.Classes;
        return reached == runs.Length ? Standing.Learns
            : accuracy < chance + StuckShare * (1 - chance) ? Standing.Stuck
            : Standing.Behind;
    }

    private static string Words(SchemeSummary summary, ComparisonSpec spec, ImmutableArray<RunResult> runs)
    {
        string accuracy = summary.TestAccuracy is { } interval ? string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Mean:0.0} %") : "";
        string target = string.Create(CultureInfo.InvariantCulture, $"{100 * spec.Target:0.#} %");
        string cause = summary.Findings.IsEmpty ? "" : ": " + summary.Findings[0].Message;
        return summary.Standing switch
        {
            Standing.Unfinished => "Not run.",
            Standing.Diverged => $"Diverges in {summary.Diverged} of {summary.Runs} runs{cause}.",
            Standing.Stuck when accuracy.Length > 0 => $"Stays at chance, {accuracy}{cause}.",
            Standing.Stuck => $"Does not learn{cause}.",
            Standing.Learns when accuracy.Length > 0 => $"Learns: {accuracy} of unseen samples right, {target} reached at step {summary.MedianStepsToTarget}.",
            Standing.Learns => string.Create(CultureInfo.InvariantCulture, $"Learns: loss from {summary.InitialLoss.Mean:0.###} to {summary.FinalLoss.Mean:0.###}."),
            _ when accuracy.Length > 0 => $"Falls behind, {accuracy}; {target} reached in {summary.Reached} of {runs.Length} runs{cause}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"Falls behind: loss from {summary.InitialLoss.Mean:0.###} to {summary.FinalLoss.Mean:0.###}{cause}."),
        };
    }
}
