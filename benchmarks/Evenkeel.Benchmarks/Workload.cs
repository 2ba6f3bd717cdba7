using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Benchmarks;

/// <summary>A network and how it is trained: what both sides of a comparison of training steps run.</summary>
/// <param name="Name">What people and the peers call it.</param>
/// <param name="Inputs">Features of a sample, uniform in [0.01, 1): none is zero, so no side can leave work out.</param>
/// <param name="Hidden">Widths of the hidden layers.</param>
/// <param name="Outputs">Classes; 1 for two classes told apart by one logit.</param>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Batch">Samples a step.</param>
public sealed record Workload(string Name, int Inputs, ImmutableArray<int> Hidden, int Outputs, string Activation, int Batch)
{
    /// <summary>The five networks, from the article's to a deep one.</summary>
    public static ImmutableArray<Workload> All { get; } =
    [
        new("digits", 784, [300, 300, 300, 300], 10, "tanh", 100),
        new("glorot", 1024, [1000, 1000, 1000, 1000, 1000], 9, "tanh", 10),
        new("playground", 2, [6, 3], 1, "relu", 100),
        new("wide", 1024, [1024, 1024, 1024, 1024], 10, "relu", 256),
        new("deep", 256, [.. Enumerable.Repeat(256, 100)], 10, "tanh", 64),
    ];

    /// <summary>Widths from the inputs to the outputs.</summary>
    public ImmutableArray<int> Widths => [Inputs, .. Hidden, Outputs];

    /// <summary>Widths and batch in short, for example "784-300×4-10, tanh, batch 100".</summary>
    public override string ToString() =>
        $"{Inputs}-{(Hidden.Distinct().Count() == 1 ? $"{Hidden[0]}×{Hidden.Length}" : string.Join('-', Hidden))}-{Outputs}, {Activation}, batch {Batch}";

    /// <summary>Floating-point operations of all products of a step: forward, input gradient (not the first layer's), weight gradient.</summary>
    public double Operations
    {
        get
        {
            double sum = 0;
            for (int i = 1; i < Widths.Length; i++) sum += (i == 1 ? 4.0 : 6.0) * Batch * Widths[i - 1] * Widths[i];
            return sum;
        }
    }

    /// <summary>Starts training without end.</summary>
    /// <param name="optimizer">Its name.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <returns>A step for each element that is asked for.</returns>
    public IEnumerator<Training.TrainingStep> Train(string optimizer, Workers workers)
    {
        (Network network, ParameterStore parameters, ArrayDataSet data) = Make();
        TrainingSpec spec = new() { Optimizer = optimizer, Batch = Batch, Steps = int.MaxValue, LearningRate = optimizer == "adam" ? 1e-5 : 1e-3 };
        return new Trainer(network, parameters, data, spec, 0, workers).Steps().GetEnumerator();
    }

    /// <summary>Compiles the plan that a trainer would run.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <returns>The plan, begun on a whole batch, and what writes one batch into it.</returns>
    public (Plan Plan, Action Read) Compile(Workers workers)
    {
        (Network network, ParameterStore parameters, ArrayDataSet data) = Make();
        Plan plan = new(network.Graph, parameters, new() { BatchSize = Batch, Retain = [network.Output], KeepParameterGradients = false, Workers = workers });
        plan.Begin(Batch);
        int[] rows = [.. Enumerable.Range(0, Batch)];
        return (plan, () => data.Read(rows, plan.Input(network.Input), plan.Input(network.Target)));
    }

    private (Network Network, ParameterStore Parameters, ArrayDataSet Data) Make()
    {
        int samples = Batch == 100 && Outputs == 1 ? Batch : 8 * Batch;
        int classes = Math.Max(2, Outputs);
        float[] inputs = new float[samples * Inputs], targets = new float[samples];
        Draw.Uniform(inputs, 1, 0.01f, 1);
        for (int i = 0; i < samples; i++) targets[i] = i % classes;
        ArrayDataSet data = new(Name, new Shape(Inputs), [.. Enumerable.Range(0, classes).Select(i => $"{i}")], inputs, targets);
        Network network = Network.For(new() { Hidden = Hidden, Activation = Activation }, data);
        ParameterStore parameters = network.Initialize(Initializers.Parse(Activation == "relu" ? "he-normal" : "xavier"), 0);
        return (network, parameters, data);
    }
}
