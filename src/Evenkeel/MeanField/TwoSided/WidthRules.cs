using System.Collections.Immutable;
using Evenkeel.Functions;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>The scales that a layer of n_in inputs and n_out units can be given, without biases.</summary>
/// <remarks>
/// <code>
/// forward = n_in·E w²·E φ²/q        backward = n_out·E w²·E φ′²        backward/forward = χ·n_out/n_in, whatever the scale
/// </code>
/// fan-in: He, Zhang, Ren and Sun, 2015, https://arxiv.org/abs/1502.01852. average and glorot: Glorot and Bengio, 2010, eq. 12,
/// https://proceedings.mlr.press/v9/glorot10a.html, with the activation's two moments and without them.
/// </remarks>
public static class WidthRules
{
    /// <summary>All scales of a layer.</summary>
    /// <param name="activation">The activation before the layer.</param>
    /// <param name="fanIn">n_in, ≥ 1.</param>
    /// <param name="fanOut">n_out, ≥ 1.</param>
    /// <param name="q">The second moment of the pre-activations before the layer; positive and finite.</param>
    /// <returns>
    /// fan-in (forward 1), fan-out (backward 1), average (the two growths add up to 2), geometric (their product is 1), and glorot's
    /// <c>2/(n_in + n_out)</c>, which knows no activation.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ImmutableArray<WidthRule> For(Activation activation, int fanIn, int fanOut, double q = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        ActivationMoments moments = ActivationMoments.Of(activation, q);
        double forward = fanIn * moments.SecondMoment / q;
        double backward = fanOut * moments.SlopeSecondMoment;
        WidthRule Rule(string name, string keeps, double variance) => new(name, keeps, variance, variance * forward, variance * backward);
        return
        [
            Rule("fan-in", "the signal", 1 / forward),
            Rule("fan-out", "the gradients", 1 / backward),
            Rule("average", "the mean of both growths", 2 / (forward + backward)),
            Rule("geometric", "the product of both growths", 1 / Math.Sqrt(forward * backward)),
            Rule("glorot", "both, where φ is the identity and the widths agree", 2.0 / (fanIn + fanOut)),
        ];
    }
}
