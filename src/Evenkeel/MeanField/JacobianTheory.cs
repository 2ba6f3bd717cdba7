using Evenkeel.MeanField.Widths;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>What theory says of the singular values of a deep stack's input–output Jacobian at the start.</summary>
/// <remarks>
/// Pennington, Schoenholz and Ganguli, "Resurrecting the sigmoid in deep learning through dynamical isometry", 2017,
/// https://arxiv.org/abs/1711.04735, and "The emergence of spectral universality in deep networks", 2018, https://arxiv.org/abs/1802.09979.
/// The finite widths are a derivation of this project, in docs/theory.md.
/// </remarks>
public static class JacobianTheory
{
    /// <summary>Predicts the mean and the variance of the squared singular values of <c>∂a^[L]/∂x</c>, L the last hidden layer.</summary>
    /// <param name="path">The stack; independent or orthogonal weights.</param>
    /// <param name="secondMoment">The mean square of the input; ≥ 0 and finite.</param>
    /// <returns>
    /// The moments over the min(n^[0], n^[L]) singular values that a decomposition gives. At one width n and χ = σw²·E φ′² the relative variance is
    /// <c>Σ (E φ′⁴/(E φ′²)² − 1 − s₁)</c>, with s₁ = −1 for independent weights and 0 for orthogonal ones; NaN where a slope vanishes.
    /// </returns>
    /// <exception cref="ArgumentException">The weights of a layer are neither independent nor orthogonal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The mean square is negative or not finite.</exception>
    public static JacobianPrediction Predict(SignalPath path, double secondMoment)
    {
        ArgumentNullException.ThrowIfNull(path);
        double mean = SignalInput.One(secondMoment).SecondMoment;
        double n = path.Layers[0].FanIn;
        Traces wide = new(n, n * n);
        Traces finite = wide;
        MomentStore store = new(path.Activation);
        double scale = 1;
        double q = 0;
        for (int l = 0; l + 1 < path.Layers.Length; l++)
        {
            SignalLayer layer = path.Layers[l];
            if (!layer.IsIndependent && !layer.IsOrthogonal)
            {
                throw new ArgumentException($"The weights of layer {l + 1} are neither independent nor orthogonal, and theory knows the Jacobian of such layers only.", nameof(path));
            }

            q = layer.SigmaW2 * mean + layer.BiasVariance;
            WidthMoments moments = store.Moments(q);
            mean = moments.Second;
            scale *= layer.FanOut * layer.WeightVariance * moments.SlopeSecond;
            (wide, finite) = (wide.Through(layer, moments.SlopeFourth, isWide: true), finite.Through(layer, moments.SlopeFourth, isWide: false));
        }

        double values = Math.Min(n, path.Layers[^1].FanIn);
        return new(scale * n / values, values * wide.Square / wide.SquaredTrace - 1, values * finite.Square / finite.SquaredTrace - 1);
    }

