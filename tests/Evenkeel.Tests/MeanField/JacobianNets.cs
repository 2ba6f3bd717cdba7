using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

/// <summary>The Jacobians of random nets of one width, multiplied out: J = D W … D W with a signal of mean square q at the input.</summary>
internal sealed class JacobianNets(Activation activation, double sigmaW2, double sigmaB2, bool isOrthogonal, int width, int depth)
{
    /// <summary>Rotations that a net's layers are made of: each is one of them with rows and columns shuffled and their signs drawn anew.</summary>
    private const int Rotations = 8;

    private readonly float[] weights = new float[width * width];
    private readonly float[] scaled = new float[width * width];
    private readonly double[][] rotations = [.. Enumerable.Range(0, isOrthogonal ? Rotations : 0).Select(index => Rotation(width, Seed.FromInt64(index)))];

    /// <summary>The mean s², and Var s²/(mean s²)².</summary>
    public (double Mean, double RelativeVariance) Measure(double q, Seed seed)
    {
        float[] jacobian = new float[width * width];
        for (int i = 0; i < width; i++)
        {
            jacobian[i * width + i] = 1;
        }

        float[] z = new float[width];
        Draw.Normal(z, seed.For("input"), 0, 1);
        double factor = Math.Sqrt(q / Moments.Of(z).SecondMoment);
        foreach (ref float value in z.AsSpan())
        {
            value *= (float)factor;
        }

        for (int l = 0; l < depth; l++)
        {
            Fill(seed.For("weights").For(l));
            float[] a = [.. z.Select(value => (float)activation.Value(value))];
            for (int i = 0; i < width; i++)
            {
                float slope = (float)activation.Slope(z[i]);
                for (int j = 0; j < width; j++)
                {
                    scaled[i * width + j] = slope * jacobian[i * width + j];
                }
            }

            Draw.Normal(z, seed.For("biases").For(l), 0, Math.Sqrt(sigmaB2));
            MatrixProduct.Multiply(weights, a, z, width, 1, width, accumulate: true, Workers.One);
            MatrixProduct.Multiply(weights, scaled, jacobian, width, width, width, accumulate: false, Workers.One);
        }

        MatrixProduct.MultiplyTransposedRight(jacobian, jacobian, scaled, width, width, width, accumulate: false, Workers.One);
        (double trace, double square) = (0, 0);
        for (int i = 0; i < scaled.Length; i++)
        {
            trace += i % (width + 1) == 0 ? scaled[i] : 0;
            square += (double)scaled[i] * scaled[i];
        }

        double mean = trace / width;
        return (mean, square / width / (mean * mean) - 1);
    }

    private void Fill(Seed seed)
    {
        if (!isOrthogonal)
        {
            Draw.Normal(weights, seed, 0, Math.Sqrt(sigmaW2 / width));
            return;
        }

        RandomSequence sequence = seed.Sequence();
        double[] rotation = rotations[(int)sequence.NextUniform(0, Rotations)];
        (int[] rows, int[] columns) = (Shuffled(ref sequence), Shuffled(ref sequence));
        float[] signs = new float[2 * width];
        Draw.Uniform(signs, seed.For("signs"), -1, 1);
        double scale = Math.Sqrt(sigmaW2);
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
            {
                weights[i * width + j] = (float)(scale * rotation[rows[i] * width + columns[j]] * (signs[i] < 0 == signs[width + j] < 0 ? 1 : -1));
            }
        }
    }

    private int[] Shuffled(ref RandomSequence sequence)
    {
        int[] order = [.. Enumerable.Range(0, width)];
        for (int i = width - 1; i > 0; i--)
        {
            int other = (int)sequence.NextUniform(0, i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static double[] Rotation(int width, Seed seed)
    {
        float[] normal = new float[width * width];
        Draw.Normal(normal, seed, 0, 1);
        double[] matrix = [.. normal.Select(value => (double)value)];
        OrthogonalFactor.Replace(matrix, width, width);
        return matrix;
    }
}
