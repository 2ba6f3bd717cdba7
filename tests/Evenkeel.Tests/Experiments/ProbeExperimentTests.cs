using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Tests.Experiments;

public class ProbeExperimentTests
{
    private static readonly ComparisonSpec Small = new()
    {
        Data = new() { Name = "circle" },
        Network = new() { Hidden = [20, 12] },
        Training = new() { Batch = 20, Steps = 6 },
        Schemes = ["xavier"],
        Repeats = 1,
    };

    private static DataSplit Points { get; } = new(ToyData.Circle.Generate(60, 1), ToyData.Circle.Generate(40, 2));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(6, 1)]
    public void Run_ReadsWhatAComparisonReadsAtThatStep(int step, int snapshot)
    {
        NetworkReading expected = new Comparison(Small, Points).Run(1).Runs[0].Snapshots[snapshot].Reading;

        NetworkReading reading = new ProbeExperiment(Small, Points, new() { Step = step }).Run(1).Starts[0].Reading;

        reading.Loss.ShouldBe(expected.Loss);
        reading.Layers.Select(layer => layer.PreActivations).ShouldBe(expected.Layers.Select(layer => layer.PreActivations));
        reading.Layers.Select(layer => layer.WeightGradients).ShouldBe(expected.Layers.Select(layer => layer.WeightGradients));
    }

    [Fact]
    public void Run_ComparesTheNextStepWithTheWeights()
    {
        ComparisonSpec spec = Small with { Training = new() { Batch = 0, Steps = 1, LearningRate = 0.25 } };

        ProbedStart start = new ProbeExperiment(spec, Points, new()).Run(1).Starts[0];

        foreach (LayerReading layer in start.Reading.Layers)
        {
            // Plain SGD moves weights by rate × gradient; float32 weights round each change to 2⁻²⁴ of the weight, a ten-thousandth of these.
            double expected = 0.25 * Math.Sqrt(layer.WeightGradients.SecondMoment / layer.Weights.SecondMoment);
            layer.UpdateRatio!.Value.ShouldBe(expected, 1e-3 * expected);
        }
    }

    [Fact]
    public void Run_HasNoUpdateWhereTrainingIsOver()
    {
        ProbedStart start = new ProbeExperiment(Small, Points, new() { Step = 6 }).Run(1).Starts[0];

        start.Steps.ShouldBe(6);
        start.Reading.Layers.ShouldAllBe(layer => layer.UpdateRatio == null);
    }

    [Fact]
    public void Run_PredictsFromTheInputsOfTheBatch()
    {
        ComparisonSpec spec = Small with { Network = new() { Hidden = [30, 30], Activation = "relu" }, Schemes = ["he-normal"] };

        ProbedStart start = new ProbeExperiment(spec, Points, new()).Run(1).Starts[0];

        // He: q of the first layer is 2·E x², and ReLU keeps it from layer to layer.
        double expected = 2 * start.Reading.InputSecondMoment;
        start.Prediction!.Layers.Length.ShouldBe(2);
        start.Prediction.Layers[0].Q.ShouldBe(expected, 1e-12);
        start.Prediction.Layers[1].Q.ShouldBe(expected, 1e-12);
        start.Path!.Layers.Select(layer => layer.FanIn).ShouldBe([2, 30, 30]);
    }

    [Fact]
    public void Run_PredictsALaterStepFromTheWeightsThere()
    {
        ProbedStart first = new ProbeExperiment(Small, Points, new()).Run(1).Starts[0];

        ProbedStart later = new ProbeExperiment(Small, Points, new() { Step = 3 }).Run(1).Starts[0];

        first.Path!.Layers[1].WeightVariance.ShouldBe(1.0 / 20, 1e-12);
        later.Path!.Layers[1].WeightVariance.ShouldBe(later.Reading.Layers[1].Weights.SecondMoment, 1e-12);
    }

    [Fact]
    public void Run_FromGivenParametersReadsThemAndLeavesThem()
    {
        ProbeExperiment probe = new(Small, Points, new() { Step = 2 });
        ParameterStore parameters = probe.Network.Initialize(Initializers.Parse("xavier"), Small.GeneratorFor(Small.Seed));
        float[] before = [.. parameters[probe.Network.Layers[0].Weight]];

        ProbeResult given = probe.Run(parameters, "weights.npz", 1);

        parameters[probe.Network.Layers[0].Weight].ToArray().ShouldBe(before);
        given.Starts[0].Scheme.ShouldBe("weights.npz");
        given.Starts[0].Formula.ShouldBeNull();
        given.Starts[0].Reading.Loss.ShouldBe(probe.Run(1).Starts[0].Reading.Loss);
    }

    [Fact]
    public void Run_StopsWhereTrainingDiverges()
    {
        ComparisonSpec spec = Small with
        {
            Network = new() { Hidden = [20, 12], Activation = "linear", Loss = LossKind.MeanSquaredError },
            Training = new() { Batch = 0, Steps = 200, LearningRate = 100 },
        };

        ProbeResult result = new ProbeExperiment(spec, Points, new() { Step = 200 }).Run(1);

        result.Starts[0].DivergedAt.ShouldNotBeNull();
        result.Starts[0].Steps.ShouldBe(result.Starts[0].DivergedAt!.Value);
        result.Starts[0].Findings.ShouldContain(finding => finding.Code == "EK109");
        result.Interrupted.ShouldBeFalse();
    }

    [Fact]
    public void Run_StoppedBeforeItBeganHasNoStarts()
    {
        ProbeResult result = new ProbeExperiment(Small, Points, new()).Run(1, new CancellationToken(canceled: true));

        result.Starts.ShouldBeEmpty();
        result.Interrupted.ShouldBeTrue();
    }

    [Fact]
    public void Run_ReadsAsManySamplesAsAreAskedFor()
    {
        ProbeResult result = new ProbeExperiment(Small, Points, new() { Batch = 45 }).Run(1);

        result.Batch.ShouldBe(45);
        result.Starts[0].Reading.Layers[0].PreActivations.Count.ShouldBe(45 * 20);
    }

    [Fact]
    public void Constructor_RefusesWhatDoesNotFit()
    {
        Refuse(Small with { Network = new() }, new(), "The network 2-1 has no hidden layer, and hidden layers are what a probe reads; give it one width or more.");
        Refuse(Small, new() { Step = -1 }, "The step to probe is -1 but must be 0 to 6, the steps of this training; train for more steps to probe later.");
        Refuse(Small, new() { Step = 7 }, "The step to probe is 7 but must be 0 to 6, the steps of this training; train for more steps to probe later.");
        Refuse(Small, new() { Batch = 0 }, "The batch to probe is 0 but must be 1 to 60, the samples there are.");
        Refuse(Small, new() { Batch = 61 }, "The batch to probe is 61 but must be 1 to 60, the samples there are.");
        Refuse(Small with { Schemes = ["xavier", "xavier"] }, new(), "The initializer 'xavier' is named twice.");
    }

    private static void Refuse(ComparisonSpec spec, ProbeOptions options, string message) =>
        Should.Throw<ArgumentException>(() => new ProbeExperiment(spec, Points, options)).Message.ShouldStartWith(message);

    // Real networks against what theory says of the rescaled activation. 2αβ·mean z scatters mean z² by 4 %, so 20 % is five standard deviations;
    // gradients stray by a factor of the budget on top of the start's own 1.5, and E w² and E b² added as if independent are off by 20 and 1000.
    [Theory]
    [InlineData("sigmoid")]
    [InlineData("gelu")]
    public void Run_SetsTheAnalysisOfAutoBesideWhatItShows(string activation)
    {
        DataSplit digits = new(Digits.Generate(200, 1), Digits.Generate(50, 2));
        for (int seed = 0; seed < 4; seed++)
        {
            ComparisonSpec spec = new()
            {
                Data = new() { Name = "digits" }, Network = new() { Hidden = [.. Enumerable.Repeat(100, 10)], Activation = activation },
                Training = new() { Batch = 100, Steps = 1 }, Schemes = ["auto"], Repeats = 1, Seed = seed,
            };

            ProbedStart start = new ProbeExperiment(spec, digits, new()).Run(1).Starts[0];

            SignalPrediction prediction = start.Prediction.ShouldNotBeNull();
            start.NoTheory.ShouldBeNull();
            double last = start.Reading.Layers[^1].PreActivationGradients.SecondMoment;
            for (int l = 0; l < 9; l++)
            {
                LayerReading layer = start.Reading.Layers[l];
                prediction.Layers[l].Forward.Predicted.ShouldBe(layer.PreActivations.SecondMoment, 0.2 * layer.PreActivations.SecondMoment);
                (prediction.Layers[l].Backward.Predicted * last / layer.PreActivationGradients.SecondMoment).ShouldBeInRange(1.0 / 3, 3);

                // The limit of wide layers; a hundred units scatter a cosine by a tenth.
                prediction.Layers[l].Correlation!.Value.ShouldBe(layer.Correlation!.Value, 0.2);
            }
        }
    }

    [Fact]
    public void Run_DrawsNoBandForTrainedWeights()
    {
        ProbedStart start = new ProbeExperiment(Small, Points, new() { Step = 3 }).Run(1).Starts[0];

        start.Prediction!.NoBand.ShouldBe("Training has made the weights depend on one another, and theory says how independent draws scatter only.");
        start.Prediction.Layers.ShouldAllBe(layer => layer.Forward.Low == null && layer.Backward.High == null);
    }
}
