using Evenkeel.Functions;

namespace Evenkeel.Probing;

/// <summary>Counts units that do not do their part.</summary>
internal static class Units
{
    /// <summary>The share of the steepest slope below which a unit counts as saturated; for tanh that is |a| > 0.99.</summary>
    private const double SaturationSlope = 0.02;

    /// <summary>The share of saturated (sample, unit) pairs, and of units that are dead on every sample.</summary>
    public static (double Saturated, double Dead) Flat(Activation function, ReadOnlySpan<float> z, int width)
    {
        double limit = SaturationSlope * function.SteepestSlope;
        bool[] alive = new bool[width];
        float[] slopes = Slopes(function, z);
        int saturated = 0;
        for (int i = 0; i < slopes.Length; i++)
        {
            saturated += Math.Abs(slopes[i]) < limit ? 1 : 0;
            alive[i % width] |= slopes[i] != 0;
        }

        return (function.Saturates ? (double)saturated / z.Length : 0, (double)alive.Count(unit => !unit) / width);
    }

    /// <summary>The share of units whose column of [samples, units] equals another's to the last bit.</summary>
    public static double Symmetric(ReadOnlySpan<float> z, int width)
    {
        int rows = z.Length / width;
        Dictionary<ulong, List<int>> alike = [];
        int symmetric = 0;
        for (int unit = 0; unit < width; unit++)
        {
            ulong key = 14695981039346656037;
            for (int row = 0; row < rows; row++)
            {
                key = unchecked((key ^ BitConverter.SingleToUInt32Bits(z[row * width + unit])) * 1099511628211);
            }

            if (!alike.TryGetValue(key, out List<int>? group))
            {
                alike[key] = group = [];
            }

            group.Add(unit);
        }

        foreach (List<int> group in alike.Values)
        {
            symmetric += CountEqual(z, width, group);
        }

        return (double)symmetric / width;
    }

    /// <summary>How many units of a group with one hash have a true twin in it.</summary>
    private static int CountEqual(ReadOnlySpan<float> z, int width, List<int> group)
    {
        int count = 0;
        for (int i = 0; group.Count > 1 && i < group.Count; i++)
        {
            int twin = i == 0 ? group[1] : group[0];
            count += Equal(z, width, group[i], twin) ? 1 : 0;
        }

        return count;
    }

    private static bool Equal(ReadOnlySpan<float> z, int width, int left, int right)
    {
        for (int start = 0; start < z.Length; start += width)
        {
            if (BitConverter.SingleToUInt32Bits(z[start + left]) != BitConverter.SingleToUInt32Bits(z[start + right]))
            {
                return false;
            }
        }

        return true;
    }

    private static float[] Slopes(Activation function, ReadOnlySpan<float> z)
    {
        float[] activations = new float[z.Length];
        float[] ones = new float[z.Length];
        float[] slopes = new float[z.Length];
        Array.Fill(ones, 1);
        function.Apply(z, activations);
        function.Backpropagate(z, activations, ones, slopes, accumulate: false);
        return slopes;
    }
}
