using System.Globalization;
using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.Literature.Measures;

/// <summary>An activation with its first two slopes, shifted and scaled so that deep networks keep what they should: <c>γ·(φ(αx + β) + δ)</c>.</summary>
/// <remarks>
/// Means are over N(0, 1) of the input. DKS, Martens and others 2021, https://arxiv.org/abs/2110.01765: Q(1) = 1, Q′(1) = 1, C(0) = 0, and C′(1) = ζ over all
/// layers. TAT, Zhang, Botev and Martens 2022, https://arxiv.org/abs/2203.08120: Q(1) = 1, Q′(1) = 1, C′(1) = 1, and C″(1) = τ over all layers, which is τ/L of one, since C′(1) = 1.
/// </remarks>
internal sealed record ShapedActivation(string Base, double Alpha, double Beta, double Gamma, double Delta)
{
    /// <summary>The function as a formula.</summary>
    public string Formula => string.Create(CultureInfo.InvariantCulture, $"{Gamma:R}*({Base}({Alpha:R}*x+({Beta:R}))+({Delta:R}))");

    /// <summary>The function.</summary>
    public Activation Activation => Functions.Formula.Parse(Formula);

    /// <summary>Solves the four conditions of DKS.</summary>
    /// <param name="name"><c>tanh</c> or <c>softplus</c>.</param>
    /// <param name="depth">Layers.</param>
    /// <param name="zeta">C′(1) of all layers; above 1.</param>
    public static ShapedActivation Dks(string name, int depth, double zeta)
    {
        double slope = Elementary.Exp(Elementary.Log(zeta) / depth);
        ShapedActivation Of(double alpha, double beta)
        {
            Means means = Means.Of(name, alpha, beta);
            return new(name, alpha, beta, 1 / Math.Sqrt(means.Square - means.Mean * means.Mean), -means.Mean);
        }

        return Solve(Of, (shaped, means) => (shaped.VarianceSlope(means) - 1, shaped.Chi(means) - slope));
    }

    /// <summary>Solves the four conditions of TAT.</summary>
    /// <param name="name"><c>tanh</c> or <c>softplus</c>.</param>
    /// <param name="depth">Layers.</param>
    /// <param name="tau">C″(1) of all layers; positive.</param>
    public static ShapedActivation Tat(string name, int depth, double tau)
    {
        ShapedActivation Of(double alpha, double beta)
        {
            Means means = Means.Of(name, alpha, beta);
            double gamma = 1 / (alpha * Math.Sqrt(means.SlopeSquare)), root = Math.Sqrt(Math.Max(0, 1 / (gamma * gamma) - means.Square + means.Mean * means.Mean));

            // Of the two shifts that make Q(1) = 1, the one that leaves the smaller mean relative to φ: the other needs far larger factors.
            return new(name, alpha, beta, gamma, -means.Mean + (name == "tanh" ? -root : root));
        }

        return Solve(Of, (shaped, means) => (shaped.VarianceSlope(means) - 1, shaped.Curvature(means) * depth / tau - 1));
    }

    private double VarianceSlope(Means means) => Gamma * Gamma * Alpha * (means.Bent + Delta * means.BentAlone);

    private double Chi(Means means) => Gamma * Gamma * Alpha * Alpha * means.SlopeSquare;

    private double Curvature(Means means) => Gamma * Gamma * Alpha * Alpha * Alpha * Alpha * means.CurveSquare;

    /// <summary>Newton's iteration in (α, β), shortened where a step would leave α &gt; 0.</summary>
    private static ShapedActivation Solve(Func<double, double, ShapedActivation> of, Func<ShapedActivation, Means, (double First, double Second)> conditions)
    {
        const double h = 1e-6;
        (double First, double Second) At(double alpha, double beta)
        {
            ShapedActivation shaped = of(alpha, beta);
            return conditions(shaped, Means.Of(shaped.Base, alpha, beta));
        }

        (double alpha, double beta) = (0.2, 0.5);
        for (int step = 0; step < 100; step++)
        {
            (double First, double Second) here = At(alpha, beta);
            if (Math.Abs(here.First) + Math.Abs(here.Second) < 1e-12) break;
            (double First, double Second) up = At(alpha + h, beta), down = At(alpha - h, beta), right = At(alpha, beta + h), left = At(alpha, beta - h);
            (double a, double b, double c, double d) = ((up.First - down.First) / (2 * h), (right.First - left.First) / (2 * h), (up.Second - down.Second) / (2 * h), (right.Second - left.Second) / (2 * h));
            double determinant = a * d - b * c;
            (double across, double along) = ((d * here.First - b * here.Second) / determinant, (a * here.Second - c * here.First) / determinant);
            double share = 1;
            while (alpha - share * across < 0.2 * alpha || Math.Abs(share * along) > 1) share /= 2;
            (alpha, beta) = (alpha - share * across, beta - share * along);
        }

        return of(alpha, beta);
    }

    /// <summary>Means over x ~ N(0, 1) of φ and its slopes at u = αx + β.</summary>
    /// <param name="Mean">E φ.</param>
    /// <param name="Square">E φ².</param>
    /// <param name="SlopeSquare">E φ′².</param>
    /// <param name="CurveSquare">E φ″².</param>
    /// <param name="Bent">E φφ′x.</param>
    /// <param name="BentAlone">E φ′x.</param>
    private readonly record struct Means(double Mean, double Square, double SlopeSquare, double CurveSquare, double Bent, double BentAlone)
    {
        public static Means Of(string name, double alpha, double beta)
        {
            double E(Func<double, double, double, double, double> term) => Quadrature.Expectation(
                x =>
                {
                    (double value, double slope, double curve) = name == "tanh" ? Tanh(alpha * x + beta) : Softplus(alpha * x + beta);
                    return term(x, value, slope, curve);
                },
                1);
            return new(E((_, f, _, _) => f), E((_, f, _, _) => f * f), E((_, _, d, _) => d * d), E((_, _, _, c) => c * c), E((x, f, d, _) => f * d * x), E((x, _, d, _) => d * x));
        }

        private static (double Value, double Slope, double Curve) Tanh(double u)
        {
            double value = Elementary.Tanh(u), slope = 1 - value * value;
            return (value, slope, -2 * value * slope);
        }

        private static (double Value, double Slope, double Curve) Softplus(double u)
        {
            double slope = 1 / (1 + Elementary.Exp(-u));
            return (u > 0 ? u + Elementary.Log1p(Elementary.Exp(-u)) : Elementary.Log1p(Elementary.Exp(u)), slope, slope * (1 - slope));
        }
    }
}
