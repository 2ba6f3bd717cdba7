using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>Trains a network, one readable step after the other.</summary>
public sealed class Trainer
{
    private readonly Network network;
    private readonly IDataSet data;
    private readonly TrainingSpec spec;
    private readonly Plan plan;
    private readonly LearningRateSchedule schedule;
    private readonly Seed seed;
    private Optimizer optimizer;
    private BatchOrder order;

    /// <summary>Prepares to train.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, changed by every step.</param>
    /// <param name="data">The samples to learn from.</param>
    /// <param name="spec">Optimizer, rate, batches, length.</param>
    /// <param name="seed">Decides the order of the samples.</param>
    /// <param name="workers">Who shares the work; it changes the speed, never a result.</param>
    /// <exception cref="ArgumentException">A number of the specification is out of range.</exception>
    /// <exception cref="FormatException">The optimizer or the schedule is unknown.</exception>
    public Trainer(Network network, ParameterStore parameters, IDataSet data, TrainingSpec spec, Seed seed, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(spec);
        Check(spec, data.Count);
        (this.network, this.data, this.spec, this.seed) = (network, data, spec, seed);
        LearningRate = spec.LearningRate;
        int batch = spec.Batch == 0 ? data.Count : spec.Batch;
        plan = new(network.Graph, parameters, new() { BatchSize = batch, Retain = [network.Output], KeepParameterGradients = spec.Clip is not null, Workers = workers });
        optimizer = Optimizers.Create(spec.Optimizer, network.Graph);
        schedule = LearningRateSchedule.Parse(spec.Schedule);
        order = NewOrder();
        StepsPerEpoch = (data.Count + batch - 1) / batch;
        Require(spec.Steps is not null || spec.Epochs <= int.MaxValue / StepsPerEpoch, "number of epochs", spec.Epochs, $"at most {int.MaxValue / StepsPerEpoch}, with {StepsPerEpoch} steps in each");
        TotalSteps = spec.Steps ?? StepsPerEpoch * spec.Epochs;
        FirstBatch = [.. FirstBatchOf(data, spec, seed)];
    }

    /// <summary>Steps in one pass over the data.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>The rows of the first step's batch.</summary>
    public ImmutableArray<int> FirstBatch { get; }

    /// <summary>Steps of the whole run, unless it diverges.</summary>
    public int TotalSteps { get; }

    /// <summary>Steps taken since the beginning, the last one included where it diverged.</summary>
    public int Step { get; private set; }

    /// <summary>The pass over the data that the last step belongs to, from 1; 0 before the first.</summary>
    public int Epoch => order.Epoch;

    /// <summary>The learning rate before the schedule; it may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public double LearningRate
    {
        get;
        set => field = value > 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), FormattableString.Invariant($"The learning rate is {value} but must be a number above 0."));
    }

    /// <summary>The rows of the batch that comes next; looking at them changes nothing.</summary>
    /// <value>Valid until the next step.</value>
    public ReadOnlySpan<int> NextRows => order.PeekBatch();

    /// <summary>The rows of the first step's batch, before there are parameters to train.</summary>
    /// <param name="data">The samples to learn from.</param>
    /// <param name="spec">Size of the batches, and their order.</param>
    /// <param name="seed">Decides the order of the samples.</param>
    /// <returns>What <see cref="FirstBatch"/> of a trainer made of the same will be.</returns>
    /// <exception cref="ArgumentException">A number of the specification is out of range.</exception>
    public static int[] FirstBatchOf(IDataSet data, TrainingSpec spec, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(spec);
        Check(spec, data.Count);
        return new BatchOrder(data.Count, spec.Batch == 0 ? data.Count : spec.Batch, spec.Shuffle, seed).NextBatch().ToArray();
    }

    /// <summary>Trains, a step for each element that is asked for; whoever reads may stop at any of them.</summary>
    /// <returns>The steps, from 1; the last is marked where the run diverged.</returns>
    /// <remarks>Reading the sequence again counts from 1 and goes on from the parameters as they are. A step allocates nothing.</remarks>
    public IEnumerable<TrainingStep> Steps()
    {
        Step = 0;
        while (Step < TotalSteps)
        {
            TrainingStep taken = Next();
            yield return taken;
            if (taken.Diverged)
            {
                yield break;
            }
        }
    }

    /// <summary>Takes one step.</summary>
    /// <returns>What it did.</returns>
    /// <remarks>It allocates nothing. Beyond <see cref="TotalSteps"/> the schedule stays where it ended.</remarks>
    public TrainingStep Next()
    {
        ReadOnlySpan<int> rows = order.NextBatch();
        Step++;
        plan.Begin(rows.Length);
        data.Read(rows, plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();
        double loss = plan.Loss();
        int correct = network.CountCorrect(plan);
        double rate = LearningRate * schedule.Factor(Math.Min(Step, Math.Max(1, TotalSteps)), TotalSteps);
        bool diverged = !double.IsFinite(loss) || !Update(rate);
        return new(Step, order.Epoch, loss, correct, rows.Length, rate, diverged);
    }

    /// <summary>Goes back to before the first step: batches in the same order, an optimizer that remembers nothing, the rate of the specification. Parameters stay as they are.</summary>
    public void Restart()
    {
        (Step, order, optimizer, LearningRate) = (0, NewOrder(), Optimizers.Create(spec.Optimizer, network.Graph), spec.LearningRate);
    }

    private BatchOrder NewOrder() => new(data.Count, plan.BatchSize, spec.Shuffle, seed);

    /// <summary>Changes the parameters; false where they are left as they are, since the gradient's norm is not finite.</summary>
    private bool Update(double rate)
    {
        if (spec.Clip is not { } limit)
        {
            optimizer.Begin(rate, spec.WeightDecay);
            plan.Backward(optimizer);
            return true;
        }

        // The norm of the whole gradient has to be known before any of it is used.
        plan.Backward();
        if (!Clip(limit)) return false;
        optimizer.Update(plan, rate, spec.WeightDecay);
        return true;
    }

    /// <summary>Scales the gradient down to a norm; false where it is not finite.</summary>
    private bool Clip(double limit)
    {
        double square = 0;
        for (int i = 0; i < network.Graph.Parameters.Length; i++)
        {
            square += Reduction.SumOfSquares(plan.ParameterGradient(new(i)));
        }

        double norm = Math.Sqrt(square);
        for (int i = 0; norm > limit && double.IsFinite(norm) && i < network.Graph.Parameters.Length; i++)
        {
            float factor = (float)(limit / norm);
            foreach (ref float gradient in plan.ParameterGradient(new(i)))
            {
                gradient *= factor;
            }
        }

        return double.IsFinite(norm);
    }

    private static void Check(TrainingSpec spec, int samples)
    {
        Require(spec.LearningRate > 0 && double.IsFinite(spec.LearningRate), "learning rate", spec.LearningRate, "a number above 0");
        Require(spec.Batch >= 0 && spec.Batch <= samples, "batch", spec.Batch, $"1 to {samples}, or 0 for all {samples} samples");
        Require(spec.Epochs >= 0, "number of epochs", spec.Epochs, "0 or more");
        Require(spec.Steps is null or >= 0, "number of steps", spec.Steps, "0 or more");
        Require(spec.WeightDecay >= 0 && double.IsFinite(spec.WeightDecay), "weight decay", spec.WeightDecay, "0 or more");
        Require(spec.Clip is null or > 0, "gradient norm to clip at", spec.Clip, "a number above 0");
    }

    private static void Require(bool holds, string what, object? found, string needed)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The {what} is {found} but must be {needed}."));
        }
    }
}
