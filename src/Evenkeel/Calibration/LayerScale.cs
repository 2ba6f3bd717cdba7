using Evenkeel.Graphs;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Calibration;

/// <summary>How a layer's second moment is measured and scaled: where its activation is rescaled, about β and in units of α.</summary>
/// <param name="Parameters">The network's parameters.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Rescaling">How the activation behind it is rescaled; null where it is not, and behind the output layer.</param>
/// <param name="HasRandomBias">Whether its biases carry a part of q of their own, which stays.</param>
internal readonly record struct LayerScale(ParameterStore Parameters, NetworkLayer Layer, Rescaling? Rescaling, bool HasRandomBias)
{
    private double Alpha => Rescaling?.Alpha ?? 1;

    private double Beta => Rescaling?.Beta ?? 0;

    /// <summary>The mean of ((z − β)/α)².</summary>
    public double Measure(ReadOnlySpan<float> z)
    {
        double second = Beta == 0 ? Moments.Of(z).SecondMoment : Reduction.SumOfSquaredDistances(z, Beta) / z.Length;
        return second / (Alpha * Alpha);
    }

    /// <summary>The mean of b² that random biases carry whatever the weights are; 0 where biases belong to the weights.</summary>
    public double BiasPower => HasRandomBias && Layer.Bias is { } bias ? Moments.Of(Parameters[bias]).SecondMoment / (Alpha * Alpha) : 0;

    /// <summary>The factor that brings the measure to a target, or, where biases alone carry more than it, the weights' part to it; not positive or not finite where none does.</summary>
    public double FactorTo(double target, ReadOnlySpan<float> z)
    {
        double measured = Measure(z);
        if (!HasRandomBias || Layer.Bias is not { } bias)
        {
            return Math.Sqrt(target / measured);
        }

        // mean (s·u + b)² = s²·U + 2s·M + B, with z = u + b.
        ReadOnlySpan<float> biases = Parameters[bias];
        (double own, double mixed, double fixedPart) = (0, 0, 0);
        for (int i = 0; i < z.Length; i++)
        {
            double b = biases[i % biases.Length];
            double u = z[i] - b;
            own += u * u;
            mixed += u * b;
            fixedPart += b * b;
        }

        (own, mixed, fixedPart) = (own / z.Length, mixed / z.Length, fixedPart / z.Length);
        return fixedPart < target ? (Math.Sqrt(mixed * mixed + own * (target - fixedPart)) - mixed) / own : Math.Sqrt(target / measured);
    }

    /// <summary>Scales the weights; and biases, but for β, where they belong to the weights.</summary>
    public void Apply(double factor)
    {
        LayerWalk.Scale(Parameters[Layer.Weight], factor);
        if (HasRandomBias || Layer.Bias is not { } bias)
        {
            return;
        }

        foreach (ref float value in Parameters[bias])
        {
            value = (float)(Beta + factor * (value - Beta));
        }
    }
}
