using System.Collections.Immutable;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>Tests a tensor against families of laws whose scale is not known.</summary>
/// <remarks>
/// A uniform law's bounds are set by the extremes, given which the elements between are uniform exactly. For the others the scale is a
/// nuisance: the largest p-value over an interval that holds the true scale but for a small chance, plus that chance, is a p-value
/// (Berger and Boos, P values maximized over a confidence set for the nuisance parameter, 1994, https://doi.org/10.1080/01621459.1994.10476836).
/// It needs no table of critical values for estimated parameters, and holds at every level.
/// </remarks>
public static class FamilyTests
{
    /// <summary>From so many elements on, uniform, normal and truncated normal laws are told from each other at a level of 10⁻⁶, whatever their scales, in 99 of 100 draws.</summary>
    /// <remarks>
    /// All of n elements of a normal law lie within the bounds of one that is cut at two deviations and has the same scale, 2.2737 of them, with a
    /// chance of <c>0.97702ⁿ</c>: below 10⁻⁶ over 9 tests at 689. That the scale is not known costs the rest: a normal law that is a tenth narrower
    /// leaves <c>0.9885ⁿ</c>. At 1024 elements five in six draws are decided; tests hold this number to draws. A uniform law is told from both by 700.
    /// </remarks>
    public const int FamilyCount = 1536;

    /// <summary>Below so many elements nothing is said of chance: with 8, a deviation is known within a factor of 10 at 10⁻⁵.</summary>
    public const int LeastCount = 8;

    /// <summary>The share of a level that is spent on the interval for a scale.</summary>
    private const double Spent = 0.1;

    /// <summary>Tests all families.</summary>
    /// <param name="subject">What is known of the tensor.</param>
    /// <param name="statistics">What one pass kept of its elements.</param>
    /// <param name="level">The p-value below which families will be rejected, in (0, 1): a tenth of it is spent on scales that are not known.</param>
    /// <returns>A fit for each family that can be tested, the best first; none where elements are missing or not finite.</returns>
    public static ImmutableArray<FamilyFit> Of(TensorSubject subject, TensorStatistics statistics, double level = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(statistics);
        if (statistics.Count == 0 || statistics.NotNumbers + statistics.Infinite > 0) return [];
        if (statistics.Minimum == statistics.Maximum)
        {
            return [new(Family.Constant, 1, new ConstantLaw(statistics.Minimum), FormattableString.Invariant($"All {statistics.Count} elements are {statistics.Minimum:R}."))];
        }

        CandidateSample sample = CandidateSample.Of(subject, statistics).WithoutPadding(subject, statistics);
        List<FamilyFit> fits = [];
        if (CandidateStructure.IsOrthogonal(sample)) fits.Add(new(Family.Orthogonal, 1, null, "Neighbouring rows or columns are orthogonal and of one length, to rounding."));
        if (statistics.Count >= LeastCount)
        {
            fits.Add(Uniform(sample));
            fits.Add(Normal(sample, level));
            fits.Add(Truncated(sample, level));
            if (Sparse(sample, statistics, level) is { } sparse) fits.Add(sparse);
        }

        return [.. fits.OrderByDescending(fit => fit.PValue)];
    }

    private static FamilyFit Uniform(CandidateSample sample)
    {
        double gap = (sample.Maximum - sample.Minimum) / (sample.Count - 1), reach = Math.Max(sample.Precision.Reach(sample.Maximum), sample.Precision.Reach(sample.Minimum));
        bool isSymmetric = Math.Abs(sample.Maximum + sample.Minimum) <= 40 * gap + 2 * reach;
        (double best, Law? law) = (-1, null);
        foreach (double share in (ReadOnlySpan<double>)(reach == 0 ? [0] : [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]))
        {
            double high = sample.Maximum + gap + share * reach, low = sample.Minimum - gap - share * reach;
            UniformLaw tried = isSymmetric ? new(-Math.Max(high, -low), Math.Max(high, -low)) : new(low, high);
            double p = CandidateFit.PValue(sample, tried);
            if (p > best) (best, law) = (p, tried);
        }

        return new(Family.Uniform, best, law, FormattableString.Invariant($"Between {sample.Minimum:g6} and {sample.Maximum:g6}, √3·{Math.Max(-sample.Minimum, sample.Maximum) / Math.Sqrt(3 * sample.SecondMoment):f4} of the root mean square."));
    }

    private static FamilyFit Normal(CandidateSample sample, double level)
    {
        // So many standard errors leave at most the share of the level outside: 2Φ(−z) ≤ e^(−z²/2).
        double width = Math.Sqrt(-2 * Elementary.Log(Spent * level));
        double n = sample.Count, deviation = Math.Sqrt(sample.Variance), error = 1 / Math.Sqrt(2 * n);

        // About 0 unless the mean says otherwise; then about the mean, which costs one more estimate.
        double centre = Math.Abs(sample.Mean) * Math.Sqrt(n) < width * deviation ? 0 : sample.Mean, root = Math.Sqrt(sample.Variance + (sample.Mean - centre) * (sample.Mean - centre));
        (double best, Law? law) = (-1, null);
        for (int step = -3; step <= 3; step++)
        {
            NormalLaw tried = new(centre, root * Math.Max(0.05, 1 + step * width / 3 * error));
            double p = CandidateFit.PValue(sample, tried);
            if (p > best) (best, law) = (p, tried);
        }

        return new(Family.Normal, Math.Min(1, best + Spent * level), law, FormattableString.Invariant($"Kurtosis {sample.Kurtosis:f3}, the largest {Math.Max(sample.Maximum - centre, centre - sample.Minimum) / root:f3} deviations out."));
    }

    private static FamilyFit Truncated(CandidateSample sample, double level)
    {
        // Of n elements, 0.226·n·t lie within a share t of one of the two bounds, so that the bound lies above the largest by few such shares.
        double most = Math.Max(sample.Maximum, -sample.Minimum), reach = sample.Precision.Reach(most), share = 1 / (0.226 * sample.Count);
        (double best, Law? law) = (-1, null);
        foreach (double half in (ReadOnlySpan<double>)(reach == 0 ? [0] : [-1, -0.5, 0, 0.5, 1]))
        {
            foreach (double beyond in (ReadOnlySpan<double>)[0.05, 0.3, 1, 2, 4, 8, 16])
            {
                double parent = 0.5 * (most + half * reach) * (1 + beyond * share);
                TruncatedNormalLaw tried = new(0, parent, -2 * parent, 2 * parent);
                double p = CandidateFit.PValue(sample, tried, best);
                if (p > best) (best, law) = (p, tried);
            }
        }

        return new(Family.TruncatedNormal, Math.Min(1, best + Spent * level), law, FormattableString.Invariant($"The largest {most / Math.Sqrt(sample.SecondMoment):f4} of the root mean square, at most 2.2737 of a law cut at two deviations."));
    }

    private static FamilyFit? Sparse(CandidateSample sample, TensorStatistics statistics, double level)
    {
        if (sample.Zeros < LeastCount || sample.Zeros / sample.Count < 0.01 || sample.WithoutZeros(statistics) is not { Count: >= LeastCount } rest) return null;
        FamilyFit others = Normal(rest, level);
        return new(Family.Sparse, others.PValue, others.Fitted, FormattableString.Invariant($"{100 * sample.Zeros / sample.Count:f2} % are 0; of the others: {others.Meaning}"));
    }
}
