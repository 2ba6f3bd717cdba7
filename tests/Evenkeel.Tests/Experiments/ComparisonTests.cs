using Evenkeel.Data;
using Evenkeel.Experiments;

namespace Evenkeel.Tests.Experiments;

public class ComparisonTests
{
    private static readonly DataSplit Circle = new(ToyData.Circle.Generate(200, 1), ToyData.Circle.Generate(100, 2));

    private static readonly ComparisonSpec Small = new()
    {
        Data = new() { Name = "circle" },
        Network = new() { Hidden = [6, 3], Activation = "relu" },
        Training = new() { Batch = 30, Epochs = 3 },
        Schemes = ["zero", "xavier", "xavier*0.01", "orthogonal"],
        Repeats = 2,
    };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Run_GivesTheSameBytesForAnyNumberOfThreads(int threads)
    {
        byte[] alone = Json(new Comparison(Small, Circle).Run(1));

        byte[] together = Json(new Comparison(Small, Circle).Run(threads));

        together.ShouldBe(alone);
    }

    [Fact]
    public void Run_OrdersRunsBySchemeThenSeed()
    {
        ComparisonResult result = new Comparison(Small with { Seed = 40 }, Circle).Run(2);

        result.Runs.Select(run => (run.Scheme, run.Seed)).ShouldBe(
            [("zero", 40), ("zero", 41), ("xavier", 40), ("xavier", 41), ("xavier*0.01", 40), ("xavier*0.01", 41), ("orthogonal", 40), ("orthogonal", 41)]);
        result.Interrupted.ShouldBeFalse();
        result.Summary.Select(summary => summary.Scheme).ShouldBe(Small.Schemes);
    }

    [Fact]
    public void Run_GivesEverySchemeTheSameBatchesForASeed()
    {
        // The root of 0.0625 is a quarter: two names of the same start, which train alike only on the same batches.
        ComparisonResult result = new Comparison(Small with { Schemes = ["constant(0.5)", "constant(2)*0.0625"] }, Circle).Run(2);

        for (int seed = 0; seed < 2; seed++)
        {
            result.Runs[2 + seed].Loss.Values.ShouldBe(result.Runs[seed].Loss.Values);
            result.Runs[2 + seed].TestLoss.ShouldBe(result.Runs[seed].TestLoss);
        }

        result.Runs[1].Loss.Values.ShouldNotBe(result.Runs[0].Loss.Values);
    }

    [Fact]
    public void Run_GivesASchemeTheSameResultWhateverStandsBesideIt()
    {
        RunResult beside = new Comparison(Small, Circle).Run(1).Runs[2];

        RunResult alone = new Comparison(Small with { Schemes = ["xavier"] }, Circle).Run(1).Runs[0];

        alone.Loss.Values.ShouldBe(beside.Loss.Values);
        (alone.InitialLoss, alone.FinalLoss, alone.TestAccuracy, alone.TestLoss).ShouldBe((beside.InitialLoss, beside.FinalLoss, beside.TestAccuracy, beside.TestLoss));
    }

    [Fact]
    public void Run_RecordsTheFirstLossAndTheMeanOfTheLastTenth()
    {
        ComparisonSpec spec = Small with { Training = new() { Batch = 20, Epochs = 2 }, Repeats = 1, Schemes = ["xavier"] };

        RunResult run = new Comparison(spec, Circle).Run(1).Runs[0];

        // 20 steps, few enough that the curve holds every one; the last tenth is steps 19 and 20.
        run.Steps.ShouldBe(20);
        run.Loss.Steps.ShouldBe(Enumerable.Range(1, 20));
        run.InitialLoss.ShouldBe(run.Loss.Values[0]);
        run.FinalLoss.ShouldBe(run.Loss.Values.TakeLast(2).Average(), 1e-12);
        run.Snapshots.Select(snapshot => snapshot.Step).ShouldBe([0, 20]);
        run.Accuracy.Steps.ShouldBe([10, 20]);
        run.Accuracy.Values[^1].ShouldBe(run.TestAccuracy!.Value);
    }

