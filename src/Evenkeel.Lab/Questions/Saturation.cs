using Evenkeel.Functions;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Lab.Questions;

/// <summary>The share of units that theory expects to be saturated, by the measure that readings use.</summary>
internal static class Saturation
{
    private const double Reach = 1e6;
    private const int Halvings = 80;

    /// <summary>The share of z ~ N(0, q) whose slope is below 2 % of the steepest.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="q">The second moment of the pre-activations.</param>
    /// <returns>0 … 1; null where φ does not flatten out on both sides, or its slope is not steepest near 0, or q is not finite.</returns>
    public static double? Share(Activation activation, double q)
    {
        double limit = LayerReading.SaturationSlope * activation.SteepestSlope;
        if (!activation.Saturates || !double.IsFinite(q) || !(Math.Abs(activation.Slope(0)) > limit))
        {
            return null;
        }

        double deviation = Math.Sqrt(q);
        return deviation == 0 ? 0 : StandardNormal.Cdf(-Edge(activation, limit, 1) / deviation) + StandardNormal.Cdf(-Edge(activation, limit, -1) / deviation);
    }

    /// <summary>How far from 0 the slope falls below a limit, on one side, where it falls once.</summary>
    private static double Edge(Activation activation, double limit, int side)
    {
        (double steep, double flat) = (0, Reach);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = flat > 2 * steep + 1 ? Math.Sqrt((steep + 1e-3) * flat) : (steep + flat) / 2;
            (steep, flat) = Math.Abs(activation.Slope(side * middle)) < limit ? (steep, middle) : (middle, flat);
        }

        return flat;
    }
}
