using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>The correlation map of an activation over a range of second moments, for the chaotic phase.</summary>
/// <remarks>
/// Evenly spaced in ln q and in ln(1 − c). Both <c>r = (E φ² − E φ(u)φ(v))/(q(1 − c))</c>, whose product with σw² is 1 at c*, and E φ′(u)φ′(v)
/// depend on the smoothed activation at t = q(1 − c) only, so one smoothing serves all pairs with that t.
/// </remarks>
internal sealed class CorrelationTable
{
    private const int PerPowerOfTen = 18;
    private const int Depth = 6 * PerPowerOfTen;

    private readonly double[] chord;
    private readonly double[] slope;
    private readonly double first;
    private readonly int count;

    public CorrelationTable(ActivationPanels panels, double lowest, double highest, Workers workers)
    {
        // A few entries beyond each end, so that polynomials are taken in their middle.
        int low = (int)Math.Floor(Elementary.Log(lowest) / Step) - MomentTable.Points / 2;
        int high = (int)Math.Ceiling(Elementary.Log(highest) / Step) + MomentTable.Points / 2;
        (first, count) = (low, high - low + 1);
        chord = new double[count * (Depth + 1)];
        slope = new double[count * (Depth + 1)];
        double[] powers = new double[count];
        for (int i = 0; i < count; i++)
        {
            powers[i] = LineMoments.Of(panels, Elementary.Exp((low + i) * Step)).Power;
        }

        Smoothing work = new(panels, this, powers);
        workers.Run(ref work, count + Depth);
    }

    private static double Step { get; } = Elementary.Log(10) / PerPowerOfTen;

    /// <summary>1 − c* and E φ′(u)φ′(v) there; null where c* is nearer to 1 than 10⁻⁶.</summary>
    public (double Distance, double SlopeProduct)? Settle(double q, double sigmaW2)
    {
        double place = Elementary.Log(q) / Step - first;
        int row = Math.Clamp((int)Math.Floor(place) - 2, 0, Math.Max(0, count - MomentTable.Points));
        Span<double> weights = stackalloc double[MomentTable.Points];
        MomentTable.Weigh(place - row, weights);
        Span<double> chords = stackalloc double[Depth + 1];
        Span<double> slopes = stackalloc double[Depth + 1];
        for (int i = 0; i < MomentTable.Points; i++)
        {
            for (int j = 0; j <= Depth; j++)
            {
                chords[j] += weights[i] * chord[(row + i) * (Depth + 1) + j];
                slopes[j] += weights[i] * slope[(row + i) * (Depth + 1) + j];
            }
        }

        // The chord steepens towards c = 1.
        int after = 0;
        while (after <= Depth && sigmaW2 * chords[after] < 1)
        {
            after++;
        }

        if (after > Depth)
        {
            return null;
        }

        (double low, double high) = (Math.Max(0, after - 1), after);
        for (int i = 0; i < 50 && high - low > 1e-13; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = sigmaW2 * MomentTable.At(chords, middle) < 1 ? (middle, high) : (low, middle);
        }

        return (Elementary.Exp(-low * Step), MomentTable.At(slopes, low));
    }

    /// <summary>Smooths the activation over one t, and takes all means that need it.</summary>
    private readonly struct Smoothing(ActivationPanels panels, CorrelationTable table, double[] powers) : IChunkedWork
    {
        public void Do(int chunk)
        {
            int number = chunk - Depth;
            double deviation = Elementary.Exp(0.5 * (table.first + number) * Step);
            double widest = Elementary.Exp(0.5 * (table.first + Math.Min(table.count - 1, number + Depth)) * Step);
            List<double> middles = [], lengths = [], values = [], slopes = [];
            double[] edges = PairQuadrature.EdgesAbout(panels, deviation, 10 * widest);
            for (int i = 1; i < edges.Length; i++)
            {
                double half = 0.5 * (edges[i] - edges[i - 1]);
                for (int node = 0; node < GaussPanel.Count; node++)
                {
                    double middle = 0.5 * (edges[i - 1] + edges[i]) + half * GaussPanel.Point(node);
                    SmoothedActivation smoothed = SmoothedActivation.At(panels, middle, deviation);
                    middles.Add(middle);
                    lengths.Add(half * GaussPanel.Weight(node));
                    values.Add(smoothed.Value * smoothed.Value);
                    slopes.Add(smoothed.Slope * smoothed.Slope);
                }
            }

            SmoothedActivation centre = SmoothedActivation.At(panels, 0, deviation);
            for (int row = Math.Max(0, number); row < Math.Min(table.count, number + Depth + 1); row++)
            {
                double q = Elementary.Exp((table.first + row) * Step);
                double t = Math.Min(q, deviation * deviation);
                double common = row == number ? 0 : Math.Sqrt(q - t);
                double product = common == 0 ? centre.Value * centre.Value : 0;
                double slope = common == 0 ? centre.Slope * centre.Slope : 0;
                for (int i = 0; common > 0 && i < middles.Count; i++)
                {
                    double z = middles[i] / common;
                    double weight = Math.Abs(z) > 12 ? 0 : lengths[i] / common * StandardNormal.Density(z);
                    product += weight * values[i];
                    slope += weight * slopes[i];
                }

                int at = row * (Depth + 1) + (row - number);
                table.chord[at] = (powers[row] - product) / t;
                table.slope[at] = slope;
            }
        }
    }
}
