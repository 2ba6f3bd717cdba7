using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Tests.Oracle;

/// <summary>Networks that between them take every way through the kernels, and the fingerprints of what they learn.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Widths">From the inputs to the outputs; a single output tells two classes apart.</param>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Training">How it is trained, for how many steps.</param>
/// <param name="Zeros">The share of inputs that are 0.</param>
public sealed record HashedNet(string Name, ImmutableArray<int> Widths, string Activation, TrainingSpec Training, double Zeros = 0)
{
    private const int Steps = 100;

    public static IReadOnlyList<HashedNet> All { get; } =
    [
        new("playground", [2, 6, 3, 1], "relu", new() { Batch = 100, LearningRate = 0.03 }),

        // Inputs sparse enough, and enough of them, that only what is ink is multiplied: the digits net with fewer units.
        new("digits", [784, 45, 37, 10], "tanh", new() { Batch = 40 }, Zeros: 0.8),

        // Weights are packed in several blocks, and products are worth sharing.
        new("relu", [40, 129, 131, 530, 5], "relu", new() { Batch = 33, LearningRate = 0.02, Optimizer = "momentum", WeightDecay = 0.001 }),
        new("deep", [19, .. Enumerable.Repeat(33, 30), 3], "tanh", new() { Batch = 16, LearningRate = 0.001, Optimizer = "adam" }),

        // Few rows and many weights: both gradients of a layer block by block, and weights that stream.
        new("thin", [1100, 130, 1030, 3], "relu", new() { Batch = 10, LearningRate = 0.001, Optimizer = "adamw", WeightDecay = 0.01 }),
        new("smooth", [23, 150, 17, 4], "gelu", new() { Batch = 12, LearningRate = 0.02, Optimizer = "nesterov", Clip = 1 }),
        new("formula", [9, 21, 2], "x * sigmoid(1.3 * x)", new() { Batch = 25, LearningRate = 0.01, Optimizer = "rmsprop", WeightDecay = 0.01 }),
    ];

    /// <summary>Trains the network from its start.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="probed">Whether every layer is read between the steps.</param>
    /// <returns>SHA-256 of all parameters' bits, in hexadecimal.</returns>
    public string Train(Workers workers, bool probed = false)
    {
        ArrayDataSet data = Samples();
        Network network = Network.For(new() { Hidden = Widths[1..^1], Activation = Activation }, data);
        ParameterStore parameters = network.Initialize(Initializers.Parse(Activation == "tanh" ? "xavier" : "he-normal"), 1);
        Trainer trainer = new(network, parameters, data, Training with { Steps = Steps }, 2, workers);
        Probe probe = new(network, parameters, Training.Batch, workers);
        foreach (TrainingStep step in trainer.Steps())
        {
            if (step.Diverged) throw new InvalidOperationException($"The net '{Name}' diverged at step {step.Step}, so its bits prove nothing; give it a smaller rate.");
            if (probed && step.Step % 7 == 0) probe.Read(data, trainer.FirstBatch.AsSpan(), histograms: true);
        }

        return Fingerprint(parameters);
    }

    /// <summary>Two and a half batches: some steps have half a batch.</summary>
    private ArrayDataSet Samples()
    {
        int count = Training.Batch * 5 / 2, classes = Math.Max(2, Widths[^1]);
        RandomSequence random = new(3);
        float[] inputs = new float[count * Widths[0]], targets = new float[count];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = random.NextDouble() < Zeros ? 0 : (float)random.NextNormal();
        for (int i = 0; i < count; i++) targets[i] = i % classes;
        return new(Name, new Shape(Widths[0]), [.. Enumerable.Range(0, classes).Select(label => $"{label}")], inputs, targets);
    }

    private static string Fingerprint(ParameterStore parameters)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < parameters.Count; i++) hash.AppendData(MemoryMarshal.AsBytes(parameters[new(i)]));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
