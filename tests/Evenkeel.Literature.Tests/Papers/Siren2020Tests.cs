using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Papers;
using Evenkeel.MeanField;

namespace Evenkeel.Literature.Tests.Papers;

public class Siren2020Tests
{
    [Fact]
    public void Judge_HoldsForTheMeanFieldAndABetterPicture() => Judge().Holds().ShouldBe([true, true, true, true, true]);

    [Fact]
    public void Judge_FailsWhereArgumentsHaveVarianceOne() => Judge(argument: 1).Holds().ShouldBe([true, false, true, true, true]);

    [Fact]
    public void Judge_FailsWhereDivisionMakesNoDifference() => Judge(undivided: 1).Holds()[2].ShouldBeFalse();

    [Fact]
    public void Judge_FailsWhereAllPicturesAreAlike() => Judge(loss: 0.01).Holds()[3..].ShouldBe([false, false]);

    /// <summary>A network that diverges at one rate is judged at the other.</summary>
    [Fact]
    public void Judge_TakesTheBetterRate() => Judge(divergesAt: 0.001).Holds()[3..].ShouldBe([true, true]);

    private static Outcome Judge(double? argument = null, double undivided = 30, double? loss = null, double divergesAt = 0) => MadeUpRuns.Judge(new Siren2020(), RunSize.Quick, spec =>
    {
        bool isDivided = spec.Network.Activation == "sin(30)" && !spec.Scheme.Contains("siren(1)", StringComparison.Ordinal);
        double scale = isDivided ? 1 : undivided, mse = loss ?? (isDivided ? 1e-4 : 1e-2);
        SignalStep[] steps = [.. new SignalMap(Activations.Parse("sin"), 2, 0).Follow(50, spec.Network.Hidden.Length)];
        bool diverges = spec.Training.LearningRate == divergesAt;
        TrialReading start = MadeUpRuns.Reading(spec, 0, (number, layer) => layer with { Q = scale * scale * (argument ?? steps[number - 1].Q) / 900 });
        return new()
        {
            Steps = spec.Training.Steps!.Value, TestLoss = mse, DivergedAt = diverges ? 5 : null, Readings = diverges ? [start] : [start, start with { Loss = mse }], Loss = new([1], [mse]),
        };
    });
}
