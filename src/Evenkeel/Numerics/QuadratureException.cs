namespace Evenkeel.Numerics;

/// <summary>A function has no finite mean over a normal distribution, or none that quadrature can settle.</summary>
/// <param name="message">The variance, what was met, and the way out.</param>
public sealed class QuadratureException(string message) : ArgumentException(message)
{
    internal static QuadratureException Infinite(double variance) => new(FormattableString.Invariant(
        $"The function has no mean over N(0, {variance:G6}) that can be computed: it grows about as fast as the density falls. Take a smaller variance, or a function that grows well below e^(x²/{2 * variance:G6})."));

    internal static QuadratureException NotFinite(double variance, double x) => new(FormattableString.Invariant(
        $"The function is not finite at {x:G6}, so its mean over N(0, {variance:G6}) is infinite or unknown. Take a smaller variance, or a function that is finite everywhere and grows more slowly."));

    internal static QuadratureException TooFine(double x) => new(FormattableString.Invariant(
        $"The function bends too often near {x:G4} for its mean to be computed. Take a smaller variance, or a function with fewer oscillations."));

    internal static QuadratureException Unsettled(double variance, double share) => new(FormattableString.Invariant(
        $"The mean of the function over N(0, {variance:G6}) does not settle: it stays uncertain by {share:G2} of its size, and 1E-10 is needed. Take a function without poles and with fewer oscillations."));
}
