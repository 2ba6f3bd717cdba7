using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>Measures what a plan holds after a forward and a backward pass.</summary>
/// <remarks>Each measure of each layer is one thread's work from its first sum to its last, so their number changes nothing.</remarks>
internal sealed class LayerMeasures
{
    private static readonly HistogramAxis GradientAxis = new(HistogramScale.Log10, -12, 3, 90);

    /// <summary>Wide enough for the pre-activations of a healthy start, where their standard deviation is near 1.</summary>
    private static readonly HistogramAxis SignalAxis = new(HistogramScale.Linear, -5, 5, 120);

    private static readonly HistogramAxis WeightAxis = new(HistogramScale.Linear, -1, 1, 120);

    /// <summary>What there is to measure, and by what it is asked for; the longest first, so that no thread is left with one at the end.</summary>
    private static readonly (Readings Asked, Action<LayerMeasures, NetworkLayer, LayerDraft> Measure)[] Table =
    [
        (Readings.EffectiveRank, (all, layer, draft) => draft.EffectiveRank = Directions.EffectiveRank(all.A(layer), layer.Width)),
        (Readings.NearSymmetry, (all, layer, draft) => draft.NearlySymmetric = Directions.NearTwins(all.Units(layer), layer.Width, LayerReading.NearCosine)),
        (Readings.Quantiles, (all, layer, draft) => draft.PreActivationQuantiles = Quantiles.Of(all.Z(layer), LayerReading.Levels.AsSpan())),
        (Readings.Quantiles, (all, layer, draft) => draft.ActivationQuantiles = Quantiles.Of(all.A(layer), LayerReading.Levels.AsSpan())),
        (Readings.Quantiles, (all, layer, draft) => draft.GradientQuantiles = Quantiles.Of(all.Dz(layer), LayerReading.Levels.AsSpan())),
        (Readings.Quantiles, (all, layer, draft) => draft.WeightQuantiles = Quantiles.Of(all.W(layer), LayerReading.Levels.AsSpan())),
        (Readings.Quantiles, (all, layer, draft) => draft.WeightGradientQuantiles = Quantiles.Of(all.Dw(layer), LayerReading.Levels.AsSpan())),
        (Readings.Histograms, (all, layer, draft) => draft.PreActivationHistogram = Histogram.Of(all.Z(layer), SignalAxis)),
        (Readings.Histograms, (all, layer, draft) => draft.ActivationHistogram = Histogram.Of(all.A(layer), layer.IsBranchEnd ? SignalAxis : all.activationAxis)),
        (Readings.Histograms, (all, layer, draft) => draft.GradientHistogram = Histogram.Of(all.Da(layer), GradientAxis)),
        (Readings.Histograms, (all, layer, draft) => draft.WeightHistogram = Histogram.Of(all.W(layer), WeightAxis)),
        (Readings.Histograms, (all, layer, draft) => draft.WeightGradientHistogram = Histogram.Of(all.Dw(layer), GradientAxis)),
        (Readings.Correlation, (all, layer, draft) => draft.Correlation = Directions.Correlation(all.Z(layer), layer.Width)),
        (Readings.Moments, (all, layer, draft) => draft.Symmetric = Probing.Units.Symmetric(all.Units(layer), layer.Width)),
        (Readings.Moments, (all, layer, draft) => draft.Flat = layer.IsBranchEnd ? default : Probing.Units.Flat(all.network.Function, all.Z(layer), all.A(layer), layer.Width)),
        (Readings.Moments, (all, layer, draft) => draft.PreActivations = Moments.Of(all.Z(layer))),
        (Readings.Moments, (all, layer, draft) => draft.Activations = Moments.Of(all.A(layer))),
        (Readings.Moments, (all, layer, draft) => draft.Gradients = Moments.Of(all.Da(layer))),
        (Readings.Moments, (all, layer, draft) => draft.PreActivationGradients = Moments.Of(all.Dz(layer))),
        (Readings.Moments, (all, layer, draft) => draft.Weights = Moments.Of(all.W(layer))),
        (Readings.Moments, (all, layer, draft) => draft.WeightGradients = Moments.Of(all.Dw(layer))),
        (Readings.Moments, (all, layer, draft) => draft.Biases = layer.Bias is { } bias ? Moments.Of(all.plan.Parameters[bias]) : null),
    ];

    private readonly Network network;
    private readonly Plan plan;
    private readonly HistogramAxis activationAxis;
    private readonly int[] asked = new int[Table.Length];

    /// <summary>Prepares to measure.</summary>
    /// <param name="network">The network.</param>
    /// <param name="plan">A plan for training it, which retains z and a of every hidden layer and the output.</param>
    public LayerMeasures(Network network, Plan plan)
    {
        (this.network, this.plan) = (network, plan);
        activationAxis = AxisOf(network.Function);
    }

