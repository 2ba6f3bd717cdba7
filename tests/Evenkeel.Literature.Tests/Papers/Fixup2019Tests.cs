using Evenkeel.Experiments.Studies;
using Evenkeel.Literature.Papers;

namespace Evenkeel.Literature.Tests.Papers;

public class Fixup2019Tests
{
    [Fact]
    public void Judge_HoldsForTheClosedForms() => Judge().Holds().ShouldBe([true, true, true, true, true]);

    [Fact]
    public void Judge_FailsWhereFixupNeedsALowerRate() => Judge(learns: spec => IsFixup(spec) && spec.Training.LearningRate < 0.1).Holds()[0].ShouldBeFalse();

    [Fact]
    public void Judge_FailsWhereAllLearn() => Judge(learns: _ => true).Holds()[..3].ShouldBe([true, false, false]);

    [Fact]
    public void Judge_FailsWhereSignalsGrowOtherwise() => Judge(growth: 1.5).Holds()[3..].ShouldBe([false, false]);

    private static bool IsFixup(TrialSpec spec) => spec.Scheme.StartsWith("fixup", StringComparison.Ordinal);

    /// <summary>Signals whose logarithm grows by some multiple of what it should.</summary>
    private static Outcome Judge(double growth = 1, Func<TrialSpec, bool>? learns = null) => MadeUpRuns.Judge(new Fixup2019(), RunSize.Quick, spec =>
    {
        int blocks = spec.Network.Branches;
        double block = IsFixup(spec) ? 0 : growth * (spec.Scheme == "he-normal" ? Math.Log(3) : Math.Log(1 + 2.0 / blocks));
        return new()
        {
            StepsToTarget = (learns ?? IsFixup)(spec) ? 16 : null,
            Readings = [MadeUpRuns.Reading(spec, 0, (number, layer) => layer with { ActivationStd = Math.Exp(block * (number - 1) / 4) })],
        };
    });
}
