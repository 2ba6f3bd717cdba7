using Evenkeel.Graphs;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Calibration;

/// <summary>Gives drawn weights the variances of an analytic start, and biases their own.</summary>
internal static class AnalyticDraw
{
    /// <summary>Replaces the scale of all weights, and all biases.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Weights in any scale; receives theirs.</param>
    /// <param name="start">The variances, and how the activation is rescaled.</param>
    /// <param name="generator">Draws biases, where there are any.</param>
    public static void Apply(Network network, ParameterStore parameters, TwoSidedStart start, Generator generator)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            NetworkLayer layer = network.Layers[i];
            SignalLayer wanted = start.Path.Layers[i];
            Span<float> weights = parameters[layer.Weight];

            // As drawn, not as promised: the sample's own second moment leaves less for the measured pass.
            LayerWalk.Scale(weights, Math.Sqrt(wanted.WeightVariance / Moments.Of(weights).SecondMoment));
            if (layer.Bias is not { } bias)
            {
                continue;
            }

            Span<float> biases = parameters[bias];
            biases.Clear();
            if (wanted.BiasVariance > 0)
            {
                generator.Fork(network.Graph.Parameters[bias.Index].Name).Normal(biases, 0, Math.Sqrt(wanted.BiasVariance));
            }

            if (start.Rescaling is { } rescaling)
            {
                Fold(weights, biases, rescaling, isFirst: i == 0, isLast: i == network.Layers.Length - 1);
            }
        }
    }

    /// <summary>Puts <c>γ(φ(αx + β) + δ)</c> into the layers around φ: <c>W′ = αγW, b′ = β + α(b + γδ·ΣW)</c>; the first layer has no γ and δ before it, the last no α and β behind it.</summary>
    private static void Fold(Span<float> weights, Span<float> biases, Rescaling rescaling, bool isFirst, bool isLast)
    {
        (double alpha, double beta) = isLast ? (1, 0) : (rescaling.Alpha, rescaling.Beta);
        (double gamma, double delta) = isFirst ? (1, 0) : (rescaling.Gamma, rescaling.Delta);
        int units = biases.Length;
        for (int unit = 0; unit < units; unit++)
        {
            double sum = 0;
            for (int at = unit; at < weights.Length; at += units)
            {
                sum += weights[at];
            }

            biases[unit] = (float)(beta + alpha * (biases[unit] + gamma * delta * sum));
        }

        LayerWalk.Scale(weights, alpha * gamma);
    }
}