    /// <summary>The largest squared singular value of an infinitely wide stack of one width whose slopes are 0 or 1.</summary>
    /// <param name="sigmaW2">σw²; positive.</param>
    /// <param name="open">The share of units whose slope is 1, in (0, 1]: 1 for linear, ½ for relu, <c>erf(1/√(2q))</c> for hard-tanh.</param>
    /// <param name="depth">L; ≥ 1.</param>
    /// <param name="isOrthogonal">Whether the weights are orthogonal rather than independent.</param>
    /// <returns>The upper edge of the spectrum; for independent weights and linear units <c>σw²ᴸ·(L + 1)ᴸ⁺¹/Lᴸ</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <remarks>
    /// With p the open share, the S-transform of JJᵀ is <c>(σw²·(z + p))⁻ᴸ</c> for independent weights and <c>((1 + z)/(σw²·(z + p)))ᴸ</c> for
    /// orthogonal ones, so that an eigenvalue λ = (1 + z)/(z·S(z)); the edge is where dλ/dz = 0: <c>L·z² + (L − 1)·z = p</c>, or
    /// <c>z = p/(L·(1 − p) − 1)</c>. Where the latter is not positive, vectors that no unit stops are so many that the edge is their σw²ᴸ.
    /// </remarks>
    public static double LargestSquare(double sigmaW2, double open, int depth, bool isOrthogonal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigmaW2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(open);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(open, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        double layers = depth * Elementary.Log(sigmaW2);
        if (isOrthogonal)
        {
            double rest = depth * (1 - open) - 1;
            double z = open / rest;
            return Elementary.Exp(rest > 0 ? layers - Elementary.Log(z) + Elementary.Log1p(z) + depth * (Elementary.Log(z + open) - Elementary.Log1p(z)) : layers);
        }

        double half = 0.5 * (depth - 1);
        double root = open / (half + Math.Sqrt(half * half + depth * open));
        return Elementary.Exp(layers + Elementary.Log1p(root) - Elementary.Log(root) + depth * Elementary.Log(root + open));
    }

    /// <summary>A moment of the squared singular values of a product of independent square normal matrices of entries N(0, 1/n), infinitely wide.</summary>
    /// <param name="depth">L, the matrices; ≥ 1.</param>
    /// <param name="order">k; ≥ 0.</param>
    /// <returns>E s²ᵏ = <c>C(L·k + k, k)/(L·k + 1)</c>, the Fuss–Catalan number; for L = 1 Catalan's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The depth is below 1, or the order below 0.</exception>
    public static double ProductMoment(int depth, int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        double top = ((double)depth + 1) * order;
        double binomial = 1;
        for (int i = 0; i < order; i++)
        {
            binomial = binomial * (top - i) / (i + 1);
        }

        return binomial / ((double)depth * order + 1);
    }

    /// <summary>Expectations over networks of tr (JJᵀ)² and (tr JJᵀ)², each over the square of the scale that the mean has, so that neither overflows.</summary>
    private readonly record struct Traces(double Square, double SquaredTrace)
    {
        /// <summary>Takes JJᵀ through weights and slopes that are independent of it.</summary>
        /// <param name="layer">The weights, of variance 1/n^[l].</param>
        /// <param name="fourth">E φ′⁴/(E φ′²)².</param>
        /// <param name="isWide">Whether to keep leading orders in the widths only.</param>
        public Traces Through(SignalLayer layer, double fourth, bool isWide)
        {
            (double n, double p) = (layer.FanOut, layer.FanIn);
            (double square, double squaredTrace, double diagonal) = layer.IsOrthogonal ? Orthogonal(n, p, isWide) : Independent(n, isWide);
            return new(square + (fourth - 1) * diagonal, squaredTrace + (isWide ? 0 : (fourth - 1) * diagonal));
        }

        /// <summary>The traces of WMWᵀ, and the sum of its squared diagonal, for n rows of normal weights of variance 1/n.</summary>
        private (double Square, double SquaredTrace, double Diagonal) Independent(double n, bool isWide) => isWide
            ? (Square + SquaredTrace / n, SquaredTrace, SquaredTrace / n)
            : ((1 + 1 / n) * Square + SquaredTrace / n, SquaredTrace + 2 * Square / n, (SquaredTrace + 2 * Square) / n);

        /// <summary>The same for orthonormal columns, or rows where there are fewer of them, times the factor that makes the variance 1/n.</summary>
        private (double Square, double SquaredTrace, double Diagonal) Orthogonal(double n, double p, bool isWide)
        {
            double m = Math.Max(n, p);
            double factor = m / n * (m / n);
            double one = isWide ? SquaredTrace / (m * m) : (2 * Square + SquaredTrace) / (m * (m + 2));
            if (n >= p)
            {
                return (factor * Square, factor * SquaredTrace, factor * n * one);
            }

            double lower = isWide ? m * m * m : m * (m - 1) * (m + 2);
            double mixed = (m * Square - SquaredTrace) / lower;
            double apart = isWide ? SquaredTrace / (m * m) : ((m + 1) * SquaredTrace - 2 * Square) / lower;
            return (factor * (n * one + n * (n - (isWide ? 0 : 1)) * mixed), factor * (n * (isWide ? 0 : one) + n * (n - (isWide ? 0 : 1)) * apart), factor * n * one);
        }
    }
}
