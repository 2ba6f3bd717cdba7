using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Literature.Measures;

/// <summary>A stack of convolutions without activations over an image whose ends meet, as the linear map that it is.</summary>
/// <remarks>
/// The discrete Fourier transform takes such a layer apart into one matrix of channels for each frequency, <c>K̂(ω) = Σ_t K_t·e^(−iω·t)</c>: the layer's
/// singular values are those of the matrices. Sedghi, Gupta and Long 2019, https://arxiv.org/abs/1805.10408.
/// </remarks>
internal sealed class CircularConvolution
{
    private readonly int side;
    private readonly int channels;
    private readonly int taps;
    private readonly float[][] kernels;

    /// <summary>Draws the layers.</summary>
    /// <param name="scheme">Makes each layer's kernel.</param>
    /// <param name="side">Pixels of a side of the image.</param>
    /// <param name="channels">Channels in and out.</param>
    /// <param name="taps">Pixels of a side of the kernel; odd.</param>
    /// <param name="depth">Layers.</param>
    /// <param name="seed">Decides the kernels.</param>
    public CircularConvolution(string scheme, int side, int channels, int taps, int depth, Seed seed)
    {
        (this.side, this.channels, this.taps) = (side, channels, taps);
        IInitializer initializer = Initializers.Parse(scheme);
        WeightShape shape = WeightShape.Convolution(channels, channels, [taps, taps]);
        kernels = new float[depth][];
        for (int l = 0; l < depth; l++)
        {
            kernels[l] = new float[channels * channels * taps * taps];
            initializer.Fill(kernels[l], shape, Generators.Native(seed.For(l)));
        }
    }

    /// <summary>All singular values of the whole stack, largest first.</summary>
    public double[] Values(Evidence evidence)
    {
        // Frequencies ω and −ω have conjugate matrices, so the same values; every one is computed, which keeps this plain.
        double[][] all = Many.Of(side * side, evidence, frequency => ValuesAt(frequency / side, frequency % side));
        double[] values = [.. all.SelectMany(values => values)];
        Array.Sort(values, (left, right) => right.CompareTo(left));
        return values;
    }

    /// <summary>The first layer's map as one matrix of pixels times channels, and its singular values, largest first.</summary>
    public double[] FirstLayerValues(Workers workers)
    {
        int pixels = side * side, size = pixels * channels, half = taps / 2;
        double[] matrix = new double[size * size];
        for (int to = 0; to < channels; to++)
        {
            for (int from = 0; from < channels; from++)
            {
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    for (int tap = 0; tap < taps * taps; tap++)
                    {
                        int row = (pixel / side + tap / taps - half + side) % side, column = (pixel % side + tap % taps - half + side) % side;
                        matrix[(to * pixels + pixel) * size + from * pixels + row * side + column] += kernels[0][(to * channels + from) * taps * taps + tap];
                    }
                }
            }
        }

        return SingularValues.Of(matrix, size, size, workers);
    }

    private double[] ValuesAt(int vertical, int horizontal)
    {
        (double[] real, double[] imaginary) = At(kernels[0], vertical, horizontal);
        for (int l = 1; l < kernels.Length; l++) (real, imaginary) = Product(At(kernels[l], vertical, horizontal), (real, imaginary));

        // [[A, −B], [B, A]] has every singular value of A + iB twice.
        int n = channels;
        double[] doubled = new double[4 * n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                doubled[i * 2 * n + j] = doubled[(n + i) * 2 * n + n + j] = real[i * n + j];
                doubled[(n + i) * 2 * n + j] = imaginary[i * n + j];
                doubled[i * 2 * n + n + j] = -imaginary[i * n + j];
            }
        }

        double[] twice = SingularValues.Of(doubled, 2 * n, 2 * n);
        return [.. Enumerable.Range(0, n).Select(i => twice[2 * i])];
    }

    private (double[] Real, double[] Imaginary) At(float[] kernel, int vertical, int horizontal)
    {
        int pairs = channels * channels, half = taps / 2;
        double[] real = new double[pairs], imaginary = new double[pairs];
        for (int tap = 0; tap < taps * taps; tap++)
        {
            (double sin, double cos) = Elementary.SinCos(-2 * Math.PI * (vertical * (tap / taps - half) + horizontal * (tap % taps - half)) / side);
            for (int pair = 0; pair < pairs; pair++)
            {
                real[pair] += cos * kernel[pair * taps * taps + tap];
                imaginary[pair] += sin * kernel[pair * taps * taps + tap];
            }
        }

        return (real, imaginary);
    }

    private (double[] Real, double[] Imaginary) Product((double[] Real, double[] Imaginary) left, (double[] Real, double[] Imaginary) right)
    {
        int n = channels;
        double[] real = new double[n * n], imaginary = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                (double a, double b) = (left.Real[i * n + k], left.Imaginary[i * n + k]);
                for (int j = 0; j < n; j++)
                {
                    (double c, double d) = (right.Real[k * n + j], right.Imaginary[k * n + j]);
                    real[i * n + j] += a * c - b * d;
                    imaginary[i * n + j] += a * d + b * c;
                }
            }
        }

        return (real, imaginary);
    }
}
