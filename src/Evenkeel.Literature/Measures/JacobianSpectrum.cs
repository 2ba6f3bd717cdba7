using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Literature.Measures;

/// <summary>The input–output Jacobian of a random stack of one width, measured, and what theory says of it.</summary>
/// <param name="Activation">φ.</param>
/// <param name="IsOrthogonal">Whether weights are orthogonal rather than independent normals.</param>
/// <param name="SigmaW2">σw².</param>
/// <param name="SigmaB2">σb².</param>
/// <param name="Q">The second moment of the first layer's sums, which the input is scaled for.</param>
internal sealed record JacobianSpectrum(Activation Activation, bool IsOrthogonal, double SigmaW2, double SigmaB2, double Q)
{
    private double Input => (Q - SigmaB2) / SigmaW2;

    /// <summary>What theory says of the squared singular values.</summary>
    public JacobianPrediction Theory(int width, int depth)
    {
        SignalLayer layer = new() { FanIn = width, FanOut = width, WeightVariance = SigmaW2 / width, BiasVariance = SigmaB2, IsIndependent = !IsOrthogonal, IsOrthogonal = IsOrthogonal };
        return JacobianTheory.Predict(new(Activation, [.. Enumerable.Repeat(layer, depth + 1)]), Input);
    }

    /// <summary>Draws a network, and measures the singular values of ∂a^[L]/∂x at one input.</summary>
    /// <returns>As many as the width, largest first.</returns>
    public double[] Values(int width, int depth, Seed seed, Workers workers)
    {
        IInitializer initializer = Initializers.Parse(IsOrthogonal ? "orthogonal" : "variance-scaling");
        float gain = (float)Math.Sqrt(SigmaW2);
        WeightShape shape = WeightShape.Dense(width, width);
        float[] signal = new float[width], sums = new float[width], weights = new float[width * width], slopes = new float[width], ones = new float[width];
        Array.Fill(ones, 1);
        Draw.Normal(signal, seed.For("input"), 0, 1);
        double size = 0;
        foreach (float x in signal) size += (double)x * x / width;
        float scale = (float)Math.Sqrt(Input / size);
        foreach (ref float x in signal.AsSpan()) x *= scale;
        float[] biases = new float[width], jacobian = [], next = new float[width * width];
        for (int l = 0; l < depth; l++)
        {
            initializer.Fill(weights, shape, Generators.Native(seed.For(l)));
            foreach (ref float weight in weights.AsSpan()) weight *= gain;
            Draw.Normal(biases, seed.For("bias").For(l), 0, Math.Sqrt(SigmaB2));

            // Rows are units: z = W·x, and J becomes D·W·J.
            MatrixProduct.Multiply(weights, signal, sums, width, 1, width, accumulate: false, workers);
            for (int i = 0; i < width; i++) sums[i] += biases[i];
            for (int i = 0; i < width; i++) signal[i] = (float)Activation.Value(sums[i]);
            Activation.Backpropagate(sums, signal, ones, slopes, accumulate: false);
            if (l == 0) weights.CopyTo(next, 0);
            else MatrixProduct.Multiply(weights, jacobian, next, width, width, width, accumulate: false, workers);
            for (int i = 0; i < width; i++)
            {
                foreach (ref float element in next.AsSpan(i * width, width)) element *= slopes[i];
            }

            (jacobian, next) = (next, jacobian.Length == 0 ? new float[width * width] : jacobian);
        }

        return SingularValues.Of(jacobian, width, width, workers);
    }
}
