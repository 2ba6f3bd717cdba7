using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>The article's nine-layer network, trained while every layer's gradient is read at every iteration.</summary>
public static class NineLayerDemo
{
    /// <summary>Trains and reads.</summary>
    /// <param name="initializer">How it starts.</param>
    /// <param name="activation">The hidden layers' activation.</param>
    /// <param name="width">Units in each of the eight hidden layers.</param>
    /// <param name="iterations">Full-batch steps.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="data">What to learn.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <returns>The iterations, fewer where training diverged.</returns>
    public static IEnumerable<NineLayerStep> Run(IInitializer initializer, string activation, int width, int iterations, double rate, IDataSet data, Seed seed)
    {
        Network network = Network.For(new() { Hidden = [.. Enumerable.Repeat(width, 8)], Activation = activation }, data);
        ParameterStore parameters = network.Initialize(initializer, seed.For("weights"));
        Trainer trainer = new(network, parameters, data, new() { LearningRate = rate, Batch = 0, Steps = iterations }, seed, Workers.One);
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        Probe probe = new(network, parameters, rows.Length, Workers.One);
        NetworkReading reading = probe.Read(data, rows, histograms: false);
        foreach (TrainingStep step in trainer.Steps())
        {
            yield return new(step.Step, step.Loss, [.. reading.Layers.Select(layer => Math.Sqrt(layer.Gradients.SecondMoment)), Math.Sqrt(reading.OutputGradients.SecondMoment)]);
            reading = probe.Read(data, rows, histograms: false);
        }
    }
}