    [Fact]
    public void Run_SeparatesAStartThatLearnsFromOneThatStaysAtChance()
    {
        ComparisonSpec spec = Small with { Training = new() { Batch = 20, Epochs = 60, LearningRate = 0.1 }, Schemes = ["zero", "xavier"], Network = new() { Hidden = [16], Activation = "tanh" } };

        ComparisonResult result = new Comparison(spec, Circle).Run(2);

        result.Summary.Select(summary => summary.Standing).ShouldBe([Standing.Stuck, Standing.Learns]);
        result.Summary[0].Verdict.ShouldContain("16 of 16 units in layer 1 compute the same to the last bit");
        result.Summary[1].Verdict.ShouldStartWith("Learns: ");
        result.Runs[2].StepsToTarget.ShouldNotBeNull();
        result.Summary[1].TestAccuracy!.Value.Mean.ShouldBe(result.Runs.Skip(2).Average(run => run.TestAccuracy!.Value), 1e-12);
    }

    [Fact]
    public void Run_LeavesOutWhatWasNeverBegun()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();

        ComparisonResult result = new Comparison(Small, Circle).Run(2, stop.Token);

        result.Runs.ShouldBeEmpty();
        result.Interrupted.ShouldBeTrue();
        result.Summary.ShouldAllBe(summary => summary.Standing == Standing.Unfinished && summary.Verdict == "Not run.");
        Json(result).ShouldNotBeEmpty();
    }

    [Fact]
    public void Run_KeepsWhatWasDoneUntilAStop()
    {
        // A run reads its training data once to probe, then once a step, then once to probe again: 1 + 21 + 1 for the first run.
        using CancellationTokenSource stop = new();
        DataSplit data = Circle with { Train = new TrippingData(Circle.Train, 23 + 1 + 5, stop) };

        ComparisonResult result = new Comparison(Small, data).Run(1, stop.Token);

        result.Interrupted.ShouldBeTrue();
        result.Runs.Select(run => (run.Scheme, run.Seed, run.Steps, run.Interrupted)).ShouldBe([("zero", 0, 21, false), ("xavier", 0, 5, true)]);
        result.Runs[1].Snapshots.Select(snapshot => snapshot.Step).ShouldBe([0]);
        result.Runs[1].Loss.Values.ShouldAllBe(loss => double.IsFinite(loss));
        result.Runs[1].TestAccuracy.ShouldNotBeNull();
        result.Summary[2].Standing.ShouldBe(Standing.Unfinished);
        Json(result).ShouldNotBeEmpty();
    }

    [Fact]
    public void Run_EndsARunThatDivergesAndNoOther()
    {
        RunResult[] undisturbed = [.. new Comparison(Small with { Schemes = ["xavier"] }, Circle).Run(1).Runs];

        ComparisonResult result = new Comparison(Small with { Schemes = ["normal(1e20)", "xavier"] }, Circle).Run(2);

        result.Runs.Take(2).ShouldAllBe(run => run.DivergedAt == 1 && run.Steps == 1 && double.IsNaN(run.FinalLoss) && !double.IsFinite(run.InitialLoss) && !run.Interrupted);
        result.Runs.Take(2).ShouldAllBe(run => run.Findings.Any(finding => finding.Code == "EK109") && run.Snapshots.Length == 1);
        result.Runs.Skip(2).Select(run => run.FinalLoss).ShouldBe(undisturbed.Select(run => run.FinalLoss));
        result.Summary.Select(summary => (summary.Diverged, summary.Standing == Standing.Diverged)).ShouldBe([(2, true), (0, false)]);
        result.Interrupted.ShouldBeFalse();
    }

    [Fact]
    public void Run_RecordsTheStepAtWhichTrainingDiverges()
    {
        ComparisonSpec spec = Small with
        {
            Network = new() { Hidden = [6, 3], Activation = "linear" },
            Training = new() { Batch = 30, Epochs = 3, LearningRate = 1e12 },
            Schemes = ["xavier"],
            Repeats = 1,
        };

        RunResult run = new Comparison(spec, Circle).Run(1).Runs[0];

        int step = run.DivergedAt.ShouldNotBeNull();
        step.ShouldBeInRange(2, 21);
        run.Steps.ShouldBe(step);
        run.Loss.Steps[^1].ShouldBe(step);
        run.Loss.Values.SkipLast(1).ShouldAllBe(loss => double.IsFinite(loss));
        double.IsFinite(run.Loss.Values[^1]).ShouldBeFalse();
        run.Findings.Single(finding => finding.Code == "EK109").Message.ShouldBe($"the loss was no longer finite at step {step}");
    }

    [Fact]
    public void Run_OfNoStepsTellsOfTheStartAlone()
    {
        ComparisonResult result = new Comparison(Small with { Training = new() { Batch = 30, Steps = 0 } }, Circle).Run(1);

        result.Runs.ShouldAllBe(run => run.Steps == 0 && run.DivergedAt == null && !run.Interrupted && run.Snapshots.Length == 1 && double.IsFinite(run.InitialLoss));
        result.Interrupted.ShouldBeFalse();
        Json(result).ShouldNotBeEmpty();
    }

    [Fact]
    public void Run_OfARegressionHasNoAccuracy()
    {
        float[] x = [.. Enumerable.Range(0, 40).Select(i => i / 20f - 1)];
        ArrayDataSet line = new("line", new(1), [], x, [.. x.Select(value => 2 * value)]);
        ComparisonSpec spec = new()
        {
            Network = new() { Hidden = [8], Loss = Evenkeel.Networks.LossKind.MeanSquaredError },
            Training = new() { Batch = 10, Epochs = 30, LearningRate = 0.05 },
            Schemes = ["zero", "xavier"],
            Repeats = 2,
        };

        ComparisonResult result = new Comparison(spec, new(line, line)).Run(2);

        result.Runs.ShouldAllBe(run => run.TestAccuracy == null && run.StepsToTarget == null && run.Accuracy.Steps.Length == 0);
        result.Summary.Select(summary => summary.Standing).ShouldBe([Standing.Stuck, Standing.Learns]);
        result.Summary[1].Verdict.ShouldStartWith("Learns: loss from ");
    }

    [Fact]
    public void Progress_FollowsEveryRun()
    {
        Comparison comparison = new(Small, Circle);
        comparison.Progress.ShouldAllBe(run => run.Step == 0 && run.TotalSteps == 0 && double.IsNaN(run.Loss) && run.Result == null);

        ComparisonResult result = comparison.Run(2);

        comparison.Progress.Select(run => run.Result).ShouldBe(result.Runs);
        comparison.Progress.ShouldAllBe(run => run.Step == 21 && run.TotalSteps == 21 && double.IsFinite(run.Loss));
    }

    [Fact]
    public void Constructor_RefusesAnUnknownScheme() =>
        Should.Throw<FormatException>(() => new Comparison(Small with { Schemes = ["xavier", "hee-normal"] }, Circle)).Message
            .ShouldBe("Unknown initializer 'hee-normal'. Did you mean 'he-normal'?");

    [Fact]
    public void Constructor_RefusesASchemeNamedTwice() =>
        Should.Throw<ArgumentException>(() => new Comparison(Small with { Schemes = ["normal", "normal(1)"] }, Circle)).Message
            .ShouldStartWith("The initializer 'normal' is named twice.");

    [Fact]
    public void Constructor_RefusesWhatCannotBeRun()
    {
        Refuse(Small with { Repeats = 0 }, "A comparison needs 1 to 100000 repeats, but got 0.");
        Refuse(Small with { Target = 1.5 }, "The target accuracy is 1.5 but must be above 0 and at most 1.");
        Refuse(Small with { Target = double.NaN }, "The target accuracy is NaN but must be above 0 and at most 1.");
        Refuse(Small with { Schemes = [] }, "A comparison needs at least one initializer.");
        Refuse(Small with { Training = new() { Batch = 201 } }, "The batch is 201 but must be 1 to 200, or 0 for all 200 samples.");
        Refuse(Small with { Training = new() { Batch = 10, LearningRate = 0 } }, "The learning rate is 0 but must be a number above 0.");
    }

    private static void Refuse(ComparisonSpec spec, string message) => Should.Throw<ArgumentException>(() => new Comparison(spec, Circle)).Message.ShouldStartWith(message);

    private static byte[] Json(ComparisonResult result) => ComparisonJson.Write(result, "evenkeel compare", "1.0", detailed: true).ToArray();
}
