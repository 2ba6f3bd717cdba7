using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>One network trained from one kind of start and one seed, a step at a time.</summary>
/// <remarks>
/// The same specification, start and seed give the same bits as the run of that name in <see cref="Comparison"/>, at every step and for any number of
/// threads. What it reads and judges changes nothing. It serves one thread at a time.
/// </remarks>
public sealed class TrainingRun
{
    private readonly ComparisonSpec spec;
    private readonly DataSplit data;
    private readonly IStart start;
    private readonly Workers workers;
    private readonly Trainer trainer;
    private readonly ParameterStore? first;
    private Probe? probe;
    private Evaluator? evaluator;

    /// <summary>Draws the first parameters, and prepares to train.</summary>
    /// <param name="spec">What to train and how; its schemes, repeats and target count for nothing.</param>
    /// <param name="data">The data that <see cref="ComparisonSpec.Data"/> names.</param>
    /// <param name="start">How to begin.</param>
    /// <param name="seed">Decides first parameters and batches, as that of a repeat does.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <exception cref="ArgumentException">A number is out of range, or network, start and data do not fit.</exception>
    /// <exception cref="FormatException">The activation, the generator, the optimizer or the schedule is unknown.</exception>
    public TrainingRun(ComparisonSpec spec, DataSplit data, IStart start, long seed, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(start);
        (this.spec, this.data, this.start, this.workers, Seed) = (spec, data, start, workers, seed);
        Network = Network.For(spec.Network, data.Train);
        if (start.Refusal(Network) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(start));
        }

        (Parameters, Calibration) = Create();
        SignalPath = Calibration?.Path ?? start.PathOf(Network) ?? Network.SignalPath(Parameters);
        trainer = new(Network, Parameters, data.Train, spec.Training, Batches, workers);

        // A rule draws the same weights again at once; a start that looks at data would have to look again.
        first = start.Initializer is null ? Copy(Parameters) : null;
    }

    /// <summary>Draws the first parameters from a start as people type it, and prepares to train.</summary>
    /// <param name="spec">What to train and how; its schemes, repeats and target count for nothing.</param>
    /// <param name="data">The data that <see cref="ComparisonSpec.Data"/> names.</param>
    /// <param name="start">As <see cref="Starts.Parse"/> reads it.</param>
    /// <param name="seed">Decides first parameters and batches, as that of a repeat does.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <exception cref="ArgumentException">A number is out of range, or network, start and data do not fit.</exception>
    /// <exception cref="FormatException">The start, the activation, the generator, the optimizer or the schedule is unknown.</exception>
    public TrainingRun(ComparisonSpec spec, DataSplit data, string start, long seed, Workers workers)
        : this(spec, data, Starts.Parse(start), seed, workers)
    {
    }

    /// <summary>The start's canonical name.</summary>
    public string Scheme => start.Name;

    /// <summary>Decides first parameters and batches.</summary>
    public long Seed { get; }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Its parameters at this moment.</summary>
    public ParameterStore Parameters { get; }

    /// <summary>What the start measured and changed; null where it looked at nothing.</summary>
    public CalibrationReport? Calibration { get; }

    /// <summary>The network as theory sees it before any step.</summary>
    public SignalPath SignalPath { get; }

    /// <summary>Steps taken, the last one included where it diverged; 0 is the start.</summary>
    public int Step => trainer.Step;

    /// <summary>Steps in one pass over the data.</summary>
    public int StepsPerEpoch => trainer.StepsPerEpoch;

    /// <summary>Steps that the specification asks for.</summary>
    public int TotalSteps => trainer.TotalSteps;

    /// <summary>The step at which loss or gradient were not finite, after which there is no other; null where they always were.</summary>
    public int? DivergedAt { get; private set; }

    /// <summary>The rows of the first step's batch.</summary>
    public ImmutableArray<int> FirstBatch => trainer.FirstBatch;

    /// <summary>The rows of the batch that comes next.</summary>
    /// <value>Valid until the next step.</value>
    public ReadOnlySpan<int> NextRows => trainer.NextRows;

    /// <summary>The learning rate before the schedule; it may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public double LearningRate
    {
        get => trainer.LearningRate;
        set => trainer.LearningRate = value;
    }

    /// <summary>The probe that <see cref="Read(Readings)"/> reads with, for what a reading leaves out.</summary>
    public Probe Probe => probe ??= new(Network, Parameters, FirstBatch.Length, workers);

    /// <summary>The record of a run's steps, before the first of them.</summary>
    internal TrainingRecord Record(double target, double lossAtStart) => new(trainer, target, lossAtStart);

    /// <summary>Takes one step; those beyond <see cref="TotalSteps"/> too.</summary>
    /// <returns>What it did.</returns>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public TrainingStep Next()
    {
        if (DivergedAt is { } at) throw new InvalidOperationException($"The run diverged at step {at} and has no other; call {nameof(Restart)} to begin anew.");
        TrainingStep step = trainer.Next();
        if (step.Diverged) DivergedAt = step.Step;
        return step;
    }

    /// <summary>Reads what the network does on the batch that comes next.</summary>
    /// <param name="readings">What to read beside what is always read.</param>
    /// <returns>The readings of all hidden layers.</returns>
    public NetworkReading Read(Readings readings) => Read(NextRows, readings);

    /// <summary>Reads what the network does on some of the samples that it learns from.</summary>
    /// <param name="rows">Which; at least one, and no more than the first batch has.</param>
    /// <param name="readings">What to read beside what is always read.</param>
    /// <returns>The readings of all hidden layers.</returns>
    public NetworkReading Read(ReadOnlySpan<int> rows, Readings readings) => Probe.Read(data.Train, rows, readings);

    /// <summary>Judges the network by the samples that are kept back.</summary>
    /// <returns>Loss and accuracy.</returns>
    public Evaluation Evaluate() => (evaluator ??= new(Network, Parameters, data.Test, workers)).Evaluate();

    /// <summary>Goes back to the start: the same parameters to the last bit, the same batches, and the specification's learning rate.</summary>
    public void Restart()
    {
        Parameters.CopyFrom(first ?? Create().Parameters);
        trainer.Restart();
        DivergedAt = null;
    }

    private Seed Batches => ((Seed)Seed).For("batches");

    private FirstParameters Create() => start.Create(Network, spec.GeneratorFor(Seed), data.Train, Trainer.FirstBatchOf(data.Train, spec.Training, Batches), workers);

    private ParameterStore Copy(ParameterStore parameters)
    {
        ParameterStore copy = new(Network.Graph);
        copy.CopyFrom(parameters);
        return copy;
    }
}
