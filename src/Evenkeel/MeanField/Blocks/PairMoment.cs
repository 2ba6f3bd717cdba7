using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Blocks;

/// <summary>E φ(u)·φ(v) of two centred normal numbers of the same variance.</summary>
internal static class PairMoment
{
    /// <summary>Beyond it the two are one number, up to rounding.</summary>
    private const double Same = 1 - 1e-12;

    /// <summary>The moment.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="q">The variance of both; &gt; 0.</param>
    /// <param name="c">Their correlation, −1 … 1.</param>
    /// <remarks>
    /// In closed form for piecewise linear φ (Cho and Saul, "Kernel methods for deep learning", 2009), else as a mean over u of the mean over
    /// what of v does not follow from u.
    /// </remarks>
    public static double Of(Activation activation, double q, double c)
    {
        double slope = activation switch { Linear => 1, Relu => 0, LeakyRelu leaky => leaky.SlopeBelow, _ => double.NaN };
        if (!double.IsNaN(slope))
        {
            double angle = Elementary.Acos(Math.Clamp(c, -1, 1));
            double rectified = q * (Math.Sqrt(Math.Max(0, 1 - c * c)) + (Math.PI - angle) * c) / (2 * Math.PI);
            return (1 - slope) * (1 - slope) * rectified + slope * c * q;
        }

        if (c >= Same)
        {
            return ActivationMoments.Of(activation, q).SecondMoment;
        }

        double own = q * (1 - c * c);
        double[] kinks = [.. activation.Kinks];
        return Quadrature.Expectation(u => activation.Value(u) * Inner(u), q, kinks);

        double Inner(double u)
        {
            double center = c * u;
            return own <= 0 ? activation.Value(center) : Quadrature.Expectation(x => activation.Value(center + x), own, [.. kinks.Select(kink => kink - center)]);
        }
    }
}
