using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Tests.Experiments;

public class TrainingRunTests
{
    private static readonly ArrayDataSet Points = ToyData.All[0].Generate(50, 3);
    private static readonly DataSplit Data = new(Points, Points);

    private static readonly ComparisonSpec Spec = new()
    {
        Network = new() { Hidden = [5, 4], Activation = "tanh" },
        Training = new() { Batch = 12, Epochs = 3, LearningRate = 0.25 },
    };

    [Theory]
    [InlineData("xavier", "sgd")]
    [InlineData("he-normal", "adam")]
    [InlineData("lsuv", "momentum")]
    public void Next_TakesTheStepsOfATrainerMadeByHand(string start, string optimizer)
    {
        ComparisonSpec spec = Spec with { Training = Spec.Training with { Optimizer = optimizer } };
        Seed batches = ((Seed)11).For("batches");
        Network network = Network.For(spec.Network, Points);
        ParameterStore parameters = Starts.Parse(start).Create(network, spec.GeneratorFor(11), Points, Trainer.FirstBatchOf(Points, spec.Training, batches), Workers.One).Parameters;
        TrainingStep[] expected = [.. new Trainer(network, parameters, Points, spec.Training, batches, Workers.One).Steps()];

        TrainingRun run = new(spec, Data, start, 11, Workers.One);
        TrainingStep[] steps = [.. Enumerable.Range(0, run.TotalSteps).Select(_ => run.Next())];

        steps.ShouldBe(expected);
        run.Parameters[new(0)].ToArray().ShouldBe(parameters[new(0)].ToArray());
    }

    [Fact]
    public void NextRows_AreThoseThatTheNextStepReads()
    {
        Watched watched = new(Points);
        TrainingRun run = new(Spec, new(watched, Points), "xavier", 2, Workers.One);

        for (int i = 0; i < 12; i++)
        {
            int[] rows = run.NextRows.ToArray();
            run.NextRows.ToArray().ShouldBe(rows);
            run.Next();
            watched.Last.ShouldBe(rows);
        }
    }

    [Fact]
    public void ReadingAndJudging_ChangeNoStep()
    {
        TrainingRun undisturbed = new(Spec, Data, "xavier", 2, Workers.One), watched = new(Spec, Data, "xavier", 2, Workers.One);

        for (int i = 0; i < 11; i++)
        {
            NetworkReading reading = watched.Read(Readings.All);
            watched.Evaluate();
            TrainingStep step = watched.Next();
            step.ShouldBe(undisturbed.Next());
            reading.Loss.ShouldBe(step.Loss);
        }
    }

    [Theory]
    [InlineData("xavier", "adam")]
    [InlineData("lsuv", "sgd")]
    [InlineData("auto", "rmsprop")]
    public void Restart_GoesBackToExactlyTheStart(string start, string optimizer)
    {
        TrainingRun run = new(Spec with { Training = Spec.Training with { Optimizer = optimizer } }, Data, start, 5, Workers.One);
        float[] weights = run.Parameters[new(0)].ToArray();
        TrainingStep[] first = [.. Enumerable.Range(0, 8).Select(_ => run.Next())];
        run.LearningRate = 3;

        run.Restart();

        (run.Step, run.LearningRate).ShouldBe((0, 0.25));
        run.Parameters[new(0)].ToArray().ShouldBe(weights);
        Enumerable.Range(0, 8).Select(_ => run.Next()).ShouldBe(first);
    }

    [Fact]
    public void LearningRate_ChangedBetweenStepsIsAStepOfTheSchedule()
    {
        TrainingRun scheduled = new(Spec with { Training = Spec.Training with { Schedule = "step(5, 0.5)" } }, Data, "xavier", 1, Workers.One);
        TrainingRun changed = new(Spec, Data, "xavier", 1, Workers.One);

        for (int i = 0; i < 10; i++)
        {
            if (i == 5) changed.LearningRate = 0.125;
            changed.Next().ShouldBe(scheduled.Next());
        }
    }

    [Fact]
    public void LearningRate_RefusesWhatIsNone()
    {
        TrainingRun run = new(Spec, Data, "xavier", 1, Workers.One);

        Should.Throw<ArgumentOutOfRangeException>(() => run.LearningRate = 0).Message.ShouldStartWith("The learning rate is 0 but must be a number above 0.");
        Should.Throw<ArgumentOutOfRangeException>(() => run.LearningRate = double.NaN);
    }

    [Fact]
    public void Next_GoesOnBeyondTheLastStepAtTheScheduleThatItEndedWith()
    {
        TrainingRun run = new(Spec with { Training = Spec.Training with { Schedule = "cosine(0.1)", Steps = 4 } }, Data, "xavier", 1, Workers.One);

        double[] rates = [.. Enumerable.Range(0, 7).Select(_ => run.Next().LearningRate)];

        rates.Skip(3).ShouldAllBe(rate => rate == rates[3]);
        rates[2].ShouldBeGreaterThan(rates[3]);
    }

    [Fact]
    public void Next_AfterDivergenceIsRefused()
    {
        // Three layers of weights near 10¹⁹ take a signal that nothing flattens beyond float32.
        TrainingRun run = new(Spec with { Network = Spec.Network with { Activation = "relu" } }, Data, "xavier*1e38", 1, Workers.One);

        run.Next().Diverged.ShouldBeTrue();

        Should.Throw<InvalidOperationException>(() => run.Next()).Message.ShouldBe($"The run diverged at step {run.DivergedAt} and has no other; call Restart to begin anew.");
    }

    private sealed class Watched(IDataSet inner) : IDataSet
    {
        public int[] Last { get; private set; } = [];

        public string Name => inner.Name;

        public int Count => inner.Count;

        public Evenkeel.Shapes.Shape InputShape => inner.InputShape;

        public IReadOnlyList<string> Classes => inner.Classes;

        public int TargetSize => inner.TargetSize;

        public void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets)
        {
            Last = rows.ToArray();
            inner.Read(rows, inputs, targets);
        }
    }
}
