using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>Reads what every hidden layer of a network does on a batch, forward and backward, at this moment.</summary>
public sealed class Probe
{
    private static readonly HistogramAxis GradientAxis = new(HistogramScale.Log10, -12, 3, 90);

    private readonly Network network;
    private readonly Plan plan;
    private readonly HistogramAxis activationAxis;

    /// <summary>Prepares to read.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, read anew at each reading and never changed.</param>
    /// <param name="rows">The most samples in a batch; ≥ 1.</param>
    /// <param name="workers">Who shares the work.</param>
    public Probe(Network network, ParameterStore parameters, int rows, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network;
        ImmutableArray<ValueId>.Builder retain = ImmutableArray.CreateBuilder<ValueId>();
        retain.Add(network.Output);
        foreach (NetworkLayer layer in network.HiddenLayers)
        {
            retain.Add(layer.PreActivation);
            retain.Add(layer.Activation);
        }

        plan = new(network.Graph, parameters, new() { BatchSize = rows, Retain = retain.ToImmutable(), Workers = workers });
        activationAxis = AxisOf(network.Function);
    }

    /// <summary>Reads the network on some samples.</summary>
    /// <param name="data">Where the samples are.</param>
    /// <param name="rows">Which; no more than the probe was made for.</param>
    /// <param name="histograms">Whether to count values into histograms too.</param>
    /// <returns>The readings of all hidden layers.</returns>
    public NetworkReading Read(IDataSet data, ReadOnlySpan<int> rows, bool histograms)
    {
        ArgumentNullException.ThrowIfNull(data);
        plan.Begin(rows.Length);
        data.Read(rows, plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();
        plan.Backward();
        ImmutableArray<LayerReading>.Builder layers = ImmutableArray.CreateBuilder<LayerReading>();
        foreach (NetworkLayer layer in network.HiddenLayers)
        {
            layers.Add(Read(layer, histograms));
        }

        NetworkLayer last = network.Layers[^1];
        return new(plan.Loss(), layers.ToImmutable(), Moments.Of(plan.Gradient(network.Output)))
        {
            Inputs = Moments.Of(plan.Input(network.Input)),
            Outputs = Moments.Of(plan.Value(network.Output)),
            OutputWeights = Moments.Of(plan.Parameters[last.Weight]),
            OutputWeightGradients = Moments.Of(plan.ParameterGradient(last.Weight)),
            ExpectedLoss = network.ChanceLoss,
        };
    }

    private LayerReading Read(NetworkLayer layer, bool histograms)
    {
        ReadOnlySpan<float> z = plan.Value(layer.PreActivation);
        ReadOnlySpan<float> a = plan.Value(layer.Activation);
        ReadOnlySpan<float> gradient = plan.Gradient(layer.Activation);
        (double saturated, double dead) = Units.Flat(network.Function, z, layer.Width);
        return new()
        {
            Layer = layer.Number,
            Width = layer.Width,
            PreActivations = Moments.Of(z),
            Activations = Moments.Of(a),
            Gradients = Moments.Of(gradient),
            PreActivationGradients = Moments.Of(plan.Gradient(layer.PreActivation)),
            Weights = Moments.Of(plan.Parameters[layer.Weight]),
            Biases = layer.Bias is { } bias ? Moments.Of(plan.Parameters[bias]) : null,
            WeightGradients = Moments.Of(plan.ParameterGradient(layer.Weight)),
            Saturated = saturated,
            Dead = dead,
            Symmetric = Units.Symmetric(z, layer.Width),
            ActivationHistogram = histograms ? Histogram.Of(a, activationAxis) : null,
            GradientHistogram = histograms ? Histogram.Of(gradient, GradientAxis) : null,
        };
    }

    /// <summary>One axis for every network with the same activation, so that pictures of them can stand side by side.</summary>
    private static HistogramAxis AxisOf(Activation function)
    {
        (double low, double high) = function.Saturates ? (function.Value(-1e6), function.Value(1e6)) : (-3, 3);
        double margin = function.Saturates ? 0.1 * (high - low) : 0;
        return new(HistogramScale.Linear, low - margin, high + margin, 120);
    }
}
