using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Literature.Papers;
using Evenkeel.Numerics;

namespace Evenkeel.Literature.Tests.Papers;

/// <summary>The verdict, from steps that are made up for each of the six shapes.</summary>
public class HaninNica2019Tests
{
    [Theory]
    [InlineData(new[] { 400, 450, 350, 400, 300, 80 }, Verdict.Reproduced)]
    [InlineData(new[] { 400, 1300, 350, 400, 300, 80 }, Verdict.OrderingOnly)]
    [InlineData(new[] { 400, 450, 350, 400, 500, 80 }, Verdict.NotReproduced)]
    [InlineData(new[] { 400, 450, 350, 100, 300, 80 }, Verdict.NotReproduced)]
    public void Verdict_FollowsTheOrderOfTheSteps(int[] steps, Verdict verdict) => Judge(steps).Verdict.ShouldBe(verdict);

    [Fact]
    public void Never_IsSlowerThanAnyCount()
    {
        Outcome outcome = Judge([-1, -1, -1, -1, 1400, 80]);

        outcome.Judgements[0].Holds.ShouldBe(true);
        outcome.Findings[0].Ours.ShouldBe("never");
    }

    private static Outcome Judge(int[] steps)
    {
        HaninNica2019 paper = new();
        Study study = Study.Parse(paper.Study(RunSize.Standard));
        using Workers workers = new(2);
        return paper.Judge(new(RunSize.Quick, study, [.. study.Trials.Select(trial => new Run(trial.Spec, new() { StepsToTarget = Reached(steps[trial.Cell]) }))], workers));
    }

    private static int? Reached(int steps) => steps < 0 ? null : steps;
}
