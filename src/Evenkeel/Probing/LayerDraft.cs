using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>A layer's reading while threads fill it in, each a part of its own.</summary>
internal sealed class LayerDraft
{
    public Moments PreActivations { get; set; }

    public Moments Activations { get; set; }

    public Moments Gradients { get; set; }

    public Moments PreActivationGradients { get; set; }

    public Moments Weights { get; set; }

    public Moments? Biases { get; set; }

    public Moments WeightGradients { get; set; }

    public (double Saturated, double Dead) Flat { get; set; }

    public double Symmetric { get; set; }

    public double? NearlySymmetric { get; set; }

    public double? EffectiveRank { get; set; }

    public double? Correlation { get; set; }

    public ImmutableArray<double>? PreActivationQuantiles { get; set; }

    public ImmutableArray<double>? ActivationQuantiles { get; set; }

    public ImmutableArray<double>? GradientQuantiles { get; set; }

    public ImmutableArray<double>? WeightQuantiles { get; set; }

    public ImmutableArray<double>? WeightGradientQuantiles { get; set; }

    public Histogram? PreActivationHistogram { get; set; }

    public Histogram? ActivationHistogram { get; set; }

    public Histogram? GradientHistogram { get; set; }

    public Histogram? WeightHistogram { get; set; }

    public Histogram? WeightGradientHistogram { get; set; }
}
