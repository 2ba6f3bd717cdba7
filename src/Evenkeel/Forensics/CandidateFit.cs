using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>How probable a sample is under a law of independent elements, over several tests together.</summary>
/// <remarks>
/// Mean, second moment (χ² of a normal law, else by its fourth moment), smallest and largest element by the exact law of extremes, kurtosis,
/// the whole distribution (Kolmogorov–Smirnov at the edges of bins, which can only lower the distance), exact zeros, and rows or columns whose
/// squares are too alike for chance, as those of an orthogonal matrix are. The smallest p-value counts, times their number (Bonferroni).
/// </remarks>
internal static class CandidateFit
{
    /// <summary>How many p-values are taken together.</summary>
    public const int Tests = 9;

    /// <summary>Below so many elements the approximations to kurtosis are not taken.</summary>
    private const int KurtosisCount = 200;

    /// <summary>A generator that makes a normal number of 24 random bits reaches 5.77σ (Box and Muller) or 5.3σ (the inverse error function), and none beyond: less is no sign against it.</summary>
    private const double GeneratorReach = 5.1;

    /// <summary>Uniform float32 numbers lie on a grid of 2⁻²⁴ or 2⁻²³ of their interval, so that a bound is known no better.</summary>
    private const double GeneratorStep = 4.8e-7;

    /// <summary>Standardized moments of a law.</summary>
    public readonly record struct StandardMoments(double Fourth, double Sixth, double Eighth);

    /// <summary>The p-value of a sample under a law.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="law">A law with a density.</param>
    /// <param name="enough">Where a p-value is below this, no further test is made.</param>
    /// <returns>In [0, 1].</returns>
    public static double PValue(CandidateSample sample, Law law, double enough = 0)
    {
        double least = 1, limit = enough / Tests, n = sample.Count, sigma = law.StandardDeviation, mean = sample.Mean - law.Mean;
        if (!(sigma > 0) || !(n > 1)) return 0;
        bool isNormal = IsNormal(law);
        StandardMoments? moments = isNormal ? new(3, 15, 105) : Moments(law);
        double ratio = (sample.Variance + mean * mean) / (sigma * sigma);
        if (isNormal) least = CandidateTails.TwoSided(CandidateTails.ChiSquare(n * ratio, n));
        else if (moments is { } known) least = CandidateTails.Normal((ratio - 1) / Math.Sqrt((known.Fourth - 1) / n));
        least = Math.Min(least, CandidateTails.Normal(mean / sigma * Math.Sqrt(n)));
        if (least < limit) return Tests * least;
        least = Math.Min(least, Extremes(sample, law, isNormal));
        if (least < limit) return Tests * least;
        least = Math.Min(least, CandidateTails.Poisson(sample.Zeros, n * (GeneratorStep + law.Cdf(0.5 * sample.Precision.Unit) - law.Cdf(-0.5 * sample.Precision.Unit))));
        if (n >= KurtosisCount && !double.IsNaN(sample.Kurtosis) && moments is { } shape)
        {
            least = Math.Min(least, isNormal ? KurtosisOfNormal(sample.Kurtosis, n) : CandidateTails.Normal((sample.Kurtosis - shape.Fourth) / Math.Sqrt(Spread(shape) / n)));
        }

        if (law.Mean == 0 && sample.Matrix is { } matrix && moments is { } some)
        {
            least = Math.Min(least, TooAlike(matrix.RowSquares.AsSpan(), matrix.Columns, sample.SecondMoment, some.Fourth));
            least = Math.Min(least, TooAlike(matrix.ColumnSquares.AsSpan(), matrix.Rows, sample.SecondMoment, some.Fourth));
        }

        return least < limit ? Tests * least : Math.Min(1, Tests * Math.Min(least, CandidateTails.Kolmogorov(Distance(sample, law), n)));
    }

    /// <summary>Whether a law is normal, or cut so far out that nobody can tell: 8σ leave 10⁻¹⁵ outside.</summary>
    public static bool IsNormal(Law law) => law.Family == Family.Normal
        || (law is TruncatedNormalLaw cut && cut.Lower - cut.ParentMean < -8 * cut.ParentDeviation && cut.Upper - cut.ParentMean > 8 * cut.ParentDeviation);

