using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>Two hidden units that start with equal weights: equal for ever, until one weight differs.</summary>
public static class SymmetryDemo
{
    /// <summary>Trains 2-2-1 with all weights α on two clouds of points, and reads both units' weights before every step.</summary>
    /// <param name="alpha">The value of every weight at the start.</param>
    /// <param name="nudge">What is added to one weight of the second unit; 0 to leave the units equal.</param>
    /// <param name="activation">The units' activation.</param>
    /// <param name="steps">Full-batch steps of rate 0.1.</param>
    /// <param name="seed">Decides the points.</param>
    /// <returns>The steps, 0 being the start, each before its update.</returns>
    public static ImmutableArray<SymmetryStep> Run(double alpha, double nudge, string activation, int steps, Seed seed)
    {
        ArrayDataSet data = ToyData.Gauss.Generate(100, seed);
        Network network = Network.For(new() { Hidden = [2], Activation = activation }, data);
        ParameterStore parameters = new(network.Graph);
        foreach (NetworkLayer layer in network.Layers)
        {
            parameters[layer.Weight].Fill((float)alpha);
        }

        // [in, out]: the second column is the second unit.
        parameters[network.Layers[0].Weight][1] += (float)nudge;
        ImmutableArray<SymmetryStep>.Builder record = ImmutableArray.CreateBuilder<SymmetryStep>();
        SymmetryStep Read(int step, double cost)
        {
            Span<float> hidden = parameters[network.Layers[0].Weight];
            Span<float> bias = parameters[network.Layers[0].Bias!.Value];
            Span<float> outgoing = parameters[network.Layers[1].Weight];
            return new(step, cost, [hidden[0], hidden[2], bias[0], outgoing[0]], [hidden[1], hidden[3], bias[1], outgoing[1]]);
        }

        Trainer trainer = new(network, parameters, data, new() { LearningRate = 0.1, Batch = 0, Steps = steps }, seed, Workers.One);
        SymmetryStep state = Read(0, double.NaN);
        foreach (TrainingStep step in trainer.Steps())
        {
            record.Add(state with { Cost = step.Loss });
            state = Read(step.Step, double.NaN);
        }

        record.Add(state with { Cost = new Evaluator(network, parameters, data, Workers.One).Evaluate().Loss });
        return record.ToImmutable();
    }
}
