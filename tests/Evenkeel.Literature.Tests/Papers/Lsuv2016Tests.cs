using Evenkeel.Experiments.Studies;
using Evenkeel.Literature.Papers;

namespace Evenkeel.Literature.Tests.Papers;

public class Lsuv2016Tests
{
    [Fact]
    public void Judge_HoldsWhereLsuvAloneLearns() => Judge(spec => spec.Scheme == "lsuv").Holds().ShouldBe([true, true, true, true]);

    [Theory]
    [InlineData("relu", "orthogonal", true, false)]
    [InlineData("tanh", "orthogonal", true, true)]
    [InlineData("tanh", "normal(0.01)", false, true)]
    public void Judge_LooksAtWhichOthersLearn(string function, string start, bool trains, bool scale) =>
        Judge(spec => spec.Scheme == "lsuv" || (spec.Network.Activation == function && spec.Scheme == start)).Holds()[2..].ShouldBe([trains, scale]);

    [Fact]
    public void Judge_FailsWhereLsuvDoesNotLearn() => Judge(_ => false).Holds()[2].ShouldBeFalse();

    private static Outcome Judge(Func<TrialSpec, bool> learns) => MadeUpRuns.Judge(new Lsuv2016(), RunSize.Quick, spec => new()
    {
        StepsToTarget = learns(spec) ? 50 : null,
        Readings = [MadeUpRuns.Reading(spec, 0, (_, layer) => layer with { Q = 1 })],
    });
}
