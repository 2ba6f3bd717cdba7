using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>How the activations of a layer are distributed whose pre-activations are normal, as they are in the limit of infinite width.</summary>
public static class ActivationLaw
{
    /// <summary>Standard deviations on either side, beyond which less than 3·10⁻¹⁹ of a normal distribution lies.</summary>
    private const double Reach = 9;

    private const int Cells = 4096;

    /// <summary>On [−8, 8] functions bend; beyond they are nearly straight.</summary>
    private const int BentCells = 1024;

    private const double Bent = 8;

    /// <summary>The share of activations in each bin of a histogram.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="q">The second moment of the pre-activations, which have mean 0; ≥ 0 and finite.</param>
    /// <param name="axis">The bins; linear.</param>
    /// <returns>P(φ(z) in bin) for z ~ N(0, q), one for each bin; what lies beside the axis is missing from their sum.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The second moment is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The axis is not linear.</exception>
    /// <remarks>
    /// Cells of z have their exact mass and count as uniform within; φ counts as straight in each. Cells end where φ has a kink. Shares are right to about
    /// 10⁻⁵.
    /// </remarks>
    public static ImmutableArray<double> Shares(Activation activation, double q, HistogramAxis axis)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(axis);
        if (!(q >= 0 && double.IsFinite(q))) throw new ArgumentOutOfRangeException(nameof(q), FormattableString.Invariant($"The second moment is {q}; it must be finite and at least 0."));
        if (axis.Scale != HistogramScale.Linear) throw new ArgumentException("The axis is logarithmic; shares are given for linear bins.", nameof(axis));
        double[] shares = new double[axis.Bins];
        double deviation = Math.Sqrt(q);
        if (deviation == 0)
        {
            double only = activation.Value(0);
            Spread(shares, axis, only, only, 1);
            return [.. shares];
        }

        double[] nodes = Nodes(activation, deviation);
        for (int i = 1; i < nodes.Length; i++)
        {
            (double low, double high) = (nodes[i - 1], nodes[i]);

            // A hair inside, so that at a jump each side has its own value.
            double hair = 1e-9 * (high - low);
            Spread(shares, axis, activation.Value(low + hair), activation.Value(high - hair), StandardNormal.Mass(low / deviation, high / deviation));
        }

        return [.. shares];
    }

    private static double[] Nodes(Activation activation, double deviation)
    {
        double end = Reach * deviation;
        List<double> nodes = [.. Enumerable.Range(0, Cells + 1).Select(i => end * (2.0 * i / Cells - 1))];
        nodes.AddRange(Enumerable.Range(0, BentCells + 1).Select(i => Bent * (2.0 * i / BentCells - 1)).Concat(activation.Kinks).Where(z => Math.Abs(z) < end));
        nodes.Sort();
        return [.. nodes.Distinct()];
    }

    private static void Spread(double[] shares, HistogramAxis axis, double from, double to, double mass)
    {
        double perBin = (axis.High - axis.Low) / axis.Bins;
        (double low, double high) = ((Math.Min(from, to) - axis.Low) / perBin, (Math.Max(from, to) - axis.Low) / perBin);
        if (!(high >= 0 && low <= axis.Bins)) return;
        if (high - low < 1e-9)
        {
            shares[Math.Clamp((int)low, 0, axis.Bins - 1)] += mass;
            return;
        }

        (int first, int last) = ((int)Math.Max(0, low), (int)Math.Min(axis.Bins - 1, high));
        for (int bin = first; bin <= last; bin++)
        {
            double overlap = Math.Min(high, bin + 1) - Math.Max(low, bin);
            if (overlap > 0) shares[bin] += mass * overlap / (high - low);
        }
    }
}
