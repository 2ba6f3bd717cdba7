using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Tests.Graphs;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

public class TrainerTests
{
    private static readonly ArrayDataSet Ten = TrainedNet.Classes("ten", 10, 3, 2);

    [Fact]
    public void Steps_CountSamplesEpochsAndRates()
    {
        Trainer trainer = Prepare(Ten, new() { Batch = 4, Epochs = 2, LearningRate = 0.5, Schedule = "step(3, 0.1)" }).Trainer;

        TrainingStep[] steps = [.. trainer.Steps()];

        trainer.StepsPerEpoch.ShouldBe(3);
        trainer.TotalSteps.ShouldBe(6);
        steps.Select(step => step.Step).ShouldBe([1, 2, 3, 4, 5, 6]);
        steps.Select(step => step.Epoch).ShouldBe([1, 1, 1, 2, 2, 2]);
        steps.Select(step => step.Rows).ShouldBe([4, 4, 2, 4, 4, 2]);
        steps.Select(step => step.LearningRate).ShouldBe([0.5, 0.5, 0.5, 0.05, 0.05, 0.05]);
        steps.ShouldAllBe(step => !step.Diverged && step.Correct >= 0 && step.Correct <= step.Rows);
    }

    [Fact]
    public void Steps_CanBeGivenInsteadOfEpochs()
    {
        Prepare(Ten, new() { Batch = 4, Epochs = 100, Steps = 5 }).Trainer.Steps().Count().ShouldBe(5);
        Prepare(Ten, new() { Batch = 4, Steps = 0 }).Trainer.Steps().ShouldBeEmpty();
        Prepare(Ten, new() { Batch = 4, Epochs = 0 }).Trainer.Steps().ShouldBeEmpty();
        Prepare(Ten, new() { Batch = 0, Epochs = 7 }).Trainer.Steps().Select(step => step.Rows).ShouldBe([10, 10, 10, 10, 10, 10, 10]);
    }

    [Fact]
    public void Steps_ReadAgain_GoOnFromTheParameters()
    {
        (Trainer twice, ParameterStore halves) = Prepare(Ten, new() { Batch = 0, Steps = 5 });
        (Trainer once, ParameterStore whole) = Prepare(Ten, new() { Batch = 0, Steps = 10 });

        _ = twice.Steps().Count() + twice.Steps().Count();
        _ = once.Steps().Count();

        TrainedNet.Fingerprint(halves).ShouldBe(TrainedNet.Fingerprint(whole));
    }

    [Fact]
    public void Loss_IsThatOfTheBatchBeforeTheUpdate()
    {
        (Trainer trainer, ParameterStore parameters) = Prepare(Ten, new() { Batch = 4, Shuffle = Shuffle.None });
        Network network = Network.For(new(), Ten);
        double expected = new Evaluator(network, parameters, new SliceDataSet(Ten, 0, 4), Workers.One).Evaluate().Loss;

        trainer.Steps().First().Loss.ShouldBe(expected);
    }

    [Fact]
    public void PartialBatch_WeighsItsSamplesAsAWholeOneDoes()
    {
        // Two samples a batch, the last alone: its step must be that of a batch of one.
        ArrayDataSet three = TrainedNet.Classes("three", 3, 3, 2);
        (Trainer trainer, ParameterStore parameters) = Prepare(three, new() { Batch = 2, Steps = 2, Shuffle = Shuffle.None });
        ParameterStore alone = new(Network.For(new(), three).Graph);
        foreach (TrainingStep step in trainer.Steps())
        {
            if (step.Step == 1) alone.CopyFrom(parameters);
        }

        _ = new Trainer(Network.For(new(), three), alone, new SliceDataSet(three, 2, 1), new() { Batch = 1, Steps = 1 }, 0, Workers.One).Steps().Count();

        TrainedNet.Fingerprint(parameters).ShouldBe(TrainedNet.Fingerprint(alone));
    }

