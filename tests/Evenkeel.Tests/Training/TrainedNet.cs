using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Tests.Graphs;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

/// <summary>Networks to train in tests, from data and weights that no generator makes.</summary>
internal sealed record TrainedNet(string Name, NetworkSpec Spec, ArrayDataSet Data, TrainingSpec Training)
{
    /// <summary>One of each kind: an image classifier, points in the plane, a regression, a support vector machine.</summary>
    public static IReadOnlyList<TrainedNet> All { get; } =
    [
        new("images", new() { Hidden = [30], Activation = "tanh" }, Classes("images", 96, 784, 10), new() { Batch = 40, LearningRate = 0.1 }),
        new("plane", new() { Hidden = [6, 3], Activation = "relu" }, Classes("plane", 100, 2, 2), new() { Batch = 0, LearningRate = 0.1 }),
        new("regression", new() { Hidden = [17, 9], Activation = "gelu", Loss = LossKind.MeanSquaredError }, new("regression", new(5), [], Numbers.Spread(65 * 5, 1), Numbers.Spread(65 * 2, 2)), new() { Batch = 16, LearningRate = 0.05 }),
        new("margins", new() { Hidden = [33], Activation = "silu", Loss = LossKind.Hinge }, Classes("margins", 70, 9, 4), new() { Batch = 32, LearningRate = 0.05, WeightDecay = 0.01, Clip = 0.5 }),
    ];

    public static TrainedNet Find(string name) => All.Single(net => net.Name == name);

    public static ArrayDataSet Classes(string name, int samples, int inputs, int classes) =>
        new(name, new(inputs), [.. Enumerable.Range(0, classes).Select(label => $"{label}")], Numbers.Spread(samples * inputs, 1), Numbers.Labels(samples, classes, 2));

    /// <summary>A trainer of <paramref name="steps"/> steps; adaptive optimizers take a rate of their own size.</summary>
    public (Trainer Trainer, ParameterStore Parameters) Prepare(string optimizer, int steps, Workers workers)
    {
        Network network = Network.For(Spec, Data);
        ParameterStore parameters = new(network.Graph);
        foreach (NetworkLayer layer in network.Layers)
        {
            Span<float> weights = parameters[layer.Weight];
            Numbers.Spread(weights.Length, 20 + layer.Number, MathF.Sqrt(3f * layer.Width / weights.Length)).CopyTo(weights);
        }

        double rate = optimizer is "rmsprop" or "adam" or "adamw" ? 0.01 : Training.LearningRate;
        TrainingSpec training = Training with { Optimizer = optimizer, LearningRate = rate, Steps = steps };
        return (new(network, parameters, Data, training, 4, workers), parameters);
    }

    /// <summary>A fingerprint of all parameters' bits.</summary>
    public static string Fingerprint(ParameterStore parameters)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < parameters.Count; i++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(parameters[new(i)]));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
