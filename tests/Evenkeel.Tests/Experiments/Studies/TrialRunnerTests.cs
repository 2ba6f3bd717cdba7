using System.Text;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Experiments.Studies;

public class TrialRunnerTests
{
    private static readonly DataSplit Circle = new(ToyData.Circle.Generate(200, 1), ToyData.Circle.Generate(100, 2));

    private static readonly ComparisonSpec Small = new()
    {
        Data = new() { Name = "circle" },
        Network = new() { Hidden = [6, 3], Activation = "relu" },
        Training = new() { Batch = 30, Epochs = 6, LearningRate = 0.5 },
        Schemes = ["zero", "xavier", "normal(1e15)", "lsuv"],
        Repeats = 2,
        Seed = 7,
        Target = 0.6,
    };

    private static TrialSpec Spec(string scheme = "xavier", long seed = 7) => new()
    {
        Data = Small.Data, DataSeed = 7, Network = Small.Network, Training = Small.Training, Scheme = scheme, Seed = seed, Rng = "native", Target = 0.6, Record = new(), Abort = new(),
    };

    private static TrialResult Run(TrialSpec spec) => TrialRunner.Run(spec, Circle, Workers.One)!;

    [Fact]
    public void Run_EndsAsTheRunOfTheComparisonDoes()
    {
        ComparisonResult comparison = new Comparison(Small, Circle).Run(1);

        foreach (RunResult run in comparison.Runs)
        {
            TrialResult trial = Run(Spec(run.Scheme, run.Seed));

            (trial.Steps, trial.InitialLoss, trial.FinalLoss, trial.TestAccuracy, trial.TestLoss, trial.StepsToTarget, trial.DivergedAt)
                .ShouldBe((run.Steps, run.InitialLoss, run.FinalLoss, run.TestAccuracy, run.TestLoss, run.StepsToTarget, run.DivergedAt), $"{run.Scheme} {run.Seed}");
        }

        comparison.Runs.ShouldContain(run => run.DivergedAt != null, "a diverged run is among them");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_GivesTheSameBytesForAnyNumberOfThreads(int threads)
    {
        TrialSpec spec = Spec() with { Record = new() { Curves = 10, Readings = [0, 3, RecordSpec.End], Read = ["histograms", "quantiles", "correlation"] } };
        using Workers team = new(threads);

        TrialResultJson.Write(TrialRunner.Run(spec, Circle, team)!).ToArray().ShouldBe(TrialResultJson.Write(Run(spec)).ToArray());
    }

    [Fact]
    public void Run_ReadsWhatTheComparisonReads_AndRecordingChangesNothing()
    {
        RunResult run = new Comparison(Small with { Schemes = ["xavier"], Repeats = 1 }, Circle).Run(1).Runs[0];

        TrialResult trial = Run(Spec() with { Record = new() { Curves = 1000, Readings = [0, RecordSpec.End] } });

        trial.Readings.Select(reading => reading.Step).ShouldBe([0, run.Steps]);
        trial.Readings.SelectMany(reading => reading.Layers.Select(layer => layer.ActivationStd)).ShouldBe(run.Snapshots.SelectMany(snapshot => snapshot.Reading.Layers.Select(layer => layer.Activations.StandardDeviation)));
        trial.Loss.Values.ShouldBe(run.Loss.Values);
        trial.Accuracy.Values.ShouldBe(run.Accuracy.Values);
        (trial.FinalLoss, trial.TestLoss).ShouldBe((run.FinalLoss, run.TestLoss));
    }

    [Fact]
    public void Run_ThinsCurves()
    {
        TrialResult all = Run(Spec() with { Record = new() { Curves = 1000 } }), few = Run(Spec() with { Record = new() { Curves = 6 } });

        all.Loss.Steps.Length.ShouldBe(42, "six epochs of seven batches");
        few.Loss.Steps.ShouldBe([1, 7, 14, 21, 28, 35, 42]);
        few.Loss.Values[^1].ShouldBe(all.Loss.Values[^7..].Average(), 1e-12, "a point is the mean of the steps since the one before");
        Run(Spec()).Loss.Steps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, 0.5, null, null, 1, "loss 0.6")]
    [InlineData(5, 0.1, null, null, 5, "above 0.1")]
    [InlineData(5, null, 0.5, null, 5, "is not below 0.5 of the initial 0.6")]
    [InlineData(8, null, null, 1.0, 8, "accuracy 0.")]
    public void Run_EndsWhatIsHopeless(int? at, double? above, double? notBelow, double? accuracy, int step, string why)
    {
        TrialSpec spec = Spec("zero") with { Abort = new() { Hopeless = [new() { At = at, LossAbove = above, LossNotBelow = notBelow, AccuracyBelow = accuracy }] } };

        TrialResult result = Run(spec);

        (result.Steps, result.AbortedAt).ShouldBe((step, step));
        result.AbortedBecause!.ShouldContain(why);
        result.DivergedAt.ShouldBeNull();
    }

