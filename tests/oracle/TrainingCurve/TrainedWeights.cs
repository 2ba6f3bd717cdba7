using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Tests.Oracle;

/// <summary>The weight matrices of a network at one moment of its training, [out, in] as files have them.</summary>
/// <param name="Step">Updates so far.</param>
/// <param name="Matrices">Each layer's weights with their shape, from the inputs on.</param>
public sealed record TrainedWeights(int Step, ImmutableArray<(WeightShape Shape, float[] Weights)> Matrices)
{
    /// <summary>Trains a network on the generated digits as the comparison does by default: SGD, rate 0.1, batches of 100.</summary>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="activation">The hidden layers' activation.</param>
    /// <param name="scheme">Makes the first weights.</param>
    /// <param name="seed">Decides weights and batches.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="steps">When to look, ascending; 0 is before the first update.</param>
    /// <param name="workers">Who shares the work.</param>
    public static IEnumerable<TrainedWeights> Of(ImmutableArray<int> hidden, string activation, string scheme, Seed seed, IDataSet data, int[] steps, Workers workers)
    {
        Network network = Network.For(new() { Hidden = hidden, Activation = activation }, data);
        ParameterStore parameters = network.Initialize(Initializers.Parse(scheme), seed.For("weights"));
        Trainer trainer = new(network, parameters, data, new() { Steps = steps[^1] }, seed.For("batches"), workers);
        if (steps[0] == 0) yield return Look(network, parameters, 0);
        foreach (TrainingStep step in trainer.Steps())
        {
            if (step.Diverged) yield break;
            if (steps.Contains(step.Step)) yield return Look(network, parameters, step.Step);
        }
    }

    private static TrainedWeights Look(Network network, ParameterStore parameters, int step) => new(step, [.. network.Layers.Select(layer =>
    {
        WeightShape shape = network.Graph.Parameters[layer.Weight.Index].Weights!;
        float[] weights = new float[shape.Axes.Count];
        DenseLayout.ToOutputMajor(parameters[layer.Weight], weights, shape.Axes.Axes[1], shape.Axes.Axes[0]);
        return (shape, weights);
    })]);
}
