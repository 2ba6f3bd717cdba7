using Evenkeel.Functions;

namespace Evenkeel.MeanField.Integrals;

/// <summary>An activation averaged over a normal neighbourhood of a point, and the slope of that average.</summary>
/// <param name="Value"><c>E φ(m + s·z)</c>.</param>
/// <param name="Slope"><c>d/dm E φ(m + s·z)</c>; jumps of φ count.</param>
internal readonly record struct SmoothedActivation(double Value, double Slope)
{
    /// <summary>The average around m with standard deviation s &gt; 0.</summary>
    public static SmoothedActivation At(ActivationPanels panels, double middle, double deviation)
    {
        if (deviation > LeastForDifferences || panels.IsRough)
        {
            Differences sums = new(panels.Activation, panels.Activation.Value(middle));
            panels.AddUp(middle, deviation, ref sums);
            return new(sums.Value, sums.Bend / deviation);
        }

        Slopes slopes = new(panels.Activation);
        panels.AddUp(middle, deviation, ref slopes);
        return new(slopes.Value, slopes.Slope);
    }

    /// <summary>Below it the rounding of φ, divided by s, is more than 10⁻¹³.</summary>
    private const double LeastForDifferences = 1e-3;

    /// <summary>By parts, <c>E φ′(m + s·z) = E (φ(m + s·z) − φ(m))·z/s</c>.</summary>
    private struct Differences(Activation activation, double atMiddle) : INodeSums
    {
        public double Value;
        public double Bend;

        public double Magnitude { get; private set; }

        public void Add(double x, double z, double weight)
        {
            double value = activation.Value(x);
            Value += weight * value;
            Bend += weight * (value - atMiddle) * z;
            Magnitude += weight * Math.Abs(value);
        }
    }

    private struct Slopes(Activation activation) : INodeSums
    {
        public double Value;
        public double Slope;

        public double Magnitude { get; private set; }

        public void Add(double x, double z, double weight)
        {
            double value = activation.Value(x);
            double slope = activation.Slope(x);
            Value += weight * value;
            Slope += weight * slope;
            Magnitude += weight * (Math.Abs(value) + Math.Abs(slope));
        }
    }
}
