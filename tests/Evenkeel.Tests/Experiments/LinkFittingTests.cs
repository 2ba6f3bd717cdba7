using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;

namespace Evenkeel.Tests.Experiments;

public class LinkFittingTests
{
    private static readonly DataSplit Points = Whole(ToyData.Circle.Generate(100, 0));
    private static readonly DataSplit Numbers = Whole(new ArrayDataSet("prices", new(3), [], new float[30], new float[10]));

    [Fact]
    public void Fit_LeavesWhatFitsAlone()
    {
        LinkReading reading = ExperimentLink.Read("data=circle&seed=3&view=grid", "");

        reading.Fit(Points).ShouldBeSameAs(reading);
    }

    [Theory]
    [InlineData("data=circle&batch=101", "batch is 101, but circle has 100 samples to learn from; full is taken.", "data=circle")]
    [InlineData("data=circle&outputs=7", "outputs is 7, but circle needs 1, which is taken.", "data=circle")]
    [InlineData("data=circle&batch=1&epochs=999999999", "The training has 99,999,999,900 steps; at most 2,147,483,647 are taken here, and so many are.", "data=circle&batch=1&epochs=21474836")]
    [InlineData("data=circle&hidden=100x9", "The network has 81,201 weights and biases; at most 30,000 are trained here, and hidden 50x9 is taken.", "data=circle&hidden=50x9")]
    [InlineData("data=circle&init=dirac,zero", "'dirac' is left out.", "data=circle&init=zero")]
    public void Fit_TakesTheNearestThatFits(string query, string problem, string canonical)
    {
        LinkReading reading = ExperimentLink.Read(query, "").Fit(Points, new() { Parameters = 30_000 });

        reading.Problems.ShouldHaveSingleItem().ShouldEndWith(problem);
        reading.Query.ShouldBe(canonical);
        _ = new Comparison(reading.Spec, Points);
    }

    [Fact]
    public void Fit_NarrowsTheBatchOfAWideNetwork()
    {
        LinkReading reading = ExperimentLink.Read("data=circle&hidden=1000,1", "").Fit(Points, new() { Values = 20_000 });

        reading.Problems.ShouldHaveSingleItem().ShouldEndWith("of a network with 1,004 inputs and units holds 100,400 values of each kind, more than the 20,000 that are taken here; batch 19 is taken.");
        reading.Spec.Training.Batch.ShouldBe(19);
    }

    [Fact]
    public void Fit_TakesTheSquaredErrorForNumbers()
    {
        LinkReading reading = ExperimentLink.Read("data=prices.csv&batch=full&init=xavier", "").Fit(Numbers);

        reading.Problems.ShouldBe(["The target of prices is a number, and loss cross-entropy needs classes; mse is taken."]);
        reading.Spec.Network.Loss.ShouldBe(LossKind.MeanSquaredError);
        reading.Query.ShouldBe("data=prices.csv&loss=mse&init=xavier&batch=full");
    }

    [Theory]
    [InlineData("data=circle", "A step on 100 samples is more than the 32 that are taken here at once; batch 32 is taken.", 32, 62, null)]
    [InlineData("data=circle&batch=10&steps=300", "The training has 300 steps; at most 250 are taken here, and so many are.", 10, 500, 250)]
    public void Fit_KeepsStepsWithinTheLimits(string query, string problem, int batch, int epochs, int? steps)
    {
        LinkReading reading = ExperimentLink.Read(query, "").Fit(Points, new() { Batch = 32, Steps = 250 });

        reading.Problems.ShouldContain(problem);
        reading.Spec.Training.Batch.ShouldBe(batch);
        reading.Spec.Training.Steps.ShouldBe(steps);
        reading.Spec.Training.Epochs.ShouldBeLessThanOrEqualTo(epochs);
    }

    [Fact]
    public void WhateverALinkHolds_AComparisonTakesWhatIsReadFromIt()
    {
        LinkSamples samples = new(3);
        LinkLimits limits = new() { Parameters = 1000, Layers = 8, Units = 60, Samples = 120, Runs = 4, Repeats = 10, Steps = 10_000 };
        Dictionary<string, DataSplit> sets = [];
        for (int i = 0; i < 20_000; i++)
        {
            string query = samples.Query();
            string defaults = samples.Defaults();

            LinkReading read = ExperimentLink.Read(query, defaults, limits);
            DataSpec data = read.Spec.Data;
            if (!sets.TryGetValue($"{data.Name} {data.Train} {data.Regression}", out DataSplit? split))
            {
                sets.Add($"{data.Name} {data.Train} {data.Regression}", split = Load(data));
            }

            LinkReading reading = read.Fit(split, limits);

            if (i % 5 == 0)
            {
                Should.NotThrow(() => new Comparison(reading.Spec, split), $"{query} of {defaults}");
            }

            reading.Problems.ShouldAllBe(problem => problem.Length < 500 && !problem.Contains('\n'));
            LinkReading again = ExperimentLink.Read(reading.Query, defaults, limits);
            again.Spec.ShouldBe(reading.Spec, query);
            again.Query.ShouldBe(reading.Query, query);
        }
    }

    private static DataSplit Load(DataSpec data) => Whole(
        ToyData.Find(data.Name) is { } toy ? toy.Generate(Math.Max(2, data.Train ?? 100), 0)
        : data.Regression ? new ArrayDataSet(data.Name, new(3), [], new float[30], new float[10])
        : new ArrayDataSet(data.Name, new(4), ["a", "b", "c"], new float[400], new float[100]));

    private static DataSplit Whole(IDataSet set) => new(set, set);
}
