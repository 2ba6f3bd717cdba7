using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>Looks for the fixed points of a variance map.</summary>
internal sealed class FixedPointSearch(SignalMap map)
{
    /// <summary>The largest q that is looked at with biases of a variance: far enough above them for a map that all but follows the diagonal.</summary>
    public static double Highest(double sigmaB2) => 1e6 * Math.Max(1, sigmaB2);

    private const double Lowest = 1e-10;
    private const int PerPowerOfTen = 8;

    /// <summary>What the rounding of moments leaves open of F(q) − q, as a share of q.</summary>
    private const double Noise = 1e-13;

    /// <summary>How near the diagonal a map that does not cross it must come, as a share of q.</summary>
    private const double Touch = 1e-10;

    /// <summary>How little the map's slope may differ from 1 before neighbours are looked at more closely, and how much more closely.</summary>
    private const double Flat = 0.02;

    private const int Finer = 8;

    private readonly List<(double Q, Stability Stability)> found = [];

    /// <summary>The fixed points in ascending order.</summary>
    public List<(double Q, Stability Stability)> Find()
    {
        double atZero = map.Next(0);
        if (map.SigmaW2 == 0)
        {
            return [(map.SigmaB2, Stability.Stable)];
        }

        List<Sample> samples = Scan(atZero);
        if (atZero == 0 && samples.TrueForAll(sample => sample.Sign == 0))
        {
            return [(1, Stability.Neutral)];
        }

        samples.RemoveAll(sample => sample.Sign == 0);
        if (atZero == 0)
        {
            found.Add((0, samples.Count > 0 && samples[0].Sign < 0 ? Stability.Stable : Stability.Unstable));
        }

        for (int i = 1; i < samples.Count; i++)
        {
            Between(samples[i - 1], samples[i]);
        }

        return found;
    }

    private List<Sample> Scan(double atZero)
    {
        // Nothing below the bias can be a fixed point.
        double low = map.SigmaB2 > 0 ? 0.9 * map.SigmaB2 : atZero > 0 ? Math.Min(Lowest, 1e-6 * atZero) : Lowest;
        double ratio = Elementary.Exp(Elementary.Log(10) / PerPowerOfTen);
        double highest = Highest(map.SigmaB2);
        List<Sample> samples = [];
        for (double q = low; ; q = Math.Min(q * ratio, highest))
        {
            try
            {
                Sample sample = At(q);
                if (samples.Count > 0 && Math.Min(Math.Abs(samples[^1].Slope), Math.Abs(sample.Slope)) < Flat)
                {
                    AddBetween(samples, sample, mayGoOn: true);
                }

                samples.Add(sample);
            }
            catch (QuadratureException) when (samples.Count > 0)
            {
                break;
            }

            if (q >= highest)
            {
                break;
            }
        }

        return samples;
    }

    /// <summary>Where the map runs along the diagonal, a crossing and a touching may lie close together; most closely where it is also near.</summary>
    private void AddBetween(List<Sample> samples, Sample high, bool mayGoOn)
    {
        Sample low = samples[^1];
        double step = (high.Q - low.Q) / Finer;
        for (int i = 1; i <= Finer; i++)
        {
            Sample next = i == Finer ? high : At(low.Q + i * step);
            bool isNear = Math.Min(Math.Abs(samples[^1].Excess), Math.Abs(next.Excess)) <= 2 * step * Math.Max(Math.Abs(samples[^1].Slope), Math.Abs(next.Slope));
            if (mayGoOn && isNear)
            {
                AddBetween(samples, next, mayGoOn: false);
            }

            if (i < Finer)
            {
                samples.Add(next);
            }
        }
    }

    private void Between(Sample low, Sample high)
    {
        if (low.Sign != high.Sign)
        {
            Crossing(low, high);
        }
        else if (low.Slope * low.Sign < 0 && high.Slope * high.Sign > 0)
        {
            Sample turn = At(RootSearch.Between(q => At(q).Slope, low.Q, low.Slope, high.Q, high.Slope));
            if (Math.Abs(turn.Excess) <= Touch * turn.Q)
            {
                found.Add((turn.Q, Stability.HalfStable));
            }
            else if (turn.Sign != low.Sign)
            {
                Crossing(low, turn);
                Crossing(turn, high);
            }
        }
    }

    private void Crossing(Sample low, Sample high)
    {
        double q = RootSearch.Between(q => At(q).Excess, low.Q, low.Excess, high.Q, high.Excess);
        found.Add((q, low.Sign > 0 ? Stability.Stable : Stability.Unstable));
    }

    private Sample At(double q)
    {
        (double next, double chiQ, _) = map.At(q);
        return new(q, next - q, chiQ - 1);
    }

    /// <summary>F(q) − q and its slope at one q.</summary>
    private readonly record struct Sample(double Q, double Excess, double Slope)
    {
        public int Sign => Math.Abs(Excess) <= Noise * Q ? 0 : Math.Sign(Excess);
    }
}
