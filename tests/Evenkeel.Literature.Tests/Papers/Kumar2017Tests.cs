using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Papers;
using Evenkeel.MeanField;

namespace Evenkeel.Literature.Tests.Papers;

public class Kumar2017Tests
{
    [Fact]
    public void Judge_HoldsForTheMeanField() => Judge().Holds().ShouldBe([true, true, true, true, true]);

    [Fact]
    public void Judge_FailsWhereGradientsAreAlike() => Judge(gradient: (_, _) => 1).Holds().ShouldBe([true, true, false, false, true]);

    [Theory]
    [InlineData("glorot-uniform")]
    [InlineData("uniform")]
    public void Judge_FailsWhereAnotherLearns(string start) => Judge(learns: spec => spec.Scheme == start || spec.Scheme.StartsWith("mean-field", StringComparison.Ordinal)).Holds()[4].ShouldBeFalse();

    [Theory]
    [InlineData(240, false)]
    [InlineData(260, true)]
    public void Judge_LetsGlorotsLearnLater(int steps, bool holds) => Judge(learns: spec => spec.Scheme != "uniform", glorot: steps).Holds()[4].ShouldBe(holds);

    [Fact]
    public void Judge_FailsWhereASeedDoesNotLearn() => Judge(learns: spec => spec.Scheme.StartsWith("mean-field", StringComparison.Ordinal) && spec.Seed == 1000).Holds()[4].ShouldBeFalse();

    private static Outcome Judge(Func<TrialSpec, int, double>? gradient = null, Func<TrialSpec, bool>? learns = null, int glorot = 50) => MadeUpRuns.Judge(new Kumar2017(), RunSize.Quick, spec =>
    {
        double scale = spec.Scheme.StartsWith("mean-field", StringComparison.Ordinal) ? 12.8 : spec.Scheme == "uniform" ? 1 / 3.0 : 1;
        SignalStep[] steps = [.. new SignalMap(Activations.Parse("sigmoid"), scale, 0).Follow(scale, spec.Network.Hidden.Length)];
        return new()
        {
            StepsToTarget = (learns?.Invoke(spec) ?? scale > 12) ? scale == 1 ? glorot : 50 : null,
            Readings = [MadeUpRuns.Reading(spec, 0, (number, layer) => layer with { Q = steps[number - 1].Q, PreActivationGradientQ = gradient?.Invoke(spec, number) ?? steps[^1].BackwardGrowth / steps[number - 1].BackwardGrowth })],
        };
    });
}
