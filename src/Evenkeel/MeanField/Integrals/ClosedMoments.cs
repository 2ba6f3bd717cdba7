using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>The moments that have a closed form.</summary>
/// <remarks>
/// relu: Cho and Saul, "Kernel methods for deep learning", 2009. erf: Williams, "Computing with infinite networks", 1996. gelu and elu:
/// Tsuchida, Pearce, van der Heide, Roosta and Gallagher, "Avoiding kernel fixed points", 2020, https://arxiv.org/abs/2002.08517.
/// The others follow from integration by parts.
/// </remarks>
internal static class ClosedMoments
{
    /// <summary>The moments of an activation for z ~ N(0, q), or null where quadrature has to give them.</summary>
    public static ActivationMoments? Of(Activation activation, double q) => activation switch
    {
        Linear => Moments(q, 0, q, 1),
        Relu => Leaky(q, 0),
        LeakyRelu leaky => Leaky(q, leaky.SlopeBelow),
        Elu elu when q >= LeastForElu => Exponential(q, 1, elu.Alpha),
        Selu when q >= LeastForElu => Exponential(q, Selu.Scale, Selu.Alpha),
        Gelu => NormalGate(q),
        Sin sin => Sine(q, sin.Frequency),
        Erf => Moments(q, 0, 2 / Math.PI * Elementary.Atan2(2 * q, Math.Sqrt(1 + 4 * q)), 4 / Math.PI / Math.Sqrt(1 + 4 * q)),
        HardTanh => Clipped(q),
        _ => null,
    };

    /// <summary>Below it the terms of elu's moments cancel too far.</summary>
    private const double LeastForElu = 1e-3;

    private static ActivationMoments Moments(double q, double mean, double secondMoment, double slopeSecondMoment, double? variance = null) => new()
    {
        PreActivationVariance = q,
        Mean = mean,
        SecondMoment = secondMoment,
        Variance = variance ?? secondMoment - mean * mean,
        SlopeSecondMoment = slopeSecondMoment,
    };

    private static ActivationMoments Leaky(double q, double slope)
    {
        double power = 0.5 * (1 + slope * slope);
        return Moments(q, (1 - slope) * Math.Sqrt(q / (2 * Math.PI)), power * q, power);
    }

    /// <summary>With <c>e^{q/2}·Φ(−√q) = ½·erfcx(√(q/2))</c>, which stays in range at every q.</summary>
    private static ActivationMoments Exponential(double q, double scale, double alpha)
    {
        double once = 0.5 * Elementary.Erfcx(Math.Sqrt(0.5 * q));
        double twice = 0.5 * Elementary.Erfcx(Math.Sqrt(2 * q));
        double mean = scale * (Math.Sqrt(q / (2 * Math.PI)) + alpha * (once - 0.5));
        double secondMoment = scale * scale * (0.5 * q + alpha * alpha * (twice - 2 * once + 0.5));
        return Moments(q, mean, secondMoment, scale * scale * (0.5 + alpha * alpha * twice));
    }

    private static ActivationMoments NormalGate(double q)
    {
        double square = 1 + 2 * q;
        double root = Math.Sqrt(square);
        double angle = Elementary.Atan2(q, root) / (2 * Math.PI);
        return Moments(
            q,
            q / Math.Sqrt(2 * Math.PI * (1 + q)),
            q * (0.25 + angle + q / ((1 + q) * root * Math.PI)),
            0.25 + angle + q / (2 * Math.PI * root) * (1 / square + (1 - q) / (1 + q) + 1));
    }

    private static ActivationMoments Sine(double q, double frequency)
    {
        double fall = -2 * frequency * frequency * q;
        return Moments(q, 0, -0.5 * Elementary.Expm1(fall), 0.5 * frequency * frequency * (1 + Elementary.Exp(fall)));
    }

    private static ActivationMoments Clipped(double q)
    {
        double edge = 1 / Math.Sqrt(2 * q);
        double inside = Elementary.Erf(edge);
        double trimmed = inside - 2 * edge * Elementary.Exp(-edge * edge) / Math.Sqrt(Math.PI);
        return Moments(q, 0, q * trimmed + Elementary.Erfc(edge), inside);
    }
}
