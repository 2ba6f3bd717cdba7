using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>Products of random square matrices W ~ N(0, s/n), where no one matrix is special: what they do to the length of a vector, forward and backward.</summary>
/// <remarks>
/// <code>
/// |W·x|²/|x|² = (s/n)·χ²_n, whatever x      E ln = ln(s/n) + ln 2 + ψ(n/2)      Var ln = ψ′(n/2)      E |W·x|²/|x|² = s
/// </code>
/// The factors of different layers are independent, so logarithms add up: after l layers the mean is l times as large, the standard deviation
/// √l times. The mean square is s^l exactly, yet a typical product is smaller, by about 1/n in the logarithm of the square for each layer: few
/// large products carry the mean. Newman, "The distribution of Lyapunov exponents: exact results for random matrices", 1986; Hanin and Nica,
/// "Products of many large random matrices and gradients in deep neural networks", 2019, https://arxiv.org/abs/1812.05994.
/// </remarks>
public sealed record RandomProducts
{
    private const int MostWidth = 256;
    private const int MostLayers = 1000;
    private const int MostDraws = 10_000;

    /// <summary>s, n times the variance of a weight; positive.</summary>
    public required double Scale { get; init; }

    /// <summary>n, rows and columns of each matrix.</summary>
    public required int Width { get; init; }

    /// <summary>L, the matrices of a product.</summary>
    public required int Layers { get; init; }

    /// <summary>log₁₀ |W_l…W_1·x|/|x| of each draw, by layer l from 1 to L.</summary>
    public required ImmutableArray<ImmutableArray<double>> Forward { get; init; }

    /// <summary>log₁₀ |W_{l+1}ᵀ…W_Lᵀ·g|/|g| of each draw, by layer l from 0 to L − 1: how a gradient from the end arrives behind layer l.</summary>
    public required ImmutableArray<ImmutableArray<double>> Backward { get; init; }

    /// <summary>The expected log₁₀ of the length's growth through a layer.</summary>
    public double TypicalPerLayer => (Elementary.Log(2 * Scale / Width) + Elementary.Digamma(Width / 2.0)) / (2 * Ln10);

    /// <summary>The standard deviation of the log₁₀ of the length's growth through one layer; after l layers √l times it.</summary>
    public double DeviationPerLayer => Math.Sqrt(Elementary.Trigamma(Width / 2.0)) / (2 * Ln10);

    /// <summary>log₁₀ of the growth of the root mean square through a layer, ½·log₁₀ s: the mean over all draws, which few of them carry.</summary>
    public double MeanSquarePerLayer => Elementary.Log(Scale) / (2 * Ln10);

    /// <summary>The s that keeps the typical length: <c>n/(2·e^ψ(n/2))</c>, a little above 1.</summary>
    public double TypicalScale => Width / (2 * Elementary.Exp(Elementary.Digamma(Width / 2.0)));

    private static double Ln10 { get; } = Elementary.Log(10);

    /// <summary>Draws products and follows a vector through each.</summary>
    /// <param name="scale">s, which multiplies the variance 1/n; positive and finite.</param>
    /// <param name="width">n, 1 … 256.</param>
    /// <param name="layers">L, 1 … 1000.</param>
    /// <param name="draws">How many products, 1 … 10,000.</param>
    /// <param name="seed">Decides the matrices; draw and layer have forks of their own, so more of either leave the others as they are.</param>
    /// <param name="cancellation">Stops between two draws.</param>
    /// <returns>The products. Weights are float32; lengths are followed in double and rescaled layer by layer, so that none overflows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RandomProducts Run(double scale, int width, int layers, int draws, Seed seed, CancellationToken cancellation = default)
    {
        if (!(scale > 0 && double.IsFinite(scale)))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), FormattableString.Invariant($"The scale is {scale}; it must be positive and finite."));
        }

        Require(nameof(width), width, MostWidth);
        Require(nameof(layers), layers, MostLayers);
        Require(nameof(draws), draws, MostDraws);
        ImmutableArray<double>[] forward = new ImmutableArray<double>[draws];
        ImmutableArray<double>[] backward = new ImmutableArray<double>[draws];
        float[][] matrices = [.. Enumerable.Range(0, layers).Select(_ => new float[width * width])];
        for (int draw = 0; draw < draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            Fill(matrices, seed.For(draw));
            double growth = Elementary.Log(scale / width) / (2 * Ln10);
            forward[draw] = Follow(matrices, width, growth, transposed: false);
            backward[draw] = Follow(matrices, width, growth, transposed: true);
        }

        return new() { Scale = scale, Width = width, Layers = layers, Forward = [.. forward], Backward = [.. backward] };
    }

    private static void Require(string name, int value, int most)
    {
        if (value < 1 || value > most)
        {
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"The number of {(name == "width" ? "rows" : name)} is {value}; it must be 1 to {most}."));
        }
    }

    /// <summary>Standard normal numbers; the scale is a factor of every length, and needs no multiplication per weight.</summary>
    private static void Fill(float[][] matrices, Seed seed)
    {
        for (int layer = 0; layer < matrices.Length; layer++)
        {
            Draw.Normal(matrices[layer], seed.For(layer), 0, 1);
        }
    }

    private static ImmutableArray<double> Follow(float[][] matrices, int width, double growth, bool transposed)
    {
        double[] signal = new double[width];
        double[] next = new double[width];
        Array.Fill(signal, 1 / Math.Sqrt(width));
        double[] logs = new double[matrices.Length];
        double sum = 0;
        for (int l = 0; l < matrices.Length; l++)
        {
            int place = transposed ? matrices.Length - 1 - l : l;
            Multiply(matrices[place], signal, next, transposed);
            double length = Math.Sqrt(Square(next));
            sum += growth + Elementary.Log(length) / Ln10;
            logs[place] = sum;
            for (int i = 0; i < width; i++)
            {
                signal[i] = next[i] / length;
            }
        }

        return [.. logs];
    }

    private static void Multiply(float[] matrix, double[] signal, double[] result, bool transposed)
    {
        int width = signal.Length;
        Array.Clear(result);
        for (int i = 0; i < width; i++)
        {
            ReadOnlySpan<float> row = matrix.AsSpan(i * width, width);
            if (transposed)
            {
                for (int j = 0; j < row.Length; j++)
                {
                    result[j] += row[j] * signal[i];
                }

                continue;
            }

            double sum = 0;
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * signal[j];
            }

            result[i] = sum;
        }
    }

    private static double Square(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }
}
