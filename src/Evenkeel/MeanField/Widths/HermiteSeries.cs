using System.Runtime.CompilerServices;
using Evenkeel.MeanField.Integrals;

namespace Evenkeel.MeanField.Widths;

/// <summary>A function of z ~ N(0, q) in normalized Hermite polynomials, so that its covariance with another at any correlation is a short sum.</summary>
/// <remarks>
/// <c>E ψ(z₁)·ω(z₂) = Σ cᵏ·ψₖ·ωₖ</c> for standard normal z₁/√q₁ and z₂/√q₂ of correlation c: Mehler, 1866. What the orders left out would
/// add is put at the first of them, so that the sum is exact at c = 1 for a function with itself, and for smooth functions is at every c.
/// </remarks>
internal readonly struct HermiteSeries
{
    private readonly double[] terms;
    private readonly double rest;

    private HermiteSeries(double[] terms, double rest) => (this.terms, this.rest) = (terms, rest);

    /// <summary>Expands functions given by their values at the nodes, which share the polynomials.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="functions">The values of each.</param>
    /// <returns>One series for each.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static HermiteSeries[] Of(NormalNodes nodes, params ReadOnlySpan<double[]> functions)
    {
        double[][] terms = new double[functions.Length][];
        double[] rests = new double[functions.Length];
        foreach (ref double[] series in terms.AsSpan())
        {
            series = new double[Orders];
        }

        Span<double> polynomials = stackalloc double[Orders];
        for (int i = 0; i < nodes.Points.Length; i++)
        {
            double x = nodes.Points[i];
            (polynomials[0], polynomials[1]) = (1, x);
            for (int k = 2; k < polynomials.Length; k++)
            {
                polynomials[k] = Up[k] * x * polynomials[k - 1] - Down[k] * polynomials[k - 2];
            }

            for (int f = 0; f < functions.Length; f++)
            {
                double value = functions[f][i];
                double weighted = nodes.Weights[i] * value;
                rests[f] += weighted * value;
                Span<double> sums = terms[f];
                for (int k = 0; k < sums.Length; k++)
                {
                    sums[k] += weighted * polynomials[k];
                }
            }
        }

        HermiteSeries[] all = new HermiteSeries[functions.Length];
        for (int f = 0; f < all.Length; f++)
        {
            foreach (double term in terms[f])
            {
                rests[f] -= term * term;
            }

            all[f] = new(terms[f], Math.Sqrt(Math.Max(0, rests[f])));
        }

        return all;
    }

    /// <summary>The mean of the product of two functions.</summary>
    /// <param name="other">The other function.</param>
    /// <param name="correlation">c, in [−1, 1].</param>
    /// <param name="isSame">Whether the two are one function, perhaps of numbers of different variance, so that what is left out of both goes together.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Product(HermiteSeries other, double correlation, bool isSame)
    {
        double sum = isSame ? rest * other.rest : 0;
        for (int k = Orders - 1; k >= 0; k--)
        {
            sum = sum * correlation + terms[k] * other.terms[k];
        }

        return sum;
    }

    /// <summary>The part of the mean of the product that quadratic terms give; it is fixed where the lengths of both vectors and the angle between them are.</summary>
    public double Quadratic(HermiteSeries other, double correlation) => correlation * correlation * terms[2] * other.terms[2];

    private const int Orders = 32;

    /// <summary>1/√k and √((k − 1)/k), the factors of the recurrence.</summary>
    private static readonly double[] Up = [.. Enumerable.Range(0, Orders).Select(k => 1 / Math.Sqrt(Math.Max(1, k)))];

    private static readonly double[] Down = [.. Enumerable.Range(0, Orders).Select(k => Math.Sqrt(Math.Max(0, k - 1.0) / Math.Max(1, k)))];
}
