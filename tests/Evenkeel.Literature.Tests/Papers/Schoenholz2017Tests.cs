using Evenkeel.Experiments.Studies;

namespace Evenkeel.Literature.Tests.Papers;

public class Schoenholz2017Tests
{
    private static readonly Reproduction Trainability = Reproductions.Find("schoenholz2017");

    /// <summary>ξ_c of the columns, from a computation that is not ours.</summary>
    private static readonly Dictionary<double, double> Xi = new()
    {
        [1] = 3.627, [1.25] = 6.800, [1.5] = 15.791, [1.75] = 426, [2] = 25.213, [2.5] = 11.796, [3] = 9.051, [3.5] = 7.768, [4] = 6.980,
    };

    [Theory]
    [InlineData(6, true, true, true, true)]
    [InlineData(2.5, false, true, false, false)]
    [InlineData(14, true, false, false, false)]
    [InlineData(9.5, true, true, false, false)]
    public void Judge_FollowsTheBorder(double times, params bool[] holds)
    {
        Outcome outcome = MadeUpRuns.Judge(Trainability, RunSize.Quick, spec => new() { TrainAccuracy = spec.Network.Hidden.Length < times * Xi[MeanFieldScheme.Of(spec.Scheme).SigmaW2] ? 1 : 0.1 });

        outcome.Holds().ShouldBe(holds, ignoreOrder: false, customMessage: string.Join('\n', outcome.Judgements.Select(judgement => judgement.Detail)));
    }

    [Fact]
    public void Judge_TakesADivergedNetworkForChance()
    {
        Outcome outcome = MadeUpRuns.Judge(Trainability, RunSize.Quick, _ => new() { TrainAccuracy = 1, DivergedAt = 3 });

        outcome.Holds().ShouldBe([false, true, false, false]);
    }
}
