using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>What one layer of infinite width makes of the second moment of its pre-activations, and of the correlation of two inputs.</summary>
/// <remarks>
/// With independent weights of variance σw²/n and biases of variance σb²: <c>q ↦ σw²·E φ(√q·z)² + σb²</c>. Poole and others 2016,
/// https://arxiv.org/abs/1606.05340. Moments are within 10⁻¹⁰ of their size for 0 ≤ q ≤ 10⁶.
/// </remarks>
public sealed partial class SignalMap
{
    private readonly ActivationPanels panels;

    /// <summary>Makes the map of a layer.</summary>
    /// <param name="activation">φ; a formula's comes from <see cref="Activations.Parse"/>, a delegate's from <see cref="FunctionActivation"/>.</param>
    /// <param name="sigmaW2">σw², fan-in times the variance of a weight; ≥ 0 and finite.</param>
    /// <param name="sigmaB2">σb², the variance of a bias; ≥ 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative or not finite.</exception>
    public SignalMap(Activation activation, double sigmaW2, double sigmaB2)
        : this(new ActivationPanels(activation), sigmaW2, sigmaB2)
    {
    }

    internal SignalMap(ActivationPanels panels, double sigmaW2, double sigmaB2)
    {
        this.panels = panels;
        SigmaW2 = Required("Weight variance σw²", nameof(sigmaW2), sigmaW2);
        SigmaB2 = Required("Bias variance σb²", nameof(sigmaB2), sigmaB2);
    }

    /// <summary>φ.</summary>
    public Activation Activation => panels.Activation;

    /// <summary>σw², fan-in times the variance of a weight; ≥ 0.</summary>
    public double SigmaW2 { get; }

    /// <summary>σb², the variance of a bias; ≥ 0.</summary>
    public double SigmaB2 { get; }

    /// <summary>The variance map: the second moment of the pre-activations one layer on.</summary>
    /// <param name="q">That of this layer; ≥ 0 and finite.</param>
    /// <returns><c>σw²·E φ(√q·z)² + σb²</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite.</exception>
    /// <exception cref="QuadratureException">The mean is infinite, or φ is not finite where it counts.</exception>
    public double Next(double q) => At(q).Next;

    /// <summary>χ_q, the slope of the variance map.</summary>
    /// <param name="q">The second moment; ≥ 0 and finite.</param>
    /// <returns><c>σw²·dE φ²/dq</c>; at 0 the slope from the right, infinite where φ² jumps there, or bends there off 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite.</exception>
    /// <exception cref="QuadratureException">The mean is infinite, or φ is not finite where it counts.</exception>
    public double Slope(double q) => At(q).ChiQ;

    /// <summary>χ₁: by how much the layer multiplies the second moment of gradients, and the distance of two close inputs.</summary>
    /// <param name="q">The second moment; ≥ 0 and finite.</param>
    /// <returns><c>σw²·E φ′(√q·z)²</c>. A jump of φ adds nothing to it, as it adds nothing to gradients.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite.</exception>
    /// <exception cref="QuadratureException">The mean is infinite, or φ′ is not finite where it counts.</exception>
    public double Chi(double q) => At(q).Chi1;

    /// <summary>The covariance of two inputs' pre-activations one layer on.</summary>
    /// <param name="varianceA">The second moment for the first input; ≥ 0 and finite.</param>
    /// <param name="varianceB">The second moment for the second input; ≥ 0 and finite.</param>
    /// <param name="covariance">Their covariance, at most <c>√(qa·qb)</c> in size.</param>
    /// <returns><c>σw²·E φ(u)φ(v) + σb²</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative or not finite, or the covariance is too large.</exception>
    /// <exception cref="QuadratureException">The mean is infinite, or φ is not finite where it counts.</exception>
    public double NextCovariance(double varianceA, double varianceB, double covariance) =>
        SigmaW2 * PairMoments.Of(panels, varianceA, varianceB, covariance).Product + SigmaB2;

    /// <summary>The correlation map: the correlation of two inputs of one second moment, one layer on.</summary>
    /// <param name="q">The second moment for both; ≥ 0 and finite.</param>
    /// <param name="correlation">Their correlation, −1…1.</param>
    /// <returns><c>(σw²·E φ(u)φ(v) + σb²)/(σw²·E φ² + σb²)</c>, exactly 1 at 1; NaN where nothing is left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite, or the correlation is beyond −1…1.</exception>
    /// <exception cref="QuadratureException">The mean is infinite, or φ is not finite where it counts.</exception>
    public double NextCorrelation(double q, double correlation)
    {
        double next = Next(q);
        PairMoments pair = Pair(q, correlation);
        return next == 0 ? double.NaN : correlation == 1 ? 1 : (SigmaW2 * pair.Product + SigmaB2) / next;
    }

    /// <summary>χ_c, the slope of the covariance map, which at a fixed point is that of the correlation map.</summary>
    /// <param name="q">The second moment for both; ≥ 0 and finite.</param>
    /// <param name="correlation">Their correlation, −1…1.</param>
    /// <returns><c>σw²·E φ′(u)φ′(v)</c>; jumps of φ count, and make it infinite at 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite, or the correlation is beyond −1…1.</exception>
    /// <exception cref="QuadratureException">The mean is infinite, or φ′ is not finite where it counts.</exception>
    public double CorrelationSlope(double q, double correlation) => correlation == 1
        ? panels.IsRough ? double.PositiveInfinity : Chi(q)
        : SigmaW2 * Pair(q, correlation).SlopeProduct;

    /// <summary>Everything about one second moment.</summary>
    internal (double Next, double ChiQ, double Chi1) At(double q)
    {
        if (!(q >= 0 && double.IsFinite(q)))
        {
            throw new ArgumentOutOfRangeException(nameof(q), FormattableString.Invariant($"Second moment q is {q}; it must be finite and at least 0."));
        }

        if (SigmaW2 == 0)
        {
            return (SigmaB2, 0, 0);
        }

        LineMoments moments = q == 0 ? LineMoments.AtZero(panels) : LineMoments.Of(panels, q);
        return (SigmaW2 * moments.Power + SigmaB2, SigmaW2 * moments.PowerSlope, SigmaW2 * moments.SlopePower);
    }

    private PairMoments Pair(double q, double correlation) => correlation is >= -1 and <= 1
        ? PairMoments.Of(panels, q, q, correlation * q)
        : throw new ArgumentOutOfRangeException(nameof(correlation), FormattableString.Invariant($"Correlation is {correlation}; it must lie in −1…1."));

    private static double Required(string thing, string name, double variance) => variance >= 0 && double.IsFinite(variance)
        ? variance
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{thing} is {variance}; it must be finite and at least 0."));
}
