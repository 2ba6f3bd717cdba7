using System.Collections.Immutable;
using Evenkeel.Probing;

namespace Evenkeel.Experiments.Studies;

/// <summary>What one hidden layer did at a moment of a trial, on the first batch.</summary>
public sealed record TrialLayer
{
    /// <summary>The layer's number, from 1.</summary>
    public required int Layer { get; init; }

    /// <summary>The mean of the activations.</summary>
    public required double ActivationMean { get; init; }

    /// <summary>The standard deviation of the activations.</summary>
    public required double ActivationStd { get; init; }

    /// <summary>The second moment of the pre-activations, mean z².</summary>
    public required double Q { get; init; }

    /// <summary>The standard deviation of ∂C/∂a.</summary>
    public required double GradientStd { get; init; }

    /// <summary>The second moment of ∂C/∂z.</summary>
    public required double PreActivationGradientQ { get; init; }

    /// <summary>The standard deviation of ∂C/∂W.</summary>
    public required double WeightGradientStd { get; init; }

    /// <summary>The standard deviation of the weights.</summary>
    public required double WeightStd { get; init; }

    /// <summary>The share of (sample, unit) pairs that are saturated, as <see cref="LayerReading.Saturated"/> counts.</summary>
    public required double Saturated { get; init; }

    /// <summary>The share of units through which no gradient passes.</summary>
    public required double Dead { get; init; }

    /// <summary>The share of units that equal another.</summary>
    public required double Symmetric { get; init; }

    /// <summary>The mean correlation of two samples' pre-activations; null where it was not asked for.</summary>
    public double? Correlation { get; init; }

    /// <summary>Quantiles of the activations at <see cref="LayerReading.Levels"/>; null where they were not asked for.</summary>
    public ImmutableArray<double>? ActivationQuantiles { get; init; }

    /// <summary>Quantiles of ∂C/∂z; null where they were not asked for.</summary>
    public ImmutableArray<double>? GradientQuantiles { get; init; }

    /// <summary>The activations, counted; null where that was not asked for.</summary>
    public TrialHistogram? Activations { get; init; }

    /// <summary>The sizes of ∂C/∂a, counted; null where that was not asked for.</summary>
    public TrialHistogram? Gradients { get; init; }

    /// <summary>The weights, counted; null where that was not asked for.</summary>
    public TrialHistogram? Weights { get; init; }

    internal static TrialLayer Of(LayerReading reading) => new()
    {
        Layer = reading.Layer,
        ActivationMean = reading.Activations.Mean,
        ActivationStd = reading.Activations.StandardDeviation,
        Q = reading.PreActivations.SecondMoment,
        GradientStd = reading.Gradients.StandardDeviation,
        PreActivationGradientQ = reading.PreActivationGradients.SecondMoment,
        WeightGradientStd = reading.WeightGradients.StandardDeviation,
        WeightStd = reading.Weights.StandardDeviation,
        Saturated = reading.Saturated,
        Dead = reading.Dead,
        Symmetric = reading.Symmetric,
        Correlation = reading.Correlation,
        ActivationQuantiles = reading.ActivationQuantiles,
        GradientQuantiles = reading.GradientQuantiles,
        Activations = TrialHistogram.Of(reading.ActivationHistogram),
        Gradients = TrialHistogram.Of(reading.GradientHistogram),
        Weights = TrialHistogram.Of(reading.WeightHistogram),
    };
}
