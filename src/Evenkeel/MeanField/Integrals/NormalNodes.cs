using Evenkeel.Functions;

namespace Evenkeel.MeanField.Integrals;

/// <summary>An activation and its slope at the points of one rule for means over z ~ N(0, q), so that many means cost one evaluation.</summary>
/// <remarks>The rule is that of <see cref="ActivationPanels"/>, taken outwards until sixth powers of φ and φ′ no longer count.</remarks>
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
    /// <param name="panels">The activation, cut.</param>
    /// <param name="variance">q; positive and finite.</param>
    /// <exception cref="Numerics.QuadratureException">A moment is infinite, or φ is not finite where it counts.</exception>
    public static NormalNodes Of(ActivationPanels panels, double variance)
    {
        double deviation = Math.Sqrt(variance);

        // E sin(sx)·p(x) for a polynomial p falls like e^(−s²/2): beyond s = 20 every mean is the limit's, and more waves would cost points only.
        deviation = panels.Activation is Sin wave ? Math.Min(deviation, MostWaves / wave.Frequency) : deviation;
        Nodes nodes = new(panels.Activation);
        panels.AddUp(0, deviation, ref nodes);
        return new([.. nodes.Points], [.. nodes.Weights], [.. nodes.Values], [.. nodes.Slopes]);
    }

    private const double MostWaves = 20;

    private struct Nodes(Activation activation) : INodeSums
    {
        public readonly List<double> Points = [];
        public readonly List<double> Weights = [];
        public readonly List<double> Values = [];
        public readonly List<double> Slopes = [];

        public double Magnitude { get; private set; }

        public void Add(double x, double z, double weight)
        {
            double value = activation.Value(x);
            double slope = activation.Slope(x);
            (double square, double steepness) = (value * value, slope * slope);
            Magnitude += weight * (square * square * square + steepness * steepness * steepness);
            Points.Add(z);
            Weights.Add(weight);
            Values.Add(value);
            Slopes.Add(slope);
        }
    }
}