    [Fact]
    public void Clip_ScalesTheWholeGradientToItsNorm()
    {
        (Trainer free, ParameterStore unlimited) = Prepare(Ten, new() { Batch = 0, Steps = 1, LearningRate = 1 });
        (Trainer bound, ParameterStore limited) = Prepare(Ten, new() { Batch = 0, Steps = 1, LearningRate = 1, Clip = 0.01 });
        (Trainer wide, ParameterStore untouched) = Prepare(Ten, new() { Batch = 0, Steps = 1, LearningRate = 1, Clip = 100 });
        double[] start = Flat(unlimited);

        _ = free.Steps().Count() + bound.Steps().Count() + wide.Steps().Count();

        double[] gradient = [.. start.Zip(Flat(unlimited), (before, after) => before - after)];
        double[] clipped = [.. start.Zip(Flat(limited), (before, after) => before - after)];
        double norm = Math.Sqrt(gradient.Sum(g => g * g));
        norm.ShouldBeGreaterThan(0.05);
        for (int i = 0; i < gradient.Length; i++)
        {
            // A difference of weights below 2 holds their rounding, 2⁻²⁴ of them each.
            clipped[i].ShouldBe(gradient[i] * 0.01 / norm, 2.4e-7);
        }

        TrainedNet.Fingerprint(untouched).ShouldBe(TrainedNet.Fingerprint(unlimited));
    }

    [Fact]
    public void Divergence_EndsTheSequenceAtItsStepAndUpdatesNothing()
    {
        ArrayDataSet line = new("line", new(1), [], [1, 2, 3, 4], [1, 2, 3, 4]);
        NetworkSpec linear = new() { Loss = LossKind.MeanSquaredError };
        (Trainer trainer, ParameterStore parameters) = Prepare(line, new() { Batch = 0, Epochs = 1000, LearningRate = 10 }, linear);

        List<TrainingStep> steps = [];
        string before = "";
        foreach (TrainingStep step in trainer.Steps())
        {
            before = step.Diverged ? before : TrainedNet.Fingerprint(parameters);
            steps.Add(step);
        }

        steps.Count.ShouldBeLessThan(100);
        steps.Count(step => step.Diverged).ShouldBe(1);
        steps[^1].Diverged.ShouldBeTrue();
        double.IsFinite(steps[^1].Loss).ShouldBeFalse();
        steps[..^1].ShouldAllBe(step => double.IsFinite(step.Loss));
        TrainedNet.Fingerprint(parameters).ShouldBe(before);
    }

    [Theory]
    [InlineData(1.0, 1)]
    [InlineData(null, 2)]
    public void Gradient_ThatIsNotFinite_IsDivergence_AtOnceWhereItIsClipped(double? clip, int divergedAt)
    {
        // The loss, 10³⁶, is finite, but its gradient meets an input of 10³⁰.
        ArrayDataSet steep = new("steep", new(1), [], [1e30f], [1e18f]);
        NetworkSpec linear = new() { Loss = LossKind.MeanSquaredError };
        (Trainer trainer, ParameterStore parameters) = Prepare(steep, new() { Batch = 0, Steps = 10, Clip = clip }, linear, "zero");

        TrainingStep[] steps = [.. trainer.Steps()];

        steps.Length.ShouldBe(divergedAt);
        steps[0].Loss.ShouldBe(1e36, 1e30);
        steps[^1].Diverged.ShouldBeTrue();
        Flat(parameters).All(parameter => parameter == 0).ShouldBe(clip is not null);
    }

