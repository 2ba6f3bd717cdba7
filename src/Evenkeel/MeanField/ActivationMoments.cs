using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>What an activation makes of normally distributed pre-activations, <c>z ~ N(0, q)</c>.</summary>
/// <remarks>
/// In closed form for linear, relu, leaky-relu, elu, selu, gelu, sin, erf and hard-tanh; for all others by <see cref="Quadrature"/>.
/// </remarks>
public readonly record struct ActivationMoments
{
    /// <summary>q, the variance of the pre-activations; positive.</summary>
    public required double PreActivationVariance { get; init; }

    /// <summary>E φ(z), the mean of the activations.</summary>
    public required double Mean { get; init; }

    /// <summary>E φ(z)², the mean square of the activations; ≥ 0.</summary>
    public required double SecondMoment { get; init; }

    /// <summary>Var φ(z), the variance of the activations; ≥ 0.</summary>
    public required double Variance { get; init; }

    /// <summary>E φ′(z)², the mean square of the slopes; ≥ 0. A jump of φ adds nothing to it.</summary>
    public required double SlopeSecondMoment { get; init; }

    /// <summary>χ, by how much a layer that keeps q multiplies the second moment of gradients: <c>q·E φ′² / E φ²</c>; NaN for φ = 0.</summary>
    public double Chi => PreActivationVariance * SlopeSecondMoment / SecondMoment;

    /// <summary>Computes the moments of an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="variance">q, the variance of the pre-activations; positive and finite.</param>
    /// <returns>The moments, each within 10⁻¹⁰ of its size; for a formula as well.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The variance is not positive and finite.</exception>
    /// <exception cref="QuadratureException">A moment is infinite, or cannot be settled.</exception>
    public static ActivationMoments Of(Activation activation, double variance = 1)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (!(variance > 0 && double.IsFinite(variance)))
        {
            throw new ArgumentOutOfRangeException(nameof(variance), FormattableString.Invariant($"Variance of the pre-activations is {variance}; it must be positive and finite."));
        }

        return ClosedMoments.Of(activation, variance) ?? ByQuadrature(activation, variance);
    }

    /// <summary>The moments by quadrature, whether or not there is a closed form.</summary>
    internal static ActivationMoments ByQuadrature(Activation activation, double variance)
    {
        double mean = Expectation("E φ", activation, activation.Value, variance);
        return new()
        {
            PreActivationVariance = variance,
            Mean = mean,
            SecondMoment = Expectation("E φ²", activation, z => Square(activation.Value(z)), variance),

            // Of the deviations, since the difference of E φ² and (E φ)² loses what φ hardly varies by.
            Variance = Expectation("Var φ", activation, z => Square(activation.Value(z) - mean), variance),
            SlopeSecondMoment = Expectation("E φ′²", activation, z => Square(activation.Slope(z)), variance),
        };
    }

    private static double Expectation(string moment, Activation activation, Func<double, double> function, double variance)
    {
        try
        {
            return Quadrature.Expectation(function, variance, activation.Kinks.AsSpan());
        }
        catch (QuadratureException problem)
        {
            throw new QuadratureException($"{moment} of '{activation.Name}' cannot be computed. {problem.Message}");
        }
    }

    private static double Square(double x) => x * x;
}
