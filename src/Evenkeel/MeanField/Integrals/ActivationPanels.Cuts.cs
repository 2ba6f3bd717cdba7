using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

internal sealed partial class ActivationPanels
{
    /// <summary>Panels beyond which a function is not followed: each costs every mean some microseconds.</summary>
    private const int MostPanels = 8192;

    /// <summary>Adds the edges strictly inside a stretch.</summary>
    private void Cut(double low, double high, List<double> found)
    {
        double at = low;
        foreach (double kink in Kinks)
        {
            if (kink > low && kink < high)
            {
                Halve(at, kink, found);
                found.Add(kink);
                at = kink;
            }
        }

        Halve(at, high, found);
    }

    private void Halve(double low, double high, List<double> found)
    {
        if (IsResolved(low, high))
        {
            return;
        }

        if (high - low <= Shortest * Math.Max(Shortest, Math.Min(Math.Abs(low), Math.Abs(high))))
        {
            Judge(low, high);
            return;
        }

        if (found.Count > MostPanels)
        {
            throw QuadratureException.TooFine(high);
        }

        double middle = 0.5 * (low + high);
        Halve(low, middle, found);
        found.Add(middle);
        Halve(middle, high, found);
    }

    /// <summary>Whether the last coefficients of the Chebyshev series through 17 points have died out. What is not finite is not cut.</summary>
    private bool IsResolved(double low, double high)
    {
        Span<double> values = stackalloc double[ChebyshevPoints.Length];
        double most = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Activation.Value(0.5 * (low + high) + 0.5 * (high - low) * ChebyshevPoints[i]);
            most = Math.Max(most, Math.Abs(values[i]));
            if (!double.IsFinite(values[i]))
            {
                return true;
            }
        }

        // What is small beside the activation nearer to 0, where the density is larger, needs no digits of its own.
        largest = Math.Max(largest, most);

        // Far out, the rounding of x is as much as a quickly changing function can be known by.
        double tolerated = largest * (ResolvedShare + 2e-15 * Math.Max(Math.Abs(low), Math.Abs(high)) / (high - low));
        for (int order = values.Length - 3; order < values.Length; order++)
        {
            double coefficient = 0;
            for (int i = 0; i < values.Length; i++)
            {
                coefficient += ChebyshevRows[order * ChebyshevPoints.Length + i] * values[i];
            }

            if (!(Math.Abs(coefficient) <= tolerated))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells a bend too sharp to resolve, which costs nothing, from a pole or an infinite slope.</summary>
    private void Judge(double low, double high)
    {
        double inside = low + 0.01 * (high - low);
        double value = Math.Max(Math.Abs(Activation.Value(inside)), Math.Abs(Activation.Value(low + high - inside)));
        double slope = Math.Max(Math.Abs(Activation.Slope(inside)), Math.Abs(Activation.Slope(low + high - inside)));
        pole = value * value * (high - low) > Negligible ? inside : pole;
        IsSteep |= slope * slope * (high - low) > Negligible;
    }

    private bool IsJump(double kink)
    {
        double step = 1e-10 * Math.Max(1, Math.Abs(kink));
        double above = Activation.Value(kink + step);
        double below = Activation.Value(kink - step);
        return !(Math.Abs(above - below) <= 1e-6 * Math.Max(1, Math.Abs(above) + Math.Abs(below)));
    }

    private const double ResolvedShare = 2e-14;

    /// <summary>The shortest panel as a share of its distance from 0; its square is the shortest next to 0.</summary>
    private const double Shortest = 1e-10;

    /// <summary>What the shortest panel may hold of a mean square.</summary>
    private const double Negligible = 1e-9;

    private static readonly double[] ChebyshevPoints = [.. Enumerable.Range(0, 17).Select(i => Elementary.Cos(Math.PI * (i + 0.5) / 17))];

    private static readonly double[] ChebyshevRows =
        [.. Enumerable.Range(0, 17 * 17).Select(at => 2.0 / 17 * Elementary.Cos(Math.PI * (at / 17) * (at % 17 + 0.5) / 17))];
}
