using Evenkeel.Experiments.Studies;
using Evenkeel.Literature.Measures;

namespace Evenkeel.Literature.Tests.Measures;

public class BestRateTests
{
    private static readonly TrialSpec Spec = Study.Parse(MadeUp.Trials).Trials[0].Spec;

    [Fact]
    public void Among_TakesTheRateAtWhichMostLearn_ThenTheSoonest()
    {
        BestRate best = BestRate.Among([Of(1, 5), Of(1, null), Of(0.1, 30), Of(0.1, 20), Of(0.01, 90), Of(0.01, 80)]);

        (best.Rate, best.Reached, best.Of, best.All, best.Never, best.Median).ShouldBe((0.1, 2, 2, true, false, 25));
        best.ToString().ShouldBe("25 steps at 0.1");
    }

    [Fact]
    public void Among_SaysHowManyDoNot() => BestRate.Among([Of(1, 5), Of(1, null), Of(1, 7)]).ToString().ShouldBe("6 steps at 1 (2 of 3)");

    [Fact]
    public void Among_SaysNever()
    {
        BestRate best = BestRate.Among([Of(1, null), Of(0.1, null)]);

        (best.Never, best.All, best.ToString()).ShouldBe((true, false, "never"));
        double.IsNaN(best.Median).ShouldBeTrue();
    }

    [Fact]
    public void Among_CountsStepsAsItIsTold() => BestRate.Among([Of(1, null), Of(0.1, null)], run => run.Spec.Training.LearningRate < 1 ? 4 : null).Rate.ShouldBe(0.1);

    private static Run Of(double rate, int? steps) => new(Spec with { Training = Spec.Training with { LearningRate = rate } }, new() { StepsToTarget = steps });
}
