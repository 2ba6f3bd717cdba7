using Evenkeel.Numerics;

namespace Evenkeel.Literature.Measures;

/// <summary>A random stack of rectified units over one input, followed exactly: between breakpoints every unit is a straight line.</summary>
internal static class PiecewiseNet
{
    /// <summary>Draws a network with He's variance, and says from which layer on it is constant.</summary>
    /// <param name="width">Units of each hidden layer.</param>
    /// <param name="depth">Hidden layers.</param>
    /// <param name="bias">The variance of a bias times fan-in: 0 for none, 2 for that of the weights.</param>
    /// <param name="reach">The inputs are [−reach, reach].</param>
    /// <param name="seed">Decides the network.</param>
    /// <returns>
    /// The first hidden layer in which no unit is active anywhere on the interval, and the first in which none is at its upper end; <paramref name="depth"/> + 1 for none.
    /// A network that is constant has such a layer but for a chance of 0.
    /// </returns>
    public static (int Constant, int DeadAtEnd) FirstDead(int width, int depth, double bias, double reach, Seed seed)
    {
        RandomSequence random = seed.Sequence();
        List<double> places = [-reach, reach];
        List<double[]> units = [[-reach], [reach]];
        int deadAtEnd = depth + 1;
        for (int layer = 1; layer <= depth; layer++)
        {
            (places, units) = Next(places, units, width, bias, ref random);
            if (deadAtEnd > depth && units[^1].AsSpan().IndexOfAnyExcept(0.0) < 0) deadAtEnd = layer;
            if (units.TrueForAll(values => values.AsSpan().IndexOfAnyExcept(0.0) < 0)) return (layer, deadAtEnd);
        }

        return (depth + 1, deadAtEnd);
    }

    private static (List<double> Places, List<double[]> Units) Next(List<double> places, List<double[]> units, int width, double bias, ref RandomSequence random)
    {
        int inputs = units[0].Length;
        double[] weights = new double[width * inputs], biases = new double[width];
        double weight = Math.Sqrt(2.0 / inputs), push = Math.Sqrt(bias / inputs);
        for (int i = 0; i < weights.Length; i++) weights[i] = weight * random.NextNormal();
        if (bias > 0)
        {
            for (int i = 0; i < width; i++) biases[i] = push * random.NextNormal();
        }

        List<double[]> sums = units.ConvertAll(values => Sums(values, weights, biases));
        List<double> nextPlaces = [];
        List<double[]> nextUnits = [];
        List<(double Place, int Unit)> crossings = [];
        for (int i = 0; i < places.Count; i++)
        {
            nextPlaces.Add(places[i]);
            nextUnits.Add(Rectified(sums[i]));
            if (i + 1 == places.Count) break;
            Cross(crossings, sums[i], sums[i + 1]);
            foreach ((double share, int unit) in crossings)
            {
                double[] between = new double[width];
                for (int j = 0; j < width; j++) between[j] = Math.Max(0, sums[i][j] + share * (sums[i + 1][j] - sums[i][j]));

                // The line passes 0 here, whatever the last bit of the sum above says.
                between[unit] = 0;
                nextPlaces.Add(places[i] + share * (places[i + 1] - places[i]));
                nextUnits.Add(between);
            }
        }

        return (nextPlaces, nextUnits);
    }

    /// <summary>Where between two places units pass 0, in their order.</summary>
    private static void Cross(List<(double Place, int Unit)> crossings, double[] left, double[] right)
    {
        crossings.Clear();
        for (int j = 0; j < left.Length; j++)
        {
            if (left[j] < 0 != right[j] < 0 && left[j] != right[j]) crossings.Add((left[j] / (left[j] - right[j]), j));
        }

        crossings.Sort();
    }

    private static double[] Sums(double[] values, double[] weights, double[] biases)
    {
        double[] sums = [.. biases];
        for (int unit = 0; unit < sums.Length; unit++)
        {
            for (int i = 0; i < values.Length; i++) sums[unit] += weights[unit * values.Length + i] * values[i];
        }

        return sums;
    }

    private static double[] Rectified(double[] sums) => Array.ConvertAll(sums, sum => Math.Max(0, sum));
}
