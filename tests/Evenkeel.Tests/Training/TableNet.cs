using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

/// <summary>The five networks of the benchmark's table, at their full size.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Inputs">Features of a sample, none of them 0.</param>
/// <param name="Hidden">Widths of the hidden layers.</param>
/// <param name="Outputs">Classes; 1 for two classes told apart by one logit.</param>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Batch">Samples a step.</param>
internal sealed record TableNet(string Name, int Inputs, ImmutableArray<int> Hidden, int Outputs, string Activation, int Batch)
{
    public static IReadOnlyList<TableNet> All { get; } =
    [
        new("digits", 784, [300, 300, 300, 300], 10, "tanh", 100),
        new("glorot", 1024, [1000, 1000, 1000, 1000, 1000], 9, "tanh", 10),
        new("playground", 2, [6, 3], 1, "relu", 100),
        new("wide", 1024, [1024, 1024, 1024, 1024], 10, "relu", 256),
        new("deep", 256, [.. Enumerable.Repeat(256, 100)], 10, "tanh", 64),
    ];

    /// <summary>Weights and biases, counted by hand.</summary>
    public long ParameterCount => Widths.Zip(Widths.Skip(1), (fanIn, fanOut) => (long)fanIn * fanOut + fanOut).Sum();

    /// <summary>Biases alone.</summary>
    public long BiasCount => Widths.Skip(1).Sum();

    /// <summary>Numbers that flow through the layers, the data included, counted by hand.</summary>
    public long ActivationCount => (long)Batch * Widths.Sum();

    private IEnumerable<int> Widths => [Inputs, .. Hidden, Outputs];

    public static TableNet Find(string name) => All.Single(net => net.Name == name);

    /// <summary>Two batches of samples.</summary>
    public ArrayDataSet Samples()
    {
        int samples = 2 * Batch, classes = Math.Max(2, Outputs);
        float[] inputs = new float[samples * Inputs], targets = new float[samples];
        Draw.Uniform(inputs, 1, 0.01f, 1);
        for (int i = 0; i < samples; i++) targets[i] = i % classes;
        return new(Name, new Shape(Inputs), [.. Enumerable.Range(0, classes).Select(label => $"{label}")], inputs, targets);
    }

    /// <summary>The network for its samples.</summary>
    public Network Build(IDataSet data) => Network.For(new() { Hidden = Hidden, Activation = Activation }, data);

    /// <summary>Parameters to start from.</summary>
    public ParameterStore Start(Network network) => network.Initialize(Initializers.Parse(Activation == "relu" ? "he-normal" : "xavier"), 0);

    /// <summary>How it is trained.</summary>
    public TrainingSpec Train(string optimizer, int steps) => new() { Optimizer = optimizer, Batch = Batch, Steps = steps, LearningRate = optimizer == "adam" ? 1e-5 : 1e-3 };
}
