using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>What one hidden layer does on a batch, forward and backward.</summary>
public sealed record LayerReading
{
    /// <summary>The layer's number, from 1.</summary>
    public required int Layer { get; init; }

    /// <summary>Its units.</summary>
    public required int Width { get; init; }

    /// <summary>Moments of the pre-activations z over samples and units.</summary>
    public required Moments PreActivations { get; init; }

    /// <summary>Moments of the activations a over samples and units.</summary>
    public required Moments Activations { get; init; }

    /// <summary>Moments of ∂C/∂a over samples and units, C the mean loss of the batch.</summary>
    public required Moments Gradients { get; init; }

    /// <summary>Moments of ∂C/∂W over the layer's weights.</summary>
    public required Moments WeightGradients { get; init; }

    /// <summary>The share of (sample, unit) pairs where a flattening activation has less than 2 % of its steepest slope; 0 for one that does not flatten.</summary>
    public required double Saturated { get; init; }

    /// <summary>The share of units through which no gradient passes on any sample: their slope is 0 on all.</summary>
    public required double Dead { get; init; }

    /// <summary>The share of units whose pre-activations equal another unit's to the last bit, on every sample.</summary>
    public required double Symmetric { get; init; }

    /// <summary>Moments of ∂C/∂z over samples and units.</summary>
    public required Moments PreActivationGradients { get; init; }

    /// <summary>Moments of the layer's weights.</summary>
    public required Moments Weights { get; init; }

    /// <summary>Moments of the layer's biases; null where it has none.</summary>
    public Moments? Biases { get; init; }

    /// <summary>The share of units whose pre-activations point the same way as another unit's, or the opposite one: |cosine| above <see cref="NearCosine"/> over the samples; null where it was not asked for.</summary>
    public double? NearlySymmetric { get; init; }

    /// <summary>The number of directions that the activations of the samples fill: <c>(Σλ)²/Σλ²</c> of their second moments; null where it was not asked for.</summary>
    public double? EffectiveRank { get; init; }

    /// <summary>c, the mean over pairs of different samples of <c>z·z′/√(z·z z′·z′)</c>; null where it was not asked for, or with fewer than two samples.</summary>
    public double? Correlation { get; init; }

    /// <summary>Quantiles of the pre-activations at <see cref="Levels"/>; null where they were not asked for.</summary>
    public ImmutableArray<double>? PreActivationQuantiles { get; init; }

    /// <summary>Quantiles of the activations at <see cref="Levels"/>; null where they were not asked for.</summary>
    public ImmutableArray<double>? ActivationQuantiles { get; init; }

    /// <summary>Quantiles of ∂C/∂z at <see cref="Levels"/>; null where they were not asked for.</summary>
    public ImmutableArray<double>? GradientQuantiles { get; init; }

    /// <summary>The root mean square of the update over that of the weights; null where no update was taken.</summary>
    public double? UpdateRatio { get; init; }

    /// <summary>The levels of quantiles, ascending.</summary>
    public static ImmutableArray<double> Levels { get; } = [0.02, 0.25, 0.5, 0.75, 0.98];

    /// <summary>The |cosine| above which two units count as nearly symmetric.</summary>
    public const double NearCosine = 0.99;

    /// <summary>The pre-activations, counted; null where only moments were asked for.</summary>
    public Histogram? PreActivationHistogram { get; init; }

    /// <summary>The weights, counted; null where only moments were asked for.</summary>
    public Histogram? WeightHistogram { get; init; }

    /// <summary>The sizes of ∂C/∂W, counted on a logarithmic axis; null where only moments were asked for.</summary>
    public Histogram? WeightGradientHistogram { get; init; }

    /// <summary>The activations, counted; null where only moments were asked for.</summary>
    public Histogram? ActivationHistogram { get; init; }

    /// <summary>The sizes of ∂C/∂a, counted on a logarithmic axis; null where only moments were asked for.</summary>
    public Histogram? GradientHistogram { get; init; }
}
