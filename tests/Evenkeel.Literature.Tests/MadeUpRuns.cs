using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Literature.Tests;

/// <summary>Results that nobody ran, so that a test decides what a reproduction finds.</summary>
internal static class MadeUpRuns
{
    /// <summary>Judges a size's own study with made-up results.</summary>
    public static Outcome Judge(Reproduction reproduction, RunSize size, Func<TrialSpec, TrialResult> result)
    {
        Study study = Study.Parse(reproduction.Study(size));
        Outcome outcome = reproduction.Judge(new(size, study, [.. study.Trials.Select(trial => new Run(trial.Spec, result(trial.Spec)))], Workers.One));
        outcome.Judgements.Select(judgement => judgement.Criterion).ShouldBe(reproduction.Criteria);
        return outcome;
    }

    /// <summary>A reading of as many layers as the network has.</summary>
    public static TrialReading Reading(TrialSpec spec, int step, Func<int, TrialLayer, TrialLayer> layer) =>
        new(step, 1, [.. Enumerable.Range(1, spec.Network.Hidden.Length).Select(number => layer(number, Empty(number)))]);

    /// <summary>Which conditions hold, in their order; all of them are asked.</summary>
    public static bool[] Holds(this Outcome outcome) => [.. outcome.Judgements.Select(judgement => judgement.Holds!.Value)];

    private static TrialLayer Empty(int number) => new()
    {
        Layer = number, ActivationMean = 0, ActivationStd = 0, Q = 0, GradientStd = 0, PreActivationGradientQ = 0, WeightGradientStd = 0, WeightStd = 0, Saturated = 0, Dead = 0, Symmetric = 0,
    };
}
