using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Literature.Papers;

namespace Evenkeel.Literature.Tests.Papers;

public class Saxe2014Tests
{
    [Fact]
    public void Judge_HoldsWhereTimesAreAsTheTheorySays() => Judge(Theory).Holds().ShouldBe([true, true, true, true, true]);

    [Fact]
    public void Judge_FailsWhereTheTimeGrowsWithDepth() => Judge((spec, depth) => spec.Scheme == "orthogonal" && !spec.Network.Bias ? 2 * depth : Theory(spec, depth)).Holds().ShouldBe([false, true, true, true, true]);

    [Fact]
    public void Judge_FailsWhereGaussianWeightsLevelOff() => Judge((spec, depth) => spec.Scheme != "orthogonal" && !spec.Network.Bias ? 20 : Theory(spec, depth)).Holds().ShouldBe([true, false, true, true, true]);

    [Fact]
    public void Judge_FailsWhereNetworksWithBiasesTakeOtherTimes() => Judge((spec, depth) => spec.Network.Bias && Theory(spec, depth) is { } steps ? (int)(1.3 * steps) : Theory(spec, depth)).Holds()[3].ShouldBeFalse();

    private static int? Theory(TrialSpec spec, int depth) => (spec.Network.Bias, spec.Scheme == "orthogonal") switch
    {
        (false, true) => depth >= 10 ? 20 : 10,
        (false, false) => depth >= 20 ? null : depth >= 10 ? 60 : 10,
        (true, true) => depth switch { 2 => 301, 3 => 440, 5 => 630, _ => 769 },
        (true, false) => depth switch { 2 => 322, 3 => 492, 5 => 761, _ => null },
    };

    /// <summary>Losses that fall below the bound after some steps at a rate of about 1/depth, and never at others; all losses are those of the mean over samples and outputs.</summary>
    private static Outcome Judge(Func<TrialSpec, int, int?> steps) => MadeUpRuns.Judge(new Saxe2014(), RunSize.Quick, spec =>
    {
        int depth = spec.Network.Hidden.Length + 1, length = 1000;
        double rate = spec.Training.LearningRate * depth / LinearModes.LossScale;
        int? learned = spec.Network.Bias || rate is > 0.8 and < 1.2 ? steps(spec, depth) : null;
        ImmutableArray<double> losses = [.. Enumerable.Range(0, length).Select(step => (step >= learned ? 0.24 : 5) / LinearModes.LossScale)];
        return new() { Loss = new([.. Enumerable.Range(1, length)], losses) };
    });
}
