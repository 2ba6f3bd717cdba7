using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Forensics;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Tests.Oracle;

/// <summary>A network at one moment of its training, as a file would hold it: weights [out, in] and biases.</summary>
/// <param name="Step">Updates so far.</param>
/// <param name="Tensors">Each layer's weights and biases with what is known of them, from the inputs on.</param>
public sealed record TrainedModel(int Step, ImmutableArray<(TensorSubject Subject, float[] Values)> Tensors)
{
    /// <summary>Trains a network on the generated digits as the comparison does by default: SGD, rate 0.1, batches of 100.</summary>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="activation">The hidden layers' activation.</param>
    /// <param name="scheme">Makes the first weights.</param>
    /// <param name="seed">Decides weights and batches.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="steps">When to look, ascending; 0 is before the first update.</param>
    /// <param name="workers">Who shares the work.</param>
    public static IEnumerable<TrainedModel> Train(ImmutableArray<int> hidden, string activation, string scheme, Seed seed, IDataSet data, int[] steps, Workers workers)
    {
        Network network = Network.For(new() { Hidden = hidden, Activation = activation }, data);
        ParameterStore parameters = network.Initialize(Initializers.Parse(scheme), seed.For("weights"));
        Trainer trainer = new(network, parameters, data, new() { Steps = steps[^1] }, seed.For("batches"), workers);
        if (steps[0] == 0) yield return Of(network, parameters, 0);
        foreach (TrainingStep step in trainer.Steps())
        {
            if (step.Diverged) yield break;
            if (steps.Contains(step.Step)) yield return Of(network, parameters, step.Step);
        }
    }

    /// <summary>Examines all tensors, each alone and then together.</summary>
    public (ImmutableArray<TensorReport> Alone, FileVerdict File) Examine()
    {
        ExaminationOptions options = new() { Tensors = Tensors.Length };
        ImmutableArray<TensorReport> alone = [.. Tensors.Select(tensor => Examination.Of(tensor.Subject, StatisticsPass.Of(tensor.Values, tensor.Subject.Role == TensorRole.Bias ? 1 : tensor.Subject.Weights!.Outputs), options))];
        return (alone, FileExamination.Of(alone, options));
    }

    private static TrainedModel Of(Network network, ParameterStore parameters, int step)
    {
        ImmutableArray<(TensorSubject, float[])>.Builder tensors = ImmutableArray.CreateBuilder<(TensorSubject, float[])>();
        foreach (NetworkLayer layer in network.Layers)
        {
            WeightShape shape = network.Graph.Parameters[layer.Weight.Index].Weights!;
            float[] weights = new float[shape.Axes.Count];
            DenseLayout.ToOutputMajor(parameters[layer.Weight], weights, shape.Inputs, shape.Outputs);
            tensors.Add((new() { Name = $"layers.{layer.Number}.weight", Role = TensorRole.Dense, Weights = shape }, weights));
            if (layer.Bias is { } bias) tensors.Add((new() { Name = $"layers.{layer.Number}.bias", Role = TensorRole.Bias, Weights = shape }, parameters[bias].ToArray()));
        }

        return new(step, tensors.ToImmutable());
    }
}
