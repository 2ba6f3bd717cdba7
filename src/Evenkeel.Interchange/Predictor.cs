using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Interchange;

/// <summary>Names the class of new points.</summary>
public sealed class Predictor
{
    private readonly SavedNetwork saved;
    private readonly Plan plan;

    /// <summary>Prepares to answer.</summary>
    /// <param name="saved">The network.</param>
    public Predictor(SavedNetwork saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        this.saved = saved;
        plan = new(saved.Network.Graph, saved.Parameters, new() { BatchSize = 1, Mode = PlanMode.Evaluate, Retain = [saved.Network.Output], Workers = Workers.One });
    }

    /// <summary>Answers for one point.</summary>
    /// <param name="inputs">The point, as long as the network's input.</param>
    /// <returns>Its class and the probabilities, or for a regression the outputs.</returns>
    /// <exception cref="ArgumentException">The point has another length.</exception>
    public Prediction Predict(ReadOnlySpan<float> inputs)
    {
        Network network = saved.Network;
        if (inputs.Length != network.InputShape.Count)
        {
            throw new ArgumentException($"The network takes {network.InputShape.Count} inputs but got {inputs.Length}.", nameof(inputs));
        }

        inputs.CopyTo(plan.Input(network.Input));
        plan.Forward();
        float[] outputs = [.. plan.Value(network.Output)];
        int index = network.Classify(outputs);
        return new(index < 0 ? null : saved.Classes[index], Probabilities(network, outputs), outputs);
    }

    /// <summary>The shares of the classes; null where the loss makes none: a hinge or a squared error gives scores only.</summary>
    private static double[]? Probabilities(Network network, float[] outputs)
    {
        if (network.Classes == 0 || network.Spec.Loss != LossKind.CrossEntropy)
        {
            return null;
        }

        if (outputs.Length == 1)
        {
            double yes = 1 / (1 + Elementary.Exp(-outputs[0]));
            return [1 - yes, yes];
        }

        double largest = outputs.Max();
        double[] shares = [.. outputs.Select(output => Elementary.Exp(output - largest))];
        double sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }
}
