using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>E φ², E φ′² and d E φ²/dq of one activation at any q ≥ 0; each q is computed once.</summary>
internal sealed class SecondMoments(Activation activation)
{
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

        if (q == 0)
        {
            (double value, double slope) = (activation.Value(0), activation.Slope(0));
            return (value * value, slope * slope, slope * slope);
        }

        ActivationMoments moments = ActivationMoments.Of(activation, q);

        // d/dq E φ(√q·z)² = E x·φ·φ′/q with x = √q·z, which needs no second derivative and so no care at kinks.
        double tilt = Quadrature.Expectation(x => x * activation.Value(x) * activation.Slope(x), q, activation.Kinks.AsSpan()) / q;
        return (moments.SecondMoment, moments.SlopeSecondMoment, tilt);
    }
}
