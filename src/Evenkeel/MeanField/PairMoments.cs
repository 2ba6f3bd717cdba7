using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>What an activation makes of two correlated pre-activations, <c>(u, v) ~ N(0, [[qa, k], [k, qb]])</c>.</summary>
/// <param name="Product">E φ(u)φ(v).</param>
/// <param name="SlopeProduct">
/// <c>∂E φ(u)φ(v)/∂k</c>, which is E φ′(u)φ′(v) where φ does not jump; jumps count, and make it infinite at correlation 1.
/// </param>
public readonly record struct PairMoments(double Product, double SlopeProduct)
{
    /// <summary>Computes the moments.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="varianceA">qa, ≥ 0 and finite.</param>
    /// <param name="varianceB">qb, ≥ 0 and finite.</param>
    /// <param name="covariance">k, at most <c>√(qa·qb)</c> in size; what exceeds it by a rounding (10⁻¹²) counts as it.</param>
    /// <returns>
    /// The moments within 10⁻¹⁰ of <c>√(E φ(u)²·E φ(v)²)</c> and of <c>√(E φ′(u)²·E φ′(v)²)</c>, tested to 10⁻¹¹ against the closed forms: in
    /// closed form for linear, relu, leaky-relu, erf, sin and gelu, by quadrature for all others.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative or not finite, or the covariance is too large.</exception>
    /// <exception cref="QuadratureException">A moment is infinite, or φ is not finite where it counts.</exception>
    /// <remarks>
    /// Mehler's formula: with c the correlation, ≥ 0, <c>E φ(u)φ(v) = E G(√(c·qa)·w, (1−c)·qa)·G(√(c·qb)·w, (1−c)·qb)</c> for one normal w,
    /// where <c>G(m, t) = E φ(m + √t·z)</c>; the slopes likewise, with ∂G/∂m. For c &lt; 0 the second factor is taken at −w.
    /// Closed forms: Cho and Saul 2009 (relu), Williams 1996 (erf), Tsuchida and others 2020, https://arxiv.org/abs/2002.08517 (gelu).
    /// </remarks>
    public static PairMoments Of(Activation activation, double varianceA, double varianceB, double covariance) =>
        Of(new ActivationPanels(activation), varianceA, varianceB, covariance);

    internal static PairMoments Of(ActivationPanels panels, double qa, double qb, double k)
    {
        Require(nameof(qa), qa);
        Require(nameof(qb), qb);
        double most = Math.Sqrt(qa) * Math.Sqrt(qb);
        if (!(Math.Abs(k) <= most * (1 + 1e-12)))
        {
            throw new ArgumentOutOfRangeException(nameof(k), FormattableString.Invariant($"Covariance is {k}; variances of {qa} and {qb} need one of at most {most} in size."));
        }

        // The same where the variances are, so that correlation 1 stays 1.
        double c = most == 0 ? 0 : Math.Clamp(qa == qb ? k / qa : k / most, -1, 1);
        return ClosedPairs.Of(panels.Activation, qa, qb, c) ?? PairQuadrature.Of(panels, qa, qb, c);
    }

    private static void Require(string name, double variance)
    {
        if (!(variance >= 0 && double.IsFinite(variance)))
        {
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"Variance of a pre-activation is {variance}; it must be finite and at least 0."));
        }
    }
}
