using Evenkeel.Experiments.Studies;

namespace Evenkeel.Literature.Tests.Papers;

public class He2015Tests
{
    private static readonly Reproduction He = Reproductions.Find("he2015");

    [Fact]
    public void Judge_FindsWhatThePaperFound() => Judge().Verdict.ShouldBe(Verdict.Reproduced);

    [Theory]
    [InlineData(10, "lecun-normal", 40, 2.3, 0)]
    [InlineData(10, "lecun-normal", null, 2.3, 0)]
    [InlineData(30, "he-normal", null, 2.3, 1)]
    [InlineData(30, "lecun-normal", 590, 2.3, 1)]
    [InlineData(50, "uniform", 200, 2.3, 2)]
    [InlineData(30, "lecun-normal", null, 2.2, 3)]
    [InlineData(30, "he-normal", 260, 0.3, 4)]
    public void Judge_FailsWhereOneStartDoesOtherwise(int depth, string scheme, int? updates, double loss, int condition)
    {
        Outcome outcome = Judge((depth, scheme, updates, loss));

        outcome.Holds()[condition].ShouldBeFalse(outcome.Judgements[condition].Detail);
    }

    private static Outcome Judge((int Depth, string Scheme, int? Updates, double Loss)? other = null) => MadeUpRuns.Judge(He, RunSize.Standard, spec =>
    {
        bool isOther = other is { } one && one.Depth == spec.Network.Hidden.Length && one.Scheme == spec.Scheme;
        int? updates = spec.Training.LearningRate != 0.01 ? null : isOther ? other!.Value.Updates : (spec.Network.Hidden.Length, spec.Scheme) switch
        {
            (5, "uniform") => 135, (5, _) => 20,
            (10, "he-normal") => 21, (10, "lecun-normal") => 104, (10, "glorot-uniform") => 58,
            (20, "he-normal") => 52, (20, "glorot-uniform") => 548,
            (30, "he-normal") => 124,
            (50, "he-normal") => 274,
            _ => null,
        };
        return new() { Steps = updates ?? 600, StepsToTarget = updates, FinalLoss = isOther ? other!.Value.Loss : updates is null ? 2.303 : 0.3, Loss = new([1, 2], [2.4, 2.3]) };
    });
}
