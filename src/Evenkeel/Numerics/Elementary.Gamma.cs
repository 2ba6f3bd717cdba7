namespace Evenkeel.Numerics;

public static partial class Elementary
{
    /// <summary>The derivative of the logarithm of the gamma function.</summary>
    /// <param name="x">A positive number.</param>
    /// <returns>ψ(x) = Γ′(x)/Γ(x), within 10⁻¹⁴ of max(1, |ψ|); −∞ at 0, NaN below.</returns>
    /// <remarks>
    /// <c>ψ(x) = ψ(x + 1) − 1/x</c> up to 10, and there the asymptotic series <c>ln x − 1/(2x) − Σ B₂ₖ/(2k·x²ᵏ)</c>. ψ(n/2) + ln 2 is the
    /// mean of the logarithm of a sum of n squared normal numbers.
    /// </remarks>
    public static double Digamma(double x)
    {
        if (!(x > 0))
        {
            return x == 0 ? double.NegativeInfinity : double.NaN;
        }

        double shift = 0;
        for (; x < Asymptotic; x++)
        {
            shift += 1 / x;
        }

        double square = 1 / (x * x);
        return Log(x) - 0.5 / x - square * Polynomial(square, DigammaSeries) - shift;
    }

    /// <summary>The second derivative of the logarithm of the gamma function.</summary>
    /// <param name="x">A positive number.</param>
    /// <returns>ψ′(x), within 10⁻¹⁴ of its size; ∞ at 0, NaN below.</returns>
    /// <remarks>
    /// <c>ψ′(x) = ψ′(x + 1) + 1/x²</c> up to 10, and there the asymptotic series <c>1/x + 1/(2x²) + Σ B₂ₖ/x²ᵏ⁺¹</c>. ψ′(n/2) is the variance
    /// of the logarithm of a sum of n squared normal numbers.
    /// </remarks>
    public static double Trigamma(double x)
    {
        if (!(x > 0))
        {
            return x == 0 ? double.PositiveInfinity : double.NaN;
        }

        double shift = 0;
        for (; x < Asymptotic; x++)
        {
            shift += 1 / (x * x);
        }

        double square = 1 / (x * x);
        return shift + (1 + 0.5 / x + square * Polynomial(square, TrigammaSeries)) / x;
    }

    /// <summary>From where on eight terms of the asymptotic series are as good as a double: the next one is below 10⁻¹⁶.</summary>
    private const double Asymptotic = 10;

    /// <summary>B₂ₖ/(2k).</summary>
    private static ReadOnlySpan<double> DigammaSeries =>
    [
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160,
    ];

    /// <summary>B₂ₖ.</summary>
    private static ReadOnlySpan<double> TrigammaSeries =>
    [
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510,
    ];
}
