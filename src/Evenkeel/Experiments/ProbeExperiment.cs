using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>Reads a network at a step of its training, from one or several kinds of start, and sets beside each reading what theory predicts.</summary>
public sealed class ProbeExperiment
{
    private readonly ComparisonSpec spec;
    private readonly DataSplit data;
    private readonly ProbeOptions options;
    private readonly ImmutableArray<IStart> starts;
    private readonly ImmutableArray<int> rows;

    /// <summary>Prepares a probe, and checks that everything in it fits.</summary>
    /// <param name="spec">The network, its starts, and how it is trained; repeats and target count for nothing.</param>
    /// <param name="data">The data that <see cref="ComparisonSpec.Data"/> names; its training part is read.</param>
    /// <param name="options">When, and on how many samples.</param>
    /// <exception cref="ArgumentException">A number is out of range, network and data do not fit, or the network has no hidden layer.</exception>
    /// <exception cref="FormatException">A scheme, an activation, an optimizer or a schedule is unknown.</exception>
    public ProbeExperiment(ComparisonSpec spec, DataSplit data, ProbeOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        (this.spec, this.data, this.options) = (spec, data, options);
        starts = Comparison.StartsOf(spec);
        Network = Network.For(spec.Network, data.Train);
        if (Network.HiddenLayers.IsEmpty)
        {
            throw new ArgumentException($"The network {Network} has no hidden layer, and hidden layers are what a probe reads; give it one width or more.", nameof(spec));
        }

        if (starts.Select(start => start.Refusal(Network)).FirstOrDefault(refusal => refusal is not null) is { } reason)
        {
            throw new ArgumentException(reason, nameof(spec));
        }

        _ = spec.GeneratorFor(spec.Seed);
        Trainer trainer = TrainerFor(new(Network.Graph), Workers.One);
        if (options.Step < 0 || options.Step > trainer.TotalSteps)
        {
            throw new ArgumentException($"The step to probe is {options.Step} but must be 0 to {trainer.TotalSteps}, the steps of this training; train for more steps to probe later.", nameof(options));
        }

        if (options.Batch is < 1 || options.Batch > data.Train.Count)
        {
            throw new ArgumentException($"The batch to probe is {options.Batch} but must be 1 to {data.Train.Count}, the samples there are.", nameof(options));
        }

        rows = options.Batch is { } batch
            ? [.. new BatchOrder(data.Train.Count, batch, spec.Training.Shuffle, Batches).NextBatch()]
            : trainer.FirstBatch;
    }

    /// <summary>The network that will be read.</summary>
    public Network Network { get; }

    /// <summary>Reads the network from every start of the specification.</summary>
    /// <param name="threads">How many threads to use; ≥ 1. It changes the speed, never a result.</param>
    /// <param name="cancellation">Stops training after the present step, and leaves out starts that were not begun.</param>
    /// <returns>What was found.</returns>
    public ProbeResult Run(int threads, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        using Workers workers = new(threads);
        ImmutableArray<ProbedStart>.Builder probed = ImmutableArray.CreateBuilder<ProbedStart>();
        foreach (IStart start in starts)
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            (ParameterStore parameters, CalibrationReport? calibration) = start.Create(Network, spec.GeneratorFor(spec.Seed), data.Train, Trainer.FirstBatchOf(data.Train, spec.Training, Batches), workers);
            probed.Add(Read(new(start.Name, parameters) { Formula = start.Formula, Initializer = start.Initializer, RuleOf = layer => start.RuleOf(Network, layer), Path = start.PathOf(Network), Calibration = calibration }, workers, cancellation));
        }

        return Result(probed.ToImmutable(), starts.Length);
    }

    /// <summary>Reads the network from given parameters instead.</summary>
    /// <param name="parameters">Parameters of <see cref="Network"/>; they are left as they are.</param>
    /// <param name="name">What to call them, such as their file's name.</param>
    /// <param name="threads">How many threads to use; ≥ 1. It changes the speed, never a result.</param>
    /// <param name="cancellation">Stops training after the present step.</param>
    /// <returns>What was found, with one start.</returns>
    public ProbeResult Run(ParameterStore parameters, string name, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        using Workers workers = new(threads);
        ParameterStore own = new(Network.Graph);
        own.CopyFrom(parameters);
        return Result([Read(new(name, own), workers, cancellation)], 1);
    }

    private Seed Batches => ((Seed)spec.Seed).For("batches");

    private ProbedStart Read(Start start, Workers workers, CancellationToken cancellation) =>
        new ProbeReader(spec, Network, data.Train, rows, options).Read(start, TrainerFor(start.Parameters, workers), workers, cancellation);

    private Trainer TrainerFor(ParameterStore parameters, Workers workers) => new(Network, parameters, data.Train, spec.Training, Batches, workers);

    private ProbeResult Result(ImmutableArray<ProbedStart> probed, int wanted) => new()
    {
        Spec = spec,
        Options = options,
        Network = Network,
        Data = data,
        Batch = rows.Length,
        Starts = probed,
        Interrupted = probed.Length < wanted || probed.Any(start => start.Steps < options.Step && start.DivergedAt is null),
    };
}
