using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Sessions;

/// <summary>The axes of a session's histograms, the same for all its runs at all times.</summary>
/// <param name="Activations">What its hidden units give.</param>
internal sealed record LayerAxes(HistogramAxis Activations)
{
    private const int ActivationBins = 200;

    /// <summary>Sizes of ∂C/∂a, from far vanished to far exploded.</summary>
    public HistogramAxis Gradients { get; } = new(HistogramScale.Log10, -12, 3, 90);

    /// <summary>Weights.</summary>
    public HistogramAxis Weights { get; } = new(HistogramScale.Linear, -1, 1, 120);

    /// <summary>The axes for an activation: of one that flattens out its range and a tenth on either side, which for tanh is the article's [−1.2, 1.2].</summary>
    public static LayerAxes For(Activation function)
    {
        if (function.Saturates)
        {
            (double low, double high) = (function.Value(-1e6), function.Value(1e6));
            double margin = 0.1 * (high - low);
            return new(new HistogramAxis(HistogramScale.Linear, low - margin, high + margin, ActivationBins));
        }

        // Four standard deviations of a healthy signal; below, no further than the function goes.
        double least = Enumerable.Range(-80, 161).Min(i => function.Value(i / 20.0));
        return new(new HistogramAxis(HistogramScale.Linear, double.IsFinite(least) ? Math.Max(-4, least - 0.4) : -4, 4, ActivationBins));
    }
}