    [Fact]
    public void Threads_ChangeNoBit()
    {
        using Workers many = new(3);
        (Trainer alone, ParameterStore first) = TrainedNet.Find("images").Prepare("sgd", 5, Workers.One);
        (Trainer shared, ParameterStore second) = TrainedNet.Find("images").Prepare("sgd", 5, many);

        alone.Steps().Select(step => step.Loss).ShouldBe(shared.Steps().Select(step => step.Loss));

        TrainedNet.Fingerprint(first).ShouldBe(TrainedNet.Fingerprint(second));
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.Hinge)]
    public void LinearModel_SeparatesTwoClouds(LossKind loss)
    {
        ArrayDataSet gauss = ToyData.Gauss.Generate(400, 1);
        Network network = Network.For(new() { Loss = loss }, gauss);
        ParameterStore parameters = network.Initialize(Initializers.Zero, 1);

        _ = new Trainer(network, parameters, gauss, new() { Batch = 20, Epochs = 20 }, 1, Workers.One).Steps().Count();

        network.ToString().ShouldBe("2-1");
        new Evaluator(network, parameters, ToyData.Gauss.Generate(400, 2), Workers.One).Evaluate().Accuracy.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void LinearRegression_ReachesTheSolutionOfTheNormalEquations()
    {
        float[] x = Numbers.Spread(50 * 2, 1);
        float[] noise = Numbers.Spread(50, 9, 0.3f);
        float[] y = [.. Enumerable.Range(0, 50).Select(i => 1.5f * x[2 * i] - 0.7f * x[2 * i + 1] + 0.25f + noise[i])];
        ArrayDataSet data = new("plane", new(2), [], x, y);
        (Trainer trainer, ParameterStore parameters) = Prepare(data, new() { Batch = 0, Epochs = 300, LearningRate = 0.5 }, new() { Loss = LossKind.MeanSquaredError });

        _ = trainer.Steps().Count();

        double[] solution = NormalEquations(x, y);

        // At the minimum the gradient is a mean of products that cancel: float32 stops some 10⁻⁷ short of it, in directions of curvature near 1/3.
        double[] found = Flat(parameters);
        for (int i = 0; i < 3; i++) found[i].ShouldBe(solution[i], 2e-6);
    }

    public static TheoryData<TrainingSpec, string> BadSpecs => new()
    {
        { new() { LearningRate = 0 }, "The learning rate is 0 but must be a number above 0." },
        { new() { LearningRate = double.NaN }, "The learning rate is NaN but must be a number above 0." },
        { new() { LearningRate = double.PositiveInfinity }, "The learning rate is Infinity but must be a number above 0." },
        { new() { Batch = -1 }, "The batch is -1 but must be 1 to 10, or 0 for all 10 samples." },
        { new() { Batch = 11 }, "The batch is 11 but must be 1 to 10, or 0 for all 10 samples." },
        { new() { Batch = 1, Epochs = -1 }, "The number of epochs is -1 but must be 0 or more." },
        { new() { Batch = 1, Steps = -1 }, "The number of steps is -1 but must be 0 or more." },
        { new() { Batch = 1, WeightDecay = -0.1 }, "The weight decay is -0.1 but must be 0 or more." },
        { new() { Batch = 1, Clip = 0 }, "The gradient norm to clip at is 0 but must be a number above 0." },
        { new() { Batch = 1, Clip = double.NaN }, "The gradient norm to clip at is NaN but must be a number above 0." },
    };

    [Theory]
    [MemberData(nameof(BadSpecs))]
    public void Spec_OutOfRange_IsRefused(TrainingSpec spec, string message)
    {
        Should.Throw<ArgumentException>(() => Prepare(Ten, spec)).Message.ShouldBe(message);
    }

    [Fact]
    public void Names_ThatAreUnknown_AreRefused()
    {
        Should.Throw<FormatException>(() => Prepare(Ten, new() { Batch = 1, Optimizer = "sdg" })).Message.ShouldBe("Unknown optimizer 'sdg'. Did you mean 'sgd'?");
        Should.Throw<FormatException>(() => Prepare(Ten, new() { Batch = 1, Schedule = "warmup" })).Message.ShouldContain("'warmup(100)'");
    }

    private static (Trainer Trainer, ParameterStore Parameters) Prepare(IDataSet data, TrainingSpec training, NetworkSpec? spec = null, string scheme = "xavier")
    {
        Network network = Network.For(spec ?? new(), data);
        ParameterStore parameters = network.Initialize(Initializers.Parse(scheme), 1);
        return (new(network, parameters, data, training, 2, Workers.One), parameters);
    }

    private static double[] Flat(ParameterStore parameters)
    {
        List<double> flat = [];
        for (int i = 0; i < parameters.Count; i++)
        {
            foreach (float value in parameters[new(i)]) flat.Add(value);
        }

        return [.. flat];
    }

    /// <summary>(XᵀX)⁻¹Xᵀy in double for two inputs and a constant, by Cramer's rule.</summary>
    private static double[] NormalEquations(float[] x, float[] y)
    {
        double[,] a = new double[3, 3];
        double[] b = new double[3];
        for (int i = 0; i < y.Length; i++)
        {
            double[] row = [x[2 * i], x[2 * i + 1], 1];
            for (int j = 0; j < 3; j++)
            {
                b[j] += row[j] * y[i];
                for (int k = 0; k < 3; k++) a[j, k] += row[j] * row[k];
            }
        }

        double Determinant(int replaced)
        {
            double Entry(int i, int j) => j == replaced ? b[i] : a[i, j];
            double sum = 0;
            for (int j = 0; j < 3; j++)
            {
                sum += Entry(0, j) * (Entry(1, (j + 1) % 3) * Entry(2, (j + 2) % 3) - Entry(1, (j + 2) % 3) * Entry(2, (j + 1) % 3));
            }

            return sum;
        }

        return [.. Enumerable.Range(0, 3).Select(j => Determinant(j) / Determinant(-1))];
    }
}
