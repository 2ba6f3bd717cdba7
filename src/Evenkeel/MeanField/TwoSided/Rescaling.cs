using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>An activation rescaled to <c>γ·(φ(αx + β) + δ)</c>, so that at q = 1 a layer of weights alone, σw² = 1, treats both sides as asked.</summary>
/// <param name="Original">φ.</param>
/// <param name="Alpha">α, the factor on the argument; &gt; 0.</param>
/// <param name="Beta">β, what is added to the argument.</param>
/// <param name="Gamma">γ, the factor on the value; &gt; 0.</param>
/// <param name="Delta">δ, what is added to the value.</param>
/// <remarks>
/// With <c>z ~ N(0, 1)</c> and φ̂ the rescaled activation, the four numbers solve
/// <code>
/// E φ̂ = 0        E φ̂² = 1        E φ̂′² = χ        E z·φ̂·φ̂′ = 1
/// </code>
/// so the signal keeps q = 1, inputs of other size are neither driven apart nor together (χ_q = 1), unrelated inputs stay unrelated, and
/// gradients grow χ per layer. Martens, Ballard, Desjardins, Swirszcz, Dalibard, Sohl-Dickstein and Schoenholz, "Rapid training of deep
/// neural networks without skip connections or normalization layers using deep kernel shaping", 2021, https://arxiv.org/abs/2110.01765.
/// Where no β makes the last hold, β stays 0 and χ_q below 1.
/// </remarks>
public sealed record Rescaling(Activation Original, double Alpha, double Beta, double Gamma, double Delta)
{
    private const double FurthestBeta = 6;

    private const double StepOfBeta = 0.5;

    /// <summary>φ̂ as an activation; where φ has a formula, its name is one, which <see cref="Activations.Parse"/> reads back.</summary>
    public Activation Activation { get; } = Make(Original, Alpha, Beta, Gamma, Delta);

    /// <summary>Solves for the four numbers.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="chi">χ, the backward growth per layer that is asked for; &gt; 1.</param>
    /// <returns>The rescaling; null where φ has none with this χ, as a piecewise linear one may not.</returns>
    /// <exception cref="ArgumentOutOfRangeException">χ is not above 1, or not finite.</exception>
    public static Rescaling? Of(Activation activation, double chi)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (!(chi > 1 && double.IsFinite(chi)))
        {
            throw new ArgumentOutOfRangeException(nameof(chi), FormattableString.Invariant($"The growth per layer is {chi}; it must be above 1 and finite, since an activation that is not straight has more."));
        }

        try
        {
            return Solve(activation, chi);
        }
        catch (QuadratureException)
        {
            return null;
        }
    }

    private static Rescaling? Solve(Activation activation, double chi)
    {
        double? Tilt(double beta) => AlphaFor(activation, chi, beta) is { } alpha ? ReadingAt(activation, alpha, beta).Tilt - 1 : null;
        double? atZero = Tilt(0);
        double? found = atZero is { } exact && Math.Abs(exact) < 1e-12 ? 0 : null;
        (double Beta, double? Value)[] last = [(0, atZero), (0, atZero)];
        for (double size = StepOfBeta; found is null && size <= FurthestBeta; size += StepOfBeta)
        {
            for (int side = 0; side < 2 && found is null; side++)
            {
                double beta = side == 0 ? size : -size;
                double? value = Tilt(beta);
                if (value is { } here && last[side].Value is { } before && here * before < 0)
                {
                    found = RootSearch.Between(x => Tilt(x) ?? double.NaN, last[side].Beta, beta);
                }

                last[side] = (beta, value);
            }
        }

        double? chosen = found ?? (atZero <= 0 ? 0 : null);
        return chosen is { } center && AlphaFor(activation, chi, center) is { } factor ? At(activation, factor, center) : null;
    }

    /// <summary>α for which gradients grow χ per layer: small ones see φ as a straight line.</summary>
    private static double? AlphaFor(Activation activation, double chi, double beta)
    {
        double Excess(double logarithm) => ReadingAt(activation, Elementary.Exp(logarithm), beta).Chi - chi;
        const double Straightest = -6;
        double low = Straightest;
        double atLow = Excess(low);
        for (double high = low + 1; high <= 5 && atLow < 0; high += 1)
        {
            if (Excess(high) >= 0)
            {
                return RootSearch.Between(Excess, low, high) is { } logarithm ? Elementary.Exp(logarithm) : null;
            }

            low = high;
        }

        return null;
    }

    private static Rescaling At(Activation activation, double alpha, double beta)
    {
        (double mean, double variance, _, _) = ReadingAt(activation, alpha, beta);
        return new(activation, alpha, beta, 1 / Math.Sqrt(variance), -mean);
    }

    /// <summary>Mean and variance of φ(αz + β), and E φ̂′² and E z·φ̂·φ̂′ of the standardized function.</summary>
    private static (double Mean, double Variance, double Chi, double Tilt) ReadingAt(Activation activation, double alpha, double beta)
    {
        double[] kinks = [.. activation.Kinks.Select(kink => (kink - beta) / alpha)];
        double mean = Quadrature.Expectation(z => activation.Value(alpha * z + beta), 1, kinks);
        double variance = Quadrature.Expectation(z => Square(activation.Value(alpha * z + beta) - mean), 1, kinks);
        double slope = Quadrature.Expectation(z => Square(activation.Slope(alpha * z + beta)), 1, kinks);
        double tilt = Quadrature.Expectation(z => z * (activation.Value(alpha * z + beta) - mean) * activation.Slope(alpha * z + beta), 1, kinks);
        return (mean, variance, alpha * alpha * slope / variance, alpha * tilt / variance);
    }

    private static Activation Make(Activation original, double alpha, double beta, double gamma, double delta)
    {
        string inner = $"{FormulaText.Of(alpha)}*x+{FormulaText.Of(beta)}";
        if (FormulaText.Of(original, inner) is { } formula)
        {
            return Formula.Parse($"{FormulaText.Of(gamma)}*({formula}+{FormulaText.Of(delta)})");
        }

        return new FunctionActivation(
            FormattableString.Invariant($"{gamma}*({original}({alpha}*x+{beta})+{delta})"),
            x => gamma * (original.Value(alpha * x + beta) + delta),
            x => gamma * alpha * original.Slope(alpha * x + beta),
            original.Kinks.Select(kink => (kink - beta) / alpha));
    }

    private static double Square(double x) => x * x;
}
