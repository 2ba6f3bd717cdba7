using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>E φ², E φ′² and d E φ²/dq of one activation at any q ≥ 0; each q is computed once.</summary>
internal sealed class SecondMoments(Activation activation)
{
    private readonly ActivationPanels panels = new(activation);
    private readonly Dictionary<double, (double Square, double Slope, double Tilt)> known = [];

    /// <summary>The activation.</summary>
    public Activation Activation => activation;

    /// <summary>E φ², E φ′² and the slope of E φ² over q; NaN where q is not finite.</summary>
    public (double Square, double Slope, double Tilt) At(double q)
    {
        if (known.TryGetValue(q, out (double Square, double Slope, double Tilt) found))
        {
            return found;
        }

        return known[q] = Compute(q);
    }

    /// <summary>χ(q) = q·E φ′²/E φ², the backward growth at equal widths where weights alone keep q.</summary>
    public double Chi(double q)
    {
        (double square, double slope, _) = At(q);
        return q * slope / square;
    }

    private (double Square, double Slope, double Tilt) Compute(double q)
    {
        if (!double.IsFinite(q))
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        LineMoments moments = q == 0 ? LineMoments.AtZero(panels) : LineMoments.Of(panels, q);
        return (moments.Power, moments.SlopePower, moments.PowerSlope);
    }
}
