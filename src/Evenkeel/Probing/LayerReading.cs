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

    /// <summary>The activations, counted; null where only moments were asked for.</summary>
    public Histogram? ActivationHistogram { get; init; }

    /// <summary>The sizes of ∂C/∂a, counted on a logarithmic axis; null where only moments were asked for.</summary>
    public Histogram? GradientHistogram { get; init; }
}
