using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>What one hidden layer does on a batch, forward and backward.</summary>
/// <remarks>
/// At the end of a residual branch z is what the branch adds, and a is the sum <c>x + z</c> that goes on: activations and ∂C/∂a are those of
/// the stream through all branches, while z, its gradient and its units are the branch's. Such a layer has no activation, so nothing of it is saturated or dead, and its units count as alike where the sums are.
/// </remarks>
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

    /// <summary>The share of (sample, unit) pairs where a flattening activation has less than <see cref="SaturationSlope"/> of its steepest slope; 0 for one that does not flatten.</summary>
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

    /// <summary>The share of units whose pre-activations point the same way as another unit's, or the opposite one: |cosine| above <see cref="NearCosine"/> over the samples.
    /// Units of zeros count as alike. Of a large layer the first 2048 units are compared, and of many samples the first 256.</summary>
    /// <value>Null where it was not asked for, and with fewer than 16 samples, over which units are alike by chance; NaN where a pre-activation is not finite.</value>
    public double? NearlySymmetric { get; init; }

    /// <summary>The number of directions that the activations of the samples fill: <c>(Σλ)²/Σλ²</c> of their second moments (the participation ratio), over the first 1024 samples.</summary>
    /// <value>1 to the number of samples or units, whichever is less; null where it was not asked for; NaN where all activations are 0 or one is not finite.</value>
    public double? EffectiveRank { get; init; }

    /// <summary>c, the mean over pairs of different samples of <c>z·z′/√(z·z z′·z′)</c>; samples whose z are all 0 are left out.</summary>
    /// <value>−1 to 1; null where it was not asked for; NaN with fewer than two samples, or where a pre-activation is not finite.</value>
    public double? Correlation { get; init; }

    /// <summary>Quantiles of the pre-activations at <see cref="Levels"/>, exact, as <see cref="Quantiles"/> interpolates them; null where they were not asked for.</summary>
    public ImmutableArray<double>? PreActivationQuantiles { get; init; }

    /// <summary>Quantiles of the activations at <see cref="Levels"/>, exact, as <see cref="Quantiles"/> interpolates them; null where they were not asked for.</summary>
    public ImmutableArray<double>? ActivationQuantiles { get; init; }

    /// <summary>Quantiles of ∂C/∂z at <see cref="Levels"/>, exact, as <see cref="Quantiles"/> interpolates them; null where they were not asked for.</summary>
    public ImmutableArray<double>? GradientQuantiles { get; init; }

    /// <summary>Quantiles of the layer's weights at <see cref="Levels"/>, exact, as <see cref="Quantiles"/> interpolates them; null where they were not asked for.</summary>
    public ImmutableArray<double>? WeightQuantiles { get; init; }

    /// <summary>Quantiles of ∂C/∂W at <see cref="Levels"/>, exact, as <see cref="Quantiles"/> interpolates them; null where they were not asked for.</summary>
    public ImmutableArray<double>? WeightGradientQuantiles { get; init; }

    /// <summary>The root mean square of a step's change of the weights over that of the weights, as <see cref="UpdateRatios"/> measures it; null where no step was planned.</summary>
    public double? UpdateRatio { get; init; }

    /// <summary>The levels of quantiles, ascending.</summary>
    public static ImmutableArray<double> Levels { get; } = [0.02, 0.25, 0.5, 0.75, 0.98];

    /// <summary>The share of the steepest slope below which a unit counts as saturated on a sample; for tanh that is |a| &gt; 0.99.</summary>
    public const double SaturationSlope = 0.02;

    /// <summary>What <see cref="Saturated"/> counts, in words to be printed beside it.</summary>
    public const string SaturatedMeans = "(sample, unit) pairs whose slope is below 2 % of the activation's steepest; for tanh |a| > 0.99";

    /// <summary>What <see cref="Dead"/> counts, in words to be printed beside it.</summary>
    public const string DeadMeans = "units whose slope is 0 on every sample of the batch";

    /// <summary>What <see cref="Symmetric"/> counts, in words to be printed beside it.</summary>
    public const string SymmetricMeans = "units whose pre-activations are another unit's to the last bit on every sample";

    /// <summary>What <see cref="NearlySymmetric"/> counts, in words to be printed beside it.</summary>
    public const string NearlySymmetricMeans = "units whose pre-activations have a cosine beyond ±0.99 with another unit's over the samples";

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
