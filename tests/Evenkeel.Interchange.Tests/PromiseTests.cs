using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Interchange.Tests;

/// <summary>What the data sets promise of the networks that learn from them; docs/figures.md has the figures over five seeds.</summary>
[Trait("kind", "acceptance")]
[Collection(WholeMachine.Name)]
public sealed class PromiseTests
{
    private static readonly Lazy<DataSplit> Digits = new(() => DataSource.Load("digits", new()));

    [Fact]
    public void Digits_SeparateTheArticlesFourInitializations()
    {
        SchemeSummary[] schemes = [.. new Comparison(new() { Repeats = 1 }, Digits.Value).Run(threads: 2).Summary];

        double[] accuracy = [.. schemes.Select(scheme => scheme.TestAccuracy!.Value.Mean)];
        schemes.Select(scheme => scheme.Scheme).ShouldBe(["zero", "uniform", "xavier", "normal"]);
        accuracy[0].ShouldBe(0.1, 0.01);
        accuracy[2].ShouldBeGreaterThanOrEqualTo(0.95);
        accuracy[3].ShouldBeLessThan(accuracy[2] - 0.2);
        schemes.Select(scheme => scheme.Standing).ShouldBe([Standing.Stuck, Standing.Learns, Standing.Learns, Standing.Behind]);
    }

    [Fact]
    public void Digits_AreNeitherTrivialNorHopelessForALinearModel()
    {
        ComparisonSpec spec = new() { Network = new() { Hidden = [] }, Schemes = ["zero"], Repeats = 1 };

        double accuracy = new Comparison(spec, Digits.Value).Run(threads: 1).Summary[0].TestAccuracy!.Value.Mean;

        accuracy.ShouldBeInRange(0.80, 0.93);
    }

    [RealMnistFact]
    public void Digits_TeachANetworkToReadAtLeastHalfOfMnist()
    {
        DataSplit mnist = DataSource.Load("mnist", new() { Directories = [RealMnistFactAttribute.Folder!] });
        NetworkSpec spec = new() { Hidden = [300, 300, 300, 300] };
        Network network = Network.For(spec, Digits.Value.Train);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 0);
        Trainer trainer = new(network, parameters, Digits.Value.Train, new(), 0, Workers.One);
        trainer.Steps().Count().ShouldBe(800);

        Evaluation first = new Evaluator(network, parameters, mnist.Train, Workers.One).Evaluate();
        Evaluation rest = new Evaluator(network, parameters, mnist.Test, Workers.One).Evaluate();

        ((double)(first.Correct + rest.Correct) / (first.Count + rest.Count)).ShouldBeGreaterThanOrEqualTo(0.5);
    }

    [RealMnistFact]
    public void Mnist_IsLearnedFromXavierInEverySeed()
    {
        DataSplit mnist = DataSource.Load("mnist", new() { Directories = [RealMnistFactAttribute.Folder!] });

        double[] accuracies = [.. new Comparison(new() { Schemes = ["xavier"] }, mnist).Run(threads: 2).Runs.Select(run => run.TestAccuracy!.Value)];

        accuracies.Length.ShouldBe(5);
        accuracies.ShouldAllBe(accuracy => accuracy >= 0.92);
        accuracies.Average().ShouldBeGreaterThanOrEqualTo(0.93);
    }
}
