using Evenkeel.Experiments.Studies;

namespace Evenkeel.Literature.Tests.Papers;

public class Glorot2010Table1Tests
{
    private static readonly Reproduction Table = Reproductions.Find("glorot2010-table1");

    [Fact]
    public void Judge_FindsThePapersTable()
    {
        Outcome outcome = MadeUpRuns.Judge(Table, RunSize.Full, spec => Result(spec, ErrorInPaper(spec)));

        outcome.Verdict.ShouldBe(Verdict.Reproduced, string.Join('\n', outcome.Judgements.Select(judgement => judgement.Detail)));
        outcome.Findings.Single(finding => finding.What.StartsWith("z of tanh against tanh N", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            finding => finding.Paper.ShouldBe("19.9"),
            finding => finding.Ours.ShouldBe("19.9"));
    }

    /// <summary>Each by itself: a normalized start that gains nothing, a sigmoid that learns, a layer that stays, layers that saturate from the top, an error of another size.</summary>
    [Theory]
    [InlineData("tanh", "glorot-uniform", 27.2, 0)]
    [InlineData("softsign", "uniform", 27.2, 0)]
    [InlineData("sigmoid", "uniform", 81.9, 1)]
    [InlineData("tanh", "uniform", 33, 4)]
    public void Judge_FailsOneConditionWhereOneErrorIsOff(string activation, string scheme, double error, int condition)
    {
        Outcome outcome = MadeUpRuns.Judge(Table, RunSize.Full, spec => Result(spec, spec.Network.Activation == activation && spec.Scheme == scheme ? error : ErrorInPaper(spec)));

        outcome.Holds()[condition].ShouldBeFalse();
        outcome.Verdict.ShouldBe(condition == 4 ? Verdict.OrderingOnly : Verdict.NotReproduced);
    }

    [Fact]
    public void Judge_AsksForACollapsedTopLayer()
    {
        Outcome outcome = MadeUpRuns.Judge(Table, RunSize.Full, spec => Result(spec, ErrorInPaper(spec), top: 0.06));

        outcome.Holds().ShouldBe([true, true, false, true, true]);
    }

    [Fact]
    public void Judge_AsksForTheFirstLayerToSaturateFirst()
    {
        Outcome outcome = MadeUpRuns.Judge(Table, RunSize.Full, spec => Result(spec, ErrorInPaper(spec), isUpsideDown: true));

        outcome.Holds().ShouldBe([true, true, true, false, true]);
    }

    [Fact]
    public void Judge_AsksForOrderAloneOfShortTrainings()
    {
        Outcome outcome = MadeUpRuns.Judge(Table, RunSize.Quick, spec => Result(spec, ErrorInPaper(spec), top: 0.5, isUpsideDown: true));

        outcome.Judgements.Select(judgement => judgement.Holds).ShouldBe([true, true, null, null, null]);
        outcome.Verdict.ShouldBe(Verdict.OrderingOnly, "No number is asked for, so that no more than the order is shown.");
    }

    /// <summary>A network that diverged has no error that could be below another.</summary>
    [Fact]
    public void Judge_TakesADivergedNetworkForOneThatFails()
    {
        Outcome outcome = MadeUpRuns.Judge(Table, RunSize.Full, spec => Result(spec, ErrorInPaper(spec)) with { DivergedAt = spec.Network.Activation == "softsign" ? 7 : null });

        outcome.Holds().ShouldBe([false, true, true, true, false]);
    }

    private static double ErrorInPaper(TrialSpec spec) => (spec.Network.Activation, spec.Scheme) switch
    {
        ("softsign", "uniform") => 16.27,
        ("softsign", _) => 16.06,
        ("tanh", "uniform") => 27.15,
        ("tanh", _) => 15.60,
        _ => 82.61,
    };

    /// <summary>Readings in which each layer's 98th percentile comes to 0.95 a reading after the one before it, and sigmoid's means are those of Fig. 2.</summary>
    private static TrialResult Result(TrialSpec spec, double error, double top = 0.01, bool isUpsideDown = false) => new()
    {
        Steps = spec.Training.Steps!.Value,
        TestAccuracy = 1 - error / 100,
        Loss = new([1, 2], [2, 1]),
        Readings =
        [
            .. spec.Record.Readings.Select((step, place) => MadeUpRuns.Reading(spec, step, (number, layer) => layer with
            {
                ActivationMean = number == 5 ? top : 0.49 + 0.02 * number * number,
                ActivationQuantiles = [-1, -0.5, 0, 0.5, place >= (isUpsideDown ? 6 - number : number) ? 0.96 : 0.5],
            })),
        ],
    };
}
