using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Experiments;

/// <summary>A verdict says nothing that is not so.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void Verdict_DoesNotTakeTheCommonestClassForKnowledge()
    {
        // 95 of 100 samples are of one class, so always naming it is right 95 times: that is chance.
        float[] inputs = new float[200];
        Draw.Normal(inputs, 3, 0, 1);
        ArrayDataSet rare = new("rare", new(2), ["no", "yes"], inputs, [.. Enumerable.Range(0, 100).Select(i => i % 20 == 0 ? 1f : 0f)]);

        SchemeSummary zero = Compare(rare, ["zero"], epochs: 30).Summary[0];

        zero.TestAccuracy!.Value.Mean.ShouldBe(0.95, 1e-12);
        zero.Standing.ShouldBe(Standing.Stuck);
        zero.Verdict.ShouldStartWith("Stays at chance, 95.0 %");
    }

    [Fact]
    public void Verdict_SaysThatANetworkIsWorseThanChance()
    {
        // The labels of gauss are told apart by the sign of x₁ + x₂; a frozen net of weights 0.5 names the other one.
        SchemeSummary wrong = Compare(ToyData.Gauss.Generate(100, 0), ["constant(0.5)"], epochs: 1).Summary[0];

        wrong.Standing.ShouldBe(Standing.Stuck);
        wrong.Verdict.ShouldStartWith("Does worse than chance, ");
    }

    [Fact]
    public async Task Verdict_DoesNotJudgeRunsThatWereStopped()
    {
        using CancellationTokenSource stop = new();
        ArrayDataSet data = ToyData.Circle.Generate(100, 0);
        Comparison comparison = new(Spec(["xavier"], 10_000_000), new(data, data));

        Task<ComparisonResult> running = Task.Run(() => comparison.Run(1, stop.Token));
        while (comparison.Progress[0].Step == 0 && !running.IsCompleted)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        SchemeSummary stopped = (await running).Summary[0];

        stopped.Standing.ShouldBe(Standing.Unfinished);
        stopped.Verdict.ShouldStartWith("Stopped at step ");
    }

    [Fact]
    public void Run_CallsAnOverflowAtTheLastUpdateADivergence()
    {
        // Logits of 1e36 are finite; one step of size W₂·W₃ ~ 1e24 on the first weights makes them 1e48, which float32 cannot hold.
        ArrayDataSet data = ToyData.Gauss.Generate(100, 0);
        ComparisonSpec spec = Spec(["normal(1e12)"], 1) with { Network = new() { Hidden = [6, 3], Activation = "linear" } };

        ComparisonResult result = new Comparison(spec, new(data, data)).Run(1);

        result.Runs.ShouldContain(run => run.DivergedAt == 1);
        result.Runs.ShouldAllBe(run => double.IsFinite(run.TestLoss) == (run.DivergedAt == null));
    }

    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 3.0 }, 2)]
    [InlineData(new[] { double.NaN, 1.0, 2.0 }, 2)]
    [InlineData(new[] { double.NaN, double.NaN, 2.0 }, double.PositiveInfinity)]
    public void Median_CountsWhatIsMissingAsInfinite(double[] values, double expected) =>
        Median.Of(values.Select(value => (double?)value)).ShouldBe(expected);

    private static ComparisonResult Compare(IDataSet data, string[] schemes, int epochs) =>
        new Comparison(Spec(schemes, epochs), new(data, data)).Run(1);

    private static ComparisonSpec Spec(string[] schemes, int epochs) => new()
    {
        Network = new NetworkSpec { Hidden = [4], Activation = "relu" },
        Training = new TrainingSpec { Batch = 0, Epochs = epochs },
        Schemes = [.. schemes],
        Repeats = 2,
    };
}
