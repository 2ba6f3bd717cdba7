using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>The article's derivation of Xavier's rule, each equality measured on networks drawn for it.</summary>
/// <remarks>
/// Weights W ~ N(0, 1/n) of n inputs and n units, inputs x ~ N(0, 0.05²), b = 0, φ = tanh where nothing else is asked for. Var is over weights and samples, as in the
/// derivation, so over all units and samples of a network; the networks are repeats that give the standard errors.
/// </remarks>
public static class DerivationDemo
{
    private const int UsualWidth = 256;
    private const int LeastWidth = 8;
    private const int MostWidth = 1024;
    private const int Samples = 800;
    private const int Networks = 16;
    private const int Layers = 5;
    private const double SmallInput = 0.05;
    private const double LargeInput = 2;
    private const double Correlation = 0.5;

    /// <summary>tanh z = z − z³/3 …, so Var(a)/Var(z) ≈ 1 − 2·Var(z): half a percent off a layer for these inputs.</summary>
    private const double Approximation = 0.01;

    /// <summary>Over inputs that move together, the variance about one mean of all is smaller by up to this share than that of each about its own, counted without bias.</summary>
    private const double OneMean = 1.0 / (Samples - 1);

    /// <summary>Measures every equality.</summary>
    /// <param name="broken">The assumption to break, or none.</param>
    /// <param name="seed">Decides weights and inputs.</param>
    /// <param name="width">n, the inputs and the units of each layer; 8 … 1024.</param>
    /// <param name="activation">φ; tanh where it is left out. Breaking the assumption about φ puts ReLU in its place.</param>
    /// <returns>The equalities in the order of the derivation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of range.</exception>
    public static ImmutableArray<Equality> Run(Assumption broken, Seed seed, int width = UsualWidth, Activation? activation = null)
    {
        if (width is < LeastWidth or > MostWidth)
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"The width is {width}; it must be {LeastWidth} to {MostWidth}.");
        }

        Activation function = broken == Assumption.Relu ? Activations.Relu : activation ?? Activations.Tanh;
        Measurement[] measured = new Measurement[Networks];
        for (int network = 0; network < Networks; network++)
        {
            measured[network] = Measure(broken, function, width, seed.For("networks").For(network));
        }

        double[] Of(Func<Measurement, double> side) => [.. measured.Select(side)];
        return
        [
            Equality.Of(1, "Var(a) = Var(z)", function.Name == "tanh" ? "tanh z ≈ z for small z" : "φ(z) ≈ z for small z", Approximation, Of(m => m.VarA), Of(m => m.VarZ)),
            Equality.Of(2, "Var(Σⱼ wₖⱼ xⱼ) = Σⱼ Var(wₖⱼ xⱼ)", "the terms are independent", 0, Of(m => m.VarZ), Of(m => m.SumOfTermVariances),
                Math.Sqrt(measured.Average(m => m.UnitScatter * m.UnitScatter)), Math.Sqrt(2.0 / (Samples - 1))),
            Equality.Of(3, "Var(w x) = E[w]² Var(x) + Var(w) E[x]² + Var(w) Var(x)", "w and x are independent", 0, Of(m => m.TermVariance), Of(m => m.ProductRule)),
            Equality.Of(4, "E[w]² Var(x) + Var(w) E[x]² + Var(w) Var(x) = Var(w) Var(x)", "E[w] = 0 and E[x] = 0", Math.Max(0.001, 2.0 / ((double)width * width)), Of(m => m.ProductRule), Of(m => m.VarW * m.VarX)),
            Equality.Of(5, "Σⱼ Var(wₖⱼ) Var(xⱼ) = n Var(w) Var(x)", "all weights alike, all inputs alike", OneMean, Of(m => m.SumOfVarianceProducts), Of(m => width * m.VarW * m.VarX)),
            Equality.Of(6, "Var(a) = n Var(w) Var(x)", "1 to 5 together", Approximation, Of(m => m.VarA), Of(m => width * m.VarW * m.VarX)),
            Equality.Of(7, $"Var(a^[{Layers}]) = Var(x)", $"n Var(w) = 1 in each of {Layers} layers", Layers * Approximation, Of(m => m.VarLast), Of(m => m.VarX)),
        ];
    }

    private static Measurement Measure(Assumption broken, Activation function, int width, Seed seed)
    {
        float[] x = Inputs(broken, width, seed.For("x"));
        float[] w = Weights(broken, width, seed.For("w.1"));
        float[] z = new float[Samples * width];
        float[] a = new float[Samples * width];
        MatrixProduct.Multiply(x, w, z, Samples, width, width, accumulate: false, Workers.One);
        function.Apply(z, a);
        Measurement layer = FirstLayer(x, w, z, width) with { VarA = Moments.Of(a).Variance };
        for (int l = 2; l <= Layers; l++)
        {
            MatrixProduct.Multiply(a, Weights(broken, width, seed.For($"w.{l}")), z, Samples, width, width, accumulate: false, Workers.One);
            function.Apply(z, a);
        }

        return layer with { VarLast = Moments.Of(a).Variance };
    }

    private static Measurement FirstLayer(float[] x, float[] w, float[] z, int width)
    {
        (Moments momentsX, Moments momentsW) = (Moments.Of(x), Moments.Of(w));
        double[] varianceX = new double[width];
        (double sumTerms, double sumProducts, double meanTerm, double squareTerm) = (0, 0, 0, 0);
        float[] column = new float[Samples];
        for (int j = 0; j < width; j++)
        {
            for (int i = 0; i < Samples; i++)
            {
                column[i] = x[i * width + j];
            }

            Moments input = Moments.Of(column);
            Moments weights = Moments.Of(w.AsSpan(j * width, width));
            varianceX[j] = input.Variance;
            double mean = input.Mean * weights.Mean;
            double square = input.SecondMoment * weights.SecondMoment;
            sumTerms += square - mean * mean;
            sumProducts += Unbiased(input) * Unbiased(weights);
            (meanTerm, squareTerm) = (meanTerm + mean / width, squareTerm + square / width);
        }

        return new()
        {
            VarX = momentsX.Variance,
            VarW = momentsW.Variance,
            VarZ = Moments.Of(z).Variance,
            SumOfTermVariances = sumTerms,
            SumOfVarianceProducts = sumProducts,
            TermVariance = squareTerm - meanTerm * meanTerm,
            ProductRule = momentsW.Mean * momentsW.Mean * momentsX.Variance + momentsW.Variance * momentsX.Mean * momentsX.Mean + momentsW.Variance * momentsX.Variance,
            UnitScatter = ScatterOverUnits(w, z, varianceX, width),
        };
    }

    private static double Unbiased(Moments moments) => moments.Variance * moments.Count / (moments.Count - 1);

    /// <summary>Over the units of one network, whose weights are fixed: root mean square of Var(z_k) / Σⱼ w²ₖⱼ Var(xⱼ) − 1.</summary>
    private static double ScatterOverUnits(float[] w, float[] z, double[] varianceX, int width)
    {
        float[] unit = new float[Samples];
        double squares = 0;
        for (int k = 0; k < width; k++)
        {
            for (int i = 0; i < Samples; i++)
            {
                unit[i] = z[i * width + k];
            }

            double independent = 0;
            for (int j = 0; j < width; j++)
            {
                independent += (double)w[j * width + k] * w[j * width + k] * varianceX[j];
            }

            double gap = Moments.Of(unit).Variance / independent - 1;
            squares += gap * gap;
        }

        return Math.Sqrt(squares / width);
    }

    private static float[] Inputs(Assumption broken, int width, Seed seed)
    {
        double deviation = broken == Assumption.Large ? LargeInput : SmallInput;
        double shared = broken == Assumption.Correlated ? Correlation : 0;
        float[] x = new float[Samples * width];
        float[] common = new float[Samples];
        Draw.Normal(x, seed.For("own"), broken == Assumption.Mean ? deviation : 0, deviation * Math.Sqrt(1 - shared));
        Draw.Normal(common, seed.For("common"), 0, deviation * Math.Sqrt(shared));
        for (int i = 0; i < x.Length; i++)
        {
            x[i] += common[i / width];
        }

        return x;
    }

    private static float[] Weights(Assumption broken, int width, Seed seed)
    {
        float[] w = new float[width * width];
        double deviation = 1 / Math.Sqrt(width);
        Draw.Normal(w, seed, broken == Assumption.Bias ? deviation : 0, deviation);
        return w;
    }

    /// <summary>What is measured on one network.</summary>
    private readonly record struct Measurement
    {
        public double VarX { get; init; }

        public double VarW { get; init; }

        public double VarZ { get; init; }

        public double VarA { get; init; }

        public double VarLast { get; init; }

        public double SumOfTermVariances { get; init; }

        public double SumOfVarianceProducts { get; init; }

        public double TermVariance { get; init; }

        public double ProductRule { get; init; }

        public double UnitScatter { get; init; }
    }
}
