using Evenkeel.Literature.Papers;

namespace Evenkeel.Literature.Tests.Papers;

/// <summary>The two conditions that trials decide: inputs kept apart, and who learns.</summary>
public class Tat2022Tests
{
    [Theory]
    [InlineData(0.9, 0.998, 30, null, true, true)]
    [InlineData(0.97, 0.998, 30, null, false, true)]
    [InlineData(0.9, 0.95, 30, null, false, true)]
    [InlineData(0.9, 0.998, null, null, true, false)]
    [InlineData(0.9, 0.998, 30, 290, true, false)]
    public void Judge_FollowsCorrelationsAndSteps(double tailored, double relu, int? tailoredSteps, int? reluSteps, bool apart, bool learns)
    {
        Outcome outcome = MadeUpRuns.Judge(new Tat2022(), RunSize.Quick, spec =>
        {
            bool isRelu = spec.Network.Activation == "relu";
            return new()
            {
                StepsToTarget = isRelu ? reluSteps : tailoredSteps,
                Readings = [MadeUpRuns.Reading(spec, 0, (_, layer) => layer with { Correlation = isRelu ? relu : tailored })],
            };
        });

        outcome.Holds().ShouldBe([apart, learns, true, true, true, true]);
    }
}
