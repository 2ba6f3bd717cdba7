using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;

namespace Evenkeel.MeanField.Blocks;

/// <summary>What blocks need of an activation whose panels are already cut.</summary>
internal static class BlockMoments
{
    /// <summary>E φ² and E φ′² for z ~ N(0, q), q ≥ 0; NaN where q is not finite.</summary>
    public static (double Square, double Slope) Of(ActivationPanels panels, double q)
    {
        Activation activation = panels.Activation;
        if (!double.IsFinite(q))
        {
            return (double.NaN, double.NaN);
        }

        if (q == 0)
        {
            (double value, double slope) = (activation.Value(0), activation.Slope(0));
            return (value * value, slope * slope);
        }

        if (ClosedMoments.Of(activation, q) is { } closed)
        {
            return (closed.SecondMoment, closed.SlopeSecondMoment);
        }

        LineMoments moments = LineMoments.Of(panels, q);
        return (moments.Power, moments.SlopePower);
    }
}