    /// <summary>Measures all layers.</summary>
    /// <param name="readings">What to measure beside what is always measured.</param>
    /// <param name="ratios">How far each layer's weights moved; null where they did not.</param>
    public NetworkReading Take(Readings readings, ImmutableArray<double>? ratios)
    {
        int count = 0;
        for (int i = 0; i < Table.Length; i++)
        {
            if ((Table[i].Asked & ~readings) == 0) asked[count++] = i;
        }

        LayerDraft[] drafts = new LayerDraft[network.HiddenLayers.Length];
        for (int i = 0; i < drafts.Length; i++) drafts[i] = new();
        Work work = new(this, drafts);
        plan.Workers.Run(ref work, count * drafts.Length);

        ImmutableArray<LayerReading>.Builder layers = ImmutableArray.CreateBuilder<LayerReading>(drafts.Length);
        for (int i = 0; i < drafts.Length; i++) layers.Add(Finish(network.Layers[i], drafts[i], ratios));
        NetworkLayer last = network.Layers[^1];
        ReadOnlySpan<float> inputs = plan.Input(network.Input);
        Moments moments = Moments.Of(inputs);
        return new(plan.Loss(), layers.MoveToImmutable(), Moments.Of(plan.Gradient(network.Output)))
        {
            Inputs = moments,
            Batch = readings.HasFlag(Readings.Batch) && double.IsFinite(moments.SecondMoment) ? SignalInput.Of(inputs, plan.Rows, network.InputShape.Count) : null,
            InputCorrelation = readings.HasFlag(Readings.Correlation) ? Directions.Correlation(inputs, network.InputShape.Count) : null,
            Outputs = Moments.Of(plan.Value(network.Output)),
            OutputWeights = Moments.Of(W(last)),
            OutputWeightGradients = Moments.Of(Dw(last)),
            OutputUpdateRatio = ratios?[^1],
            ExpectedLoss = IgnorantLoss.Of(network, plan.Input(network.Target)),
            JacobianSingularValues = readings.HasFlag(Readings.Jacobian) ? [.. new NetworkJacobian(network, plan, row: 0).Values()] : null,
        };
    }

    private static LayerReading Finish(NetworkLayer layer, LayerDraft draft, ImmutableArray<double>? ratios) => new()
    {
        Layer = layer.Number,
        Width = layer.Width,
        PreActivations = draft.PreActivations,
        Activations = draft.Activations,
        Gradients = draft.Gradients,
        PreActivationGradients = draft.PreActivationGradients,
        Weights = draft.Weights,
        Biases = draft.Biases,
        WeightGradients = draft.WeightGradients,
        Saturated = draft.Flat.Saturated,
        Dead = draft.Flat.Dead,
        Symmetric = draft.Symmetric,
        NearlySymmetric = draft.NearlySymmetric,
        EffectiveRank = draft.EffectiveRank,
        Correlation = draft.Correlation,
        PreActivationQuantiles = draft.PreActivationQuantiles,
        ActivationQuantiles = draft.ActivationQuantiles,
        GradientQuantiles = draft.GradientQuantiles,
        WeightQuantiles = draft.WeightQuantiles,
        WeightGradientQuantiles = draft.WeightGradientQuantiles,
        UpdateRatio = ratios?[layer.Number - 1],
        PreActivationHistogram = draft.PreActivationHistogram,
        ActivationHistogram = draft.ActivationHistogram,
        GradientHistogram = draft.GradientHistogram,
        WeightHistogram = draft.WeightHistogram,
        WeightGradientHistogram = draft.WeightGradientHistogram,
    };

    private ReadOnlySpan<float> Z(NetworkLayer layer) => plan.Value(layer.PreActivation);

    private ReadOnlySpan<float> A(NetworkLayer layer) => plan.Value(layer.Activation);

    /// <summary>What tells units apart: z, but at the end of a branch the sum, since a branch that starts as 0 makes no units alike.</summary>
    private ReadOnlySpan<float> Units(NetworkLayer layer) => layer.IsBranchEnd ? A(layer) : Z(layer);

    private ReadOnlySpan<float> Da(NetworkLayer layer) => plan.Gradient(layer.Activation);

    private ReadOnlySpan<float> Dz(NetworkLayer layer) => plan.Gradient(layer.PreActivation);

    private ReadOnlySpan<float> W(NetworkLayer layer) => plan.Parameters[layer.Weight];

    private ReadOnlySpan<float> Dw(NetworkLayer layer) => plan.ParameterGradient(layer.Weight);

    /// <summary>One axis for every network with the same activation, so that pictures of them can stand side by side.</summary>
    private static HistogramAxis AxisOf(Activation function)
    {
        (double low, double high) = function.Saturates ? (function.Value(-1e6), function.Value(1e6)) : (-3, 3);
        double margin = function.Saturates ? 0.1 * (high - low) : 0;
        return new(HistogramScale.Linear, low - margin, high + margin, 120);
    }

    private readonly struct Work(LayerMeasures all, LayerDraft[] drafts) : IChunkedWork
    {
        public void Do(int chunk)
        {
            int layer = chunk % drafts.Length;
            Table[all.asked[chunk / drafts.Length]].Measure(all, all.network.Layers[layer], drafts[layer]);
        }
    }
}