    [Fact]
    public void Run_GoesOnWhereNoLimitIsPassed()
    {
        TrialSpec spec = Spec() with { Abort = new() { Hopeless = [new() { LossAbove = 1e9 }, new() { At = 5, LossAbove = 1e9, LossNotBelow = 1e9, AccuracyBelow = 0 }, new() { At = 10_000, LossAbove = 0 }] } };

        Run(spec).AbortedAt.ShouldBeNull();
        Run(spec).Steps.ShouldBe(42);
    }

    [Fact]
    public void Run_StopsWhereTheTargetIsReached()
    {
        int reached = Run(Spec()).StepsToTarget!.Value;

        TrialResult result = Run(Spec() with { Abort = new() { Reached = true } });

        reached.ShouldBeLessThan(42);
        (result.Steps, result.AbortedAt, result.AbortedBecause).ShouldBe((reached, reached, "the target accuracy was reached"));
    }

    [Fact]
    public void Run_SaysWhyATrialCannotBeRun()
    {
        TrialResult result = Run(Spec() with { Training = Small.Training with { LearningRate = -1 } });

        result.Refused!.ShouldContain("-1");
        TrialResultJson.Read(Json(result)).Refused.ShouldBe(result.Refused);
    }

    [Fact]
    public void Run_GivesNothingWhereItIsStopped()
    {
        using CancellationTokenSource stop = new();
        int steps = 0;

        TrialRunner.Run(Spec(), Circle, Workers.One, (step, _) =>
        {
            steps = step;
            if (step == 3) stop.Cancel();
        }, stop.Token).ShouldBeNull();

        steps.ShouldBe(3);
    }

    [Theory]
    [InlineData("xavier")]
    [InlineData("normal(1e15)")]
    public void Json_ReadsBackToTheSameBytes(string scheme)
    {
        TrialResult result = Run(Spec(scheme) with { Record = new() { Curves = 10, Readings = [0, 1, RecordSpec.End], Read = ["histograms", "quantiles", "correlation"] } });

        Encoding.UTF8.GetString(TrialResultJson.Write(TrialResultJson.Read(Json(result))).Span).ShouldBe(Encoding.UTF8.GetString(TrialResultJson.Write(result).Span));
    }

    [Fact]
    public void Json_TellsWhatIsNoNumber()
    {
        JsonElement json = Json(new TrialResult { TestLoss = double.PositiveInfinity });

        json.GetProperty("testLoss").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("testLossIs").GetString().ShouldBe("inf");
        TrialResultJson.Read(json).TestLoss.ShouldBe(double.PositiveInfinity);
        TrialResultJson.Read(json).FinalLoss.ShouldBe(double.NaN);
        Should.Throw<FormatException>(() => TrialResultJson.Read(JsonElement.Parse("""{ "steps": 1 }""")));
    }

    private static JsonElement Json(TrialResult result) => JsonElement.Parse(TrialResultJson.Write(result).Span);
}
