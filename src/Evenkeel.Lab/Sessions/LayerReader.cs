using Evenkeel.Graphs;
using Evenkeel.Lab.Protocol;
using Evenkeel.Networks;
using Evenkeel.Probing;

namespace Evenkeel.Lab.Sessions;

/// <summary>What a page sees of the hidden layers.</summary>
internal static class LayerReader
{
    /// <summary>Puts a reading into a frame's form.</summary>
    /// <param name="network">The network.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="plan">What it was read from.</param>
    /// <param name="axes">The bins of histograms; null where none are looked at.</param>
    public static FrameLayer[] Read(Network network, NetworkReading reading, Plan plan, LayerAxes? axes)
    {
        FrameLayer[] layers = new FrameLayer[reading.Layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            (NetworkLayer layer, LayerReading read) = (network.Layers[i], reading.Layers[i]);
            layers[i] = new()
            {
                Layer = read.Layer,
                PreActivation = Math.Sqrt(read.PreActivations.SecondMoment),
                Activation = Math.Sqrt(read.Activations.SecondMoment),
                ActivationGradient = Math.Sqrt(read.Gradients.SecondMoment),
                Gradient = Math.Sqrt(read.PreActivationGradients.SecondMoment),
                Forward = read.PreActivations.SecondMoment,
                Backward = read.PreActivationGradients.SecondMoment / reading.Layers[^1].PreActivationGradients.SecondMoment,
                ActivationMean = read.Activations.Mean,
                ActivationStd = read.Activations.StandardDeviation,
                Saturated = read.Saturated,
                Dead = read.Dead,
                Symmetric = read.Symmetric,
                Activations = axes is null ? null : FrameHistogram.Of(plan.Value(layer.Activation), axes.Activations, read.Activations),
                Gradients = axes is null ? null : FrameHistogram.Of(plan.Gradient(layer.Activation), axes.Gradients, read.Gradients),
                Weights = axes is null ? null : FrameHistogram.Of(plan.Parameters[layer.Weight], axes.Weights, read.Weights),
            };
        }

        return layers;
    }
}
