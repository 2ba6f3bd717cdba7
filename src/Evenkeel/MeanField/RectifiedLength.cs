using Evenkeel.MeanField.Widths;

namespace Evenkeel.MeanField;

/// <summary>What one layer of rectified units with He's variance does to the length of a signal, exactly at every width.</summary>
/// <param name="Mean">The mean of <c>ln(‖z^[l+1]‖²/‖z^[l]‖²)</c>, given that a unit is active; negative.</param>
/// <param name="Variance">Its variance.</param>
/// <remarks>
/// For square layers of independent normal weights of variance 2/n and no biases the ratio is <c>(2/n)·χ²_K</c> with K ~ Bin(n, ½) active units, independent from
/// layer to layer: its mean is 1 and its variance 5/n, and its logarithm's moments are sums of digamma and trigamma functions. Hanin, "Which neural net
/// architectures give rise to exploding and vanishing gradients?", 2018, https://arxiv.org/abs/1801.03744, has the bounds; the exact law is a derivation of this project.
/// </remarks>
public readonly record struct RectifiedLength(double Mean, double Variance)
{
    /// <summary>The law at a width.</summary>
    /// <param name="units">n, the units of both layers; ≥ 1.</param>
    /// <returns>Mean and variance of the logarithm.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 1.</exception>
    public static RectifiedLength Of(int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        LogCumulants law = LogCumulants.OfRectifier(units);
        return new(law.Mean, law.Variance);
    }
}
