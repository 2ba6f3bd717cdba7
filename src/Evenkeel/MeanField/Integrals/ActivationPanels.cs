using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>An activation cut into panels on each of which a polynomial of degree 16 is the activation to 10⁻¹³.</summary>
/// <remarks>
/// Found once, the panels serve normal means at every variance: a rule on them, cut further so that the density is resolved, needs a few
/// hundred points where a search from nothing needs thousands. Kinks are edges. Panels are cut as far out as they are asked for.
/// </remarks>
internal sealed partial class ActivationPanels
{
    private readonly Lock growth = new();
    private double[] edges = [0];
    private double reach;
    private double largest;
    private double pole = double.NaN;

    public ActivationPanels(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
        Jumps = activation.Kinks.Any(IsJump);
    }

    public Activation Activation { get; }

    public ImmutableArray<double> Kinks => Activation.Kinks;

    /// <summary>Whether the activation itself jumps somewhere, not only its slope.</summary>
    public bool Jumps { get; }

    /// <summary>Whether the slope is infinite somewhere that was met, so steeply that E φ′² is.</summary>
    public bool IsSteep { get; private set; }

    /// <summary>Whether E φ′² does not say how close inputs part: there is a jump or an infinite slope.</summary>
    public bool IsRough => Jumps || IsSteep;

    /// <summary>Edges of panels in ascending order; those within the reach are all there.</summary>
    public double[] EdgesTo(double reach)
    {
        if (reach > Volatile.Read(ref this.reach))
        {
            lock (growth)
            {
                while (reach > this.reach)
                {
                    double next = this.reach == 0 ? 1 : 2 * this.reach;
                    List<double> grown = [];
                    Cut(-next, -this.reach, grown);
                    grown.AddRange(edges);
                    Cut(this.reach, next, grown);
                    grown.Add(next);
                    grown.Insert(0, -next);
                    Volatile.Write(ref edges, [.. grown.Distinct().Order()]);
                    Volatile.Write(ref this.reach, next);
                }
            }
        }

        return Volatile.Read(ref edges);
    }

    /// <summary>Adds up <c>f(m + s·z)·density(z)</c> over z, from 0 outwards until nothing counts any more.</summary>
    /// <param name="middle">m.</param>
    /// <param name="deviation">s, ≥ 0.</param>
    /// <param name="sums">What to add up; starts empty.</param>
    /// <exception cref="QuadratureException">A value is not finite where it counts, or the sums do not end.</exception>
    public void AddUp<TSums>(double middle, double deviation, ref TSums sums)
        where TSums : struct, INodeSums
    {
        if (deviation == 0)
        {
            sums.Add(middle, 0, 1);
            RequireFinite(sums.Magnitude, middle, middle, deviation);
            return;
        }

        EdgesTo(Math.Abs(middle) + Near * deviation);
        if (Math.Abs(pole - middle) <= Near * deviation)
        {
            throw QuadratureException.NotFinite(deviation * deviation, pole);
        }

        AddSide(middle, deviation, 1, ref sums);
        AddSide(middle, deviation, -1, ref sums);
    }

    private void AddSide<TSums>(double middle, double deviation, int side, ref TSums sums)
        where TSums : struct, INodeSums
    {
        double[] edges = EdgesTo(Math.Abs(middle) + Near * deviation);
        int next = NextEdge(edges, middle, side);
        double end = 0;
        while (true)
        {
            if (end >= Near)
            {
                edges = EdgesTo(Math.Abs(middle) + (end + Step) * deviation);
                next = NextEdge(edges, middle + side * end * deviation, side);
            }

            double before = sums.Magnitude;
            double start = end;
            end = start + Step;
            double at = start;
            while (next >= 0 && next < edges.Length && side * (edges[next] - middle) < end * deviation)
            {
                double edge = side * (edges[next] - middle) / deviation;
                AddPanel(middle, deviation, side, at, edge, ref sums);
                at = Math.Max(at, edge);
                next += side;
            }

            AddPanel(middle, deviation, side, at, end, ref sums);
            double share = sums.Magnitude - before;
            if (end >= Near && !(share > 1e-12 * sums.Magnitude))
            {
                RequireFinite(sums.Magnitude, middle, middle + side * end * deviation, deviation);
                return;
            }

            if (end >= Far || !double.IsFinite(sums.Magnitude))
            {
                RequireFinite(sums.Magnitude, middle + side * at * deviation, middle + side * end * deviation, deviation);
                throw QuadratureException.Infinite(deviation * deviation);
            }
        }
    }

    private static void AddPanel<TSums>(double middle, double deviation, int side, double low, double high, ref TSums sums)
        where TSums : struct, INodeSums
    {
        double half = 0.5 * (high - low);
        if (half <= 1e-15 * Math.Max(1, high))
        {
            return;
        }

        double centre = 0.5 * (low + high);
        for (int i = 0; i < GaussPanel.Count; i++)
        {
            double z = side * (centre + half * GaussPanel.Point(i));
            sums.Add(middle + deviation * z, z, half * GaussPanel.Weight(i) * (DensityAtZero * Elementary.Exp(-0.5 * z * z)));
        }
    }

    /// <summary>The first edge strictly beyond a point on a side; an index off the array where there is none.</summary>
    private static int NextEdge(double[] edges, double point, int side)
    {
        int place = Array.BinarySearch(edges, point);
        return side > 0 ? (place >= 0 ? place + 1 : ~place) : (place >= 0 ? place : ~place) - 1;
    }

    private void RequireFinite(double magnitude, double from, double to, double deviation)
    {
        if (!double.IsFinite(magnitude))
        {
            throw QuadratureException.NotFinite(deviation * deviation, NonFinite(from, to));
        }
    }

    private double NonFinite(double from, double to)
    {
        const int samples = 512;
        for (int i = 0; i <= samples; i++)
        {
            double x = from + (to - from) * i / samples;
            if (!double.IsFinite(Activation.Value(x)) || !double.IsFinite(Activation.Slope(x)))
            {
                return x;
            }
        }

        return to;
    }

    /// <summary>Half the longest panel of z that resolves the density, twice over.</summary>
    private const double Step = 2;

    /// <summary>Beyond 8 standard deviations lies 10⁻¹⁵ of the density.</summary>
    private const double Near = 8;

    /// <summary>Where the density leaves the doubles.</summary>
    private const double Far = 38;

    private const double DensityAtZero = 0.39894228040143268;
}
