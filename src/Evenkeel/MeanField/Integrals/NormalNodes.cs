using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>An activation and its slope at the points of one fixed rule for means over z ~ N(0, q), so that many means cost one evaluation.</summary>
/// <remarks>
/// Gauss–Legendre rules of 16 points on panels that end at 0, at the kinks, and where z or √q·z has grown to the next power of 2: φ bends near 0
/// on its own scale, the density on that of √q. Panels reach to 10 standard deviations, beyond which x⁶ times the density is below 10⁻¹⁷.
/// </remarks>
internal readonly struct NormalNodes
{
    private NormalNodes(double[] points, double[] weights, double[] values, double[] slopes) =>
        (Points, Weights, Values, Slopes) = (points, weights, values, slopes);

    /// <summary>x = z/√q.</summary>
    public double[] Points { get; }

    /// <summary>The weights, with the density of x in them; their sum is 1.</summary>
    public double[] Weights { get; }

    /// <summary>φ(√q·x).</summary>
    public double[] Values { get; }

    /// <summary>φ′(√q·x).</summary>
    public double[] Slopes { get; }

    /// <summary>Evaluates an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="variance">q; positive and finite.</param>
    public static NormalNodes Of(Activation activation, double variance)
    {
        double deviation = Math.Sqrt(variance);
        double[] edges = Edges(activation, deviation);
        int count = (edges.Length - 1) * 2 * Nodes.Length;
        NormalNodes nodes = new(new double[count], new double[count], new double[count], new double[count]);
        int at = 0;
        for (int panel = 1; panel < edges.Length; panel++)
        {
            double centre = 0.5 * (edges[panel] + edges[panel - 1]);
            double half = 0.5 * (edges[panel] - edges[panel - 1]);
            for (int i = 0; i < 2 * Nodes.Length; i++, at++)
            {
                int node = i < Nodes.Length ? Nodes.Length - 1 - i : i - Nodes.Length;
                double x = i < Nodes.Length ? centre - half * Nodes[node] : centre + half * Nodes[node];
                nodes.Points[at] = x;
                nodes.Weights[at] = half * NodeWeights[node] * StandardNormal.Density(x);
                nodes.Values[at] = activation.Value(deviation * x);
                nodes.Slopes[at] = activation.Slope(deviation * x);
            }
        }

        return nodes;
    }

    private const double Reach = 10;

    /// <summary>Beyond it, a wave is so fine against the density that its phases are as good as random at the points of any rule.</summary>
    private const int MostWaves = 200;

    private static double[] Edges(Activation activation, double deviation)
    {
        SortedSet<double> edges = [];
        void Add(double x)
        {
            if (Math.Abs(x) < Reach)
            {
                edges.Add(x);
            }
        }

        foreach (double x in (ReadOnlySpan<double>)[0, 0.5, 1, 2, 3, 4, 6, 8, 0.25 / deviation, 0.5 / deviation, 1 / deviation, 2 / deviation, 4 / deviation, 8 / deviation])
        {
            Add(x);
            Add(-x);
        }

        foreach (double kink in activation.Kinks)
        {
            Add(kink / deviation);
        }

        if (activation is Sin sine)
        {
            double panel = Math.Max(6 / (sine.Frequency * deviation), Reach / MostWaves);
            for (double x = panel; x < Reach; x += panel)
            {
                Add(x);
                Add(-x);
            }
        }

        return [-Reach, .. edges, Reach];
    }

    private static ReadOnlySpan<double> Nodes =>
    [
        0.09501250983763745, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003, 0.8656312023878318,
        0.9445750230732326, 0.9894009349916499,
    ];

    private static ReadOnlySpan<double> NodeWeights =>
    [
        0.18945061045506859, 0.1826034150449236, 0.16915651939500262, 0.14959598881657676, 0.12462897125553403, 0.09515851168249259,
        0.062253523938647706, 0.027152459411754037,
    ];
}
