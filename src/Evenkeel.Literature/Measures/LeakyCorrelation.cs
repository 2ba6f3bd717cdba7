using Evenkeel.Numerics;

namespace Evenkeel.Literature.Measures;

/// <summary>What layers of leaky rectifiers that keep the length do to the correlation of two inputs.</summary>
/// <remarks>
/// Zhang, Botev and Martens 2022, https://arxiv.org/abs/2203.08120: with slope a and the factor √(2/(1 + a²)), <c>C(c) = ((1 − a)²·(√(1 − c²) + (π − acos c)·c)/π + 2ac)/(1 + a²)</c>.
/// </remarks>
internal static class LeakyCorrelation
{
    /// <summary>The correlation after some layers.</summary>
    /// <param name="slope">a, in [0, 1].</param>
    /// <param name="correlation">That of the inputs, in [−1, 1].</param>
    /// <param name="depth">Layers.</param>
    public static double After(double slope, double correlation, int depth)
    {
        double c = correlation;
        for (int l = 0; l < depth; l++)
        {
            double bent = Math.Sqrt(Math.Max(0, 1 - c * c)) + (Math.PI - Elementary.Acos(Math.Clamp(c, -1, 1))) * c;
            c = ((1 - slope) * (1 - slope) * bent / Math.PI + 2 * slope * c) / (1 + slope * slope);
        }

        return c;
    }

    /// <summary>The slope with which uncorrelated inputs come to a correlation.</summary>
    /// <param name="depth">Layers, as many that a slope of 0 goes beyond it.</param>
    /// <param name="correlation">C(0) of all layers, in (0, 1).</param>
    /// <returns>a, by halving [0, 1] until its ends are neighbours.</returns>
    public static double SlopeFor(int depth, double correlation)
    {
        (double low, double high) = (0, 1);
        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (low + high);
            if (After(middle, 0, depth) > correlation) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }
}