    /// <summary>The standardized moments of a law; null where they are not known in closed form.</summary>
    public static StandardMoments? Moments(Law law)
    {
        if (law.Family == Family.Uniform) return new(9.0 / 5, 27.0 / 7, 9);
        if (IsNormal(law)) return new(3, 15, 105);
        if (law is not TruncatedNormalLaw cut || !(cut.ParentDeviation > 0) || Math.Abs(cut.Lower + cut.Upper - 2 * cut.ParentMean) > 1e-9 * (cut.Upper - cut.Lower)) return null;

        // E zᵏ = (k − 1)·E zᵏ⁻² − 2cᵏ⁻¹φ(c)/(2Φ(c) − 1), by parts.
        double c = (cut.Upper - cut.ParentMean) / cut.ParentDeviation, edge = 2 * StandardNormal.Density(c) / StandardNormal.Mass(-c, c);
        double second = 1 - c * edge, fourth = 3 * second - c * c * c * edge, sixth = 5 * fourth - Elementary.Power(c, 5) * edge, eighth = 7 * sixth - Elementary.Power(c, 7) * edge;
        return new(fourth / (second * second), sixth / (second * second * second), eighth / (second * second * second * second));
    }

    /// <summary>The largest distance of the sample's distribution from the law's.</summary>
    public static double Distance(CandidateSample sample, Law law)
    {
        double distance = 0;
        foreach (CandidateEdge edge in sample.Distribution) distance = Math.Max(distance, Math.Abs(edge.Below - law.Cdf(edge.Value)));
        return distance;
    }

    /// <summary>The p-value of the largest and the smallest element.</summary>
    private static double Extremes(CandidateSample sample, Law law, bool isNormal)
    {
        (double upper, double upperReach) = (sample.Maximum - law.Mean, sample.Precision.Reach(sample.Maximum));
        (double lower, double lowerReach) = (law.Mean - sample.Minimum, sample.Precision.Reach(sample.Minimum));
        return Math.Min(Extreme(upper, upperReach, law, isNormal, true, sample.Count), Extreme(lower, lowerReach, law, isNormal, false, sample.Count));
    }

    private static double Extreme(double distance, double reach, Law law, bool isNormal, bool isUpper, double n)
    {
        double span = law.Upper - law.Lower, step = double.IsFinite(span) ? GeneratorStep * span : 0, most = distance + reach + step, least = distance - reach - step;
        double Beyond(double d) => isUpper ? isNormal ? StandardNormal.Cdf(-d / law.StandardDeviation) : 1 - law.Cdf(law.Mean + d) : law.Cdf(law.Mean - d);
        double tooSmall = isNormal && most > GeneratorReach * law.StandardDeviation ? 1 : Elementary.Exp(n * Elementary.Log1p(-Math.Min(1, Beyond(most))));
        double tooLarge = Math.Min(1, n * Beyond(least));
        return Math.Min(1, 2 * Math.Min(tooSmall, tooLarge));
    }

    /// <summary>
    /// Anscombe and Glynn's approximation is too light where kurtosis is small: of 3·10⁶ draws of 200 numbers 7.6 times as many as it says
    /// lie below its 10⁻⁵, of 500 numbers 4.8 times. The power makes that 6·10⁻⁵ and more at the same place, and nearly 1 as n grows.
    /// </summary>
    private static double KurtosisOfNormal(double kurtosis, double n)
    {
        double p = CandidateTails.Kurtosis(kurtosis, n);
        return kurtosis < 3 * (n - 1) / (n + 1) ? Elementary.Pow(p, 1 - 3 / Math.Sqrt(n)) : p;
    }

    /// <summary>The variance of n times the sample's kurtosis, which is <c>E(z⁴ − 2κz² + κ)²</c>.</summary>
    private static double Spread(StandardMoments of) => of.Eighth - 4 * of.Fourth * of.Sixth + 4 * of.Fourth * of.Fourth * of.Fourth - of.Fourth * of.Fourth;

    /// <summary>The chance that the squares of lines of independent elements lie as close together as these.</summary>
    private static double TooAlike(ReadOnlySpan<double> squares, int length, double second, double fourth)
    {
        if (squares.Length < 4 || length < 4) return 1;
        double mean = 0, sum = 0;
        foreach (double square in squares) mean += square / squares.Length;
        foreach (double square in squares) sum += (square - mean) * (square - mean);

        // A sum of few squares is skewed, and its variance varies more than that of a normal number: as that of fewer numbers does.
        double degrees = squares.Length - 1, fewer = degrees / (1 + 6.0 / length), scaled = sum / (length * second * second * (fourth - 1));
        return CandidateTails.ChiSquare(scaled * fewer / degrees, fewer).Lower;
    }
}
