using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>Pair moments by a rule within a rule; see the remarks of <see cref="PairMoments"/>.</summary>
internal static class PairQuadrature
{
    /// <summary>The moments of a pair of variances qa and qb and correlation c.</summary>
    public static PairMoments Of(ActivationPanels panels, double qa, double qb, double c)
    {
        try
        {
            double share = Math.Abs(c);
            Factor a = new(panels, Math.Sqrt(share * qa), Math.Sqrt((1 - share) * qa));
            Factor b = new(panels, Math.CopySign(Math.Sqrt(share * qb), c), Math.Sqrt((1 - share) * qb));
            return share == 0 || (qa == 0 && qb == 0) ? Product(a.At(0), b.At(0), 1) : Over(a, b, c > 0 && qa == qb);
        }
        catch (QuadratureException problem)
        {
            throw new QuadratureException($"The correlation map of '{panels.Activation.Name}' cannot be computed. {problem.Message}");
        }
    }

    /// <summary>The outer rule, over more of the line where the tails count.</summary>
    private static PairMoments Over(in Factor a, in Factor b, bool areEqual)
    {
        for (double reach = 10; reach < 50; reach *= 2)
        {
            (PairMoments moments, double outside) = Over(a, b, areEqual, reach);
            if (outside <= 1e-12)
            {
                return moments;
            }
        }

        throw QuadratureException.Infinite(a.Scale * a.Scale);
    }

    private static (PairMoments Moments, double Outside) Over(in Factor a, in Factor b, bool areEqual, double reach)
    {
        double product = 0, slopes = 0, magnitude = 0, outside = 0;
        double[] edges = Edges(a, b, reach);
        for (int i = 1; i < edges.Length; i++)
        {
            double centre = 0.5 * (edges[i - 1] + edges[i]);
            double half = 0.5 * (edges[i] - edges[i - 1]);
            for (int node = 0; node < GaussPanel.Count; node++)
            {
                double w = centre + half * GaussPanel.Point(node);
                double weight = half * GaussPanel.Weight(node) * StandardNormal.Density(w);
                SmoothedActivation left = a.At(w);
                PairMoments both = Product(left, areEqual ? left : b.At(w), weight);
                product += both.Product;
                slopes += both.SlopeProduct;
                magnitude += Math.Abs(both.Product);
                outside += Math.Abs(w) > reach - Step ? Math.Abs(both.Product) : 0;
            }

            if (!double.IsFinite(magnitude))
            {
                throw QuadratureException.NotFinite(a.Scale * a.Scale, a.Scale * edges[i]);
            }
        }

        return (new(product, slopes), magnitude == 0 ? 0 : outside / magnitude);
    }

    private static PairMoments Product(SmoothedActivation a, SmoothedActivation b, double weight) => new(weight * a.Value * b.Value, weight * a.Slope * b.Slope);

    /// <summary>Edges of panels in m, on which a smoothed activation and normal densities around 0 that are at least a third as wide are both resolved.</summary>
    public static double[] EdgesAbout(ActivationPanels panels, double deviation, double reach)
    {
        List<double> edges = [-reach, 0, reach];
        for (double m = 0.5 * deviation; m < reach; m *= 2)
        {
            edges.Add(m);
            edges.Add(-m);
        }

        new Factor(panels, 1, deviation).AddEdges(edges, reach);
        return Distinct(edges);
    }

    private static double[] Edges(in Factor a, in Factor b, double reach)
    {
        List<double> edges = [];
        for (double w = -reach; w <= reach; w += Step)
        {
            edges.Add(w);
        }

        a.AddEdges(edges, reach);
        b.AddEdges(edges, reach);
        return Distinct(edges);
    }

    private static double[] Distinct(List<double> edges)
    {
        edges.Sort();
        List<double> kept = [edges[0]];
        foreach (double edge in edges)
        {
            if (edge - kept[^1] > 1e-13 * Math.Max(1, Math.Abs(edge)))
            {
                kept.Add(edge);
            }
        }

        return [.. kept];
    }

    private const double Step = 2;

    /// <summary>The smoothed activation as a function of w: around <c>scale·w</c>, with one deviation.</summary>
    private readonly struct Factor(ActivationPanels panels, double scale, double deviation)
    {
        public double Scale => scale;

        public SmoothedActivation At(double w) => deviation > 0
            ? SmoothedActivation.At(panels, scale * w, deviation)
            : new(panels.Activation.Value(scale * w), panels.Activation.Slope(scale * w));

        /// <summary>Where the activation changes, as far as smoothing leaves it; about kinks as finely as the smoothing.</summary>
        public void AddEdges(List<double> edges, double reach)
        {
            if (scale == 0)
            {
                return;
            }

            double last = double.NegativeInfinity;
            foreach (double x in panels.EdgesTo(Math.Abs(scale) * reach))
            {
                if (x - last >= deviation)
                {
                    Add(x, edges, reach);
                    last = x;
                }
            }

            foreach (double kink in panels.Kinks)
            {
                Add(kink, edges, reach);
                foreach (double widths in (ReadOnlySpan<double>)[2, 4, 8])
                {
                    Add(kink - widths * deviation, edges, reach);
                    Add(kink + widths * deviation, edges, reach);
                }
            }
        }

        private void Add(double x, List<double> edges, double reach)
        {
            double w = x / scale;
            if (Math.Abs(w) < reach)
            {
                edges.Add(w);
            }
        }
    }
}
