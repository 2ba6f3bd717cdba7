using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Widths;

/// <summary>One activation's nodes and means, each variance computed once, and once only where depth has come to a fixed point.</summary>
internal sealed class MomentStore(Activation activation)
{
    /// <summary>A difference of q, as a share, that rounding alone may make.</summary>
    private const double Settled = 1e-14;

    private double last = double.NaN;
    private readonly ActivationPanels panels = new(activation);
    private readonly Dictionary<double, NormalNodes> nodes = [];
    private readonly Dictionary<double, WidthMoments> moments = [];

    /// <summary>φ.</summary>
    public Activation Activation => activation;

    /// <summary>The nodes for z ~ N(0, q).</summary>
    /// <param name="q">Positive and finite, with usable <see cref="Moments"/>.</param>
    public NormalNodes Nodes(double q)
    {
        if (!nodes.TryGetValue(q, out NormalNodes known))
        {
            nodes[q] = known = NormalNodes.Of(panels, q);
        }

        return known;
    }

    /// <summary>The means over z ~ N(0, q); infinite, so not usable, where quadrature finds no end.</summary>
    public WidthMoments Moments(double q)
    {
        q = Math.Abs(q - last) <= Settled * q ? last : q;
        if (!moments.TryGetValue(q, out WidthMoments known))
        {
            moments[q] = known = Compute(q);
        }

        last = q;
        return known;
    }

    /// <summary>E φ² and E φ′² at a second moment that may be 0 or infinite.</summary>
    public (double Second, double SlopeSecond) Limits(double q)
    {
        if (q > 0 && Math.Abs(Elementary.Log(q)) <= ScatterRecursion.MostLog)
        {
            WidthMoments known = Moments(q);
            return (known.Second, known.SlopeSecond);
        }

        double at = q > 0 ? q : 0;
        (double value, double slope) = (activation.Value(at), activation.Slope(at));
        return (value * value, slope * slope);
    }

    private WidthMoments Compute(double q)
    {
        try
        {
            return WidthMoments.Of(Nodes(q));
        }
        catch (QuadratureException)
        {
            return WidthMoments.Infinite;
        }
    }
}
