using Evenkeel.Numerics;

namespace Evenkeel.Literature.Measures;

/// <summary>A random stack of rectified layers with He's variance and no biases, of which only one signal's length is asked.</summary>
internal static class RectifiedNet
{
    /// <summary>Draws a network, and follows one input through it.</summary>
    /// <param name="widths">The hidden layers.</param>
    /// <param name="seed">Decides the network.</param>
    /// <returns>The logarithm of the last layer's mean square activation over the input's; −∞ where some layer has no active unit.</returns>
    public static double LogGrowth(ReadOnlySpan<int> widths, Seed seed)
    {
        // The first sums of any input are independent normals of twice its mean square, so that a single input of size 1 stands for all.
        float[] signal = [1];
        double log = 0;
        for (int l = 0; l < widths.Length; l++)
        {
            float[] weights = new float[widths[l] * signal.Length], next = new float[widths[l]];
            Draw.Normal(weights, seed.For(l), 0, Math.Sqrt(2.0 / signal.Length));
            MatrixProduct.Multiply(signal, weights, next, 1, next.Length, signal.Length, accumulate: false, Workers.One);
            Rectify(next);
            double square = MeanSquare(next);
            if (square == 0) return double.NegativeInfinity;

            // Brought back to mean square 1, so that no depth leaves float32.
            log += Elementary.Log(square);
            float scale = (float)(1 / Math.Sqrt(square));
            foreach (ref float unit in next.AsSpan()) unit *= scale;
            signal = next;
        }

        return log;
    }

    private static void Rectify(Span<float> units)
    {
        foreach (ref float unit in units) unit = Math.Max(0, unit);
    }

    private static double MeanSquare(ReadOnlySpan<float> units)
    {
        double sum = 0;
        foreach (float unit in units) sum += (double)unit * unit;
        return sum / units.Length;
    }
}
