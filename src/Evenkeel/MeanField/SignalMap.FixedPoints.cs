using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

public sealed partial class SignalMap
{
    private ImmutableArray<FixedPoint> fixedPoints;

    /// <summary>Finds every fixed point of the variance map in 0…10⁶, or in 0…10⁶·σb² where σb² is above 1.</summary>
    /// <returns>
    /// The fixed points in ascending order, 0 included; empty where there is none. Where the map touches the diagonal within 10⁻¹⁰ of q, the
    /// point is half-stable. Where every q is a fixed point, one neutral point stands for all.
    /// </returns>
    /// <exception cref="QuadratureException">The map cannot be computed even for small q.</exception>
    /// <remarks>Eight points to each power of ten are looked at, 64 where χ_q is near 1 and 512 where the map is near the diagonal too, with slopes, so that two crossings between neighbours are found by the extremum between them.</remarks>
    public ImmutableArray<FixedPoint> FixedPoints()
    {
        if (fixedPoints.IsDefault)
        {
            fixedPoints = [.. new FixedPointSearch(this).Find().Select(found => Describe(found.Q, found.Stability))];
        }

        return fixedPoints;
    }

    /// <summary>Finds where depth takes a second moment.</summary>
    /// <param name="q">The first layer's; ≥ 0 and finite.</param>
    /// <returns>The fixed point that it comes to, or the reason why there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite.</exception>
    /// <exception cref="QuadratureException">The map cannot be computed at q.</exception>
    public Attractor Attractor(double q)
    {
        double next = Next(q);
        ImmutableArray<FixedPoint> points = FixedPoints();
        if (points is [{ Stability: Stability.Neutral }])
        {
            return new(q == points[0].Q ? points[0] : Describe(q, Stability.Neutral), null);
        }

        for (int layer = 0; layer < MostLayers; layer++)
        {
            FixedPoint? at = points.FirstOrDefault(point => Math.Abs(point.Q - q) <= 1e-10 * point.Q);
            if (at is not null)
            {
                return new(at, null);
            }

            if (q > FixedPointSearch.Highest(SigmaB2))
            {
                return new(null, Grows(q));
            }

            FixedPoint? beside = next > q ? points.FirstOrDefault(point => point.Q > q) : points.LastOrDefault(point => point.Q < q);
            if (beside is null || IsRisingBetween(q, beside.Q))
            {
                // A rising map never steps over a fixed point; where none is ahead, it rises for ever.
                return beside is null ? new(null, Grows(q)) : new(beside, null);
            }

            q = next;
            next = Next(q);
        }

        // A variance map has no cycles, so every bounded second moment comes to a fixed point: docs/theory.md.
        return new(points.MinBy(point => Math.Abs(point.Q - q)), null);
    }

    private string Grows(double q)
    {
        double highest = FixedPointSearch.Highest(SigmaB2);
        return KeepsGrowing(highest)
            ? FormattableString.Invariant($"The second moment of '{Activation.Name}' grows without bound from {q:G6} on: no fixed point lies above it. Take a smaller σw² than {SigmaW2}.")
            : FormattableString.Invariant($"The second moment of '{Activation.Name}' grows from {q:G6} past {highest:0.###e+0}, and fixed points are looked for up to there. Take a smaller σw² than {SigmaW2}.");
    }

    /// <summary>Whether the map, above the diagonal where the search ends, grows like a power of q from there on that never meets it.</summary>
    private bool KeepsGrowing(double q)
    {
        try
        {
            (double next, double slope, _) = At(q);
            return q * slope >= (1 - 1e-3) * (next - SigmaB2);
        }
        catch (QuadratureException)
        {
            return true;
        }
    }

    private bool IsRisingBetween(double q, double end)
    {
        const int samples = 16;
        for (int i = 0; i <= samples; i++)
        {
            if (Slope(Math.Max(0, q + (end - q) * i / samples)) < 0)
            {
                return false;
            }
        }

        return true;
    }

    internal FixedPoint Describe(double q, Stability stability)
    {
        (_, double chiQ, double chi1) = At(q);
        Phase phase = Math.Abs(chi1 - 1) <= FixedPoint.CriticalWidth ? Phase.Critical : chi1 < 1 ? Phase.Ordered : Phase.Chaotic;
        phase = panels.IsRough && SigmaW2 > 0 ? Phase.Chaotic : phase;
        (double? correlation, double? chiC) = q == 0 ? (null, null) : phase == Phase.Chaotic ? CorrelationFixedPoint(q) : (1, chi1);
        return new() { Q = q, ChiQ = chiQ, Chi1 = chi1, Stability = stability, Correlation = correlation, ChiC = chiC, Phase = phase };
    }

    /// <summary>The attracting fixed point of the correlation map in the chaotic phase.</summary>
    /// <remarks>
    /// The map is a power series in c with no negative coefficient (Hermite), so it is convex on 0…1 and Newton's method comes to the lower of
    /// its two fixed points from below. Where the other, 1, is near, it halves the distance at best; so steps are doubled until one steps over,
    /// which of a parabola leads no further than halfway to 1. Where that is too far, the step is taken once.
    /// </remarks>
    private (double? Correlation, double? Slope) CorrelationFixedPoint(double q)
    {
        (double c, double once, double slope, bool doubles) = (0, 0, 0, true);
        for (int i = 0; i < 60; i++)
        {
            PairMoments pair = PairMoments.Of(panels, q, q, c * q);
            double above = (SigmaW2 * pair.Product + SigmaB2) / q - c;
            slope = SigmaW2 * pair.SlopeProduct;
            if (!(slope < 1))
            {
                if (!doubles || i == 0) break;
                (c, doubles) = (once, false);
                continue;
            }

            double step = above / (1 - slope);
            doubles &= above > 0;
            once = Math.Clamp(c + step, 0, 1);
            c = doubles ? Math.Clamp(c + 2 * step, 0, 1) : once;
            if (Math.Abs(step) <= 1e-14)
            {
                break;
            }
        }

        return (c, slope);
    }

    private const int MostLayers = 10_000;
}
