using Evenkeel.Initialization.Laws;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>The shape of one element's law, whatever its scale: what sums of many elements, and of their squares, depend on.</summary>
/// <param name="Fourth">The fourth standardized central moment: 3 for a normal law, 1.8 for a uniform one.</param>
/// <param name="Sixth">The sixth: 15 and 27/7.</param>
internal readonly record struct EvidenceShape(double Fourth, double Sixth)
{
    /// <summary>A normal law's.</summary>
    public static EvidenceShape Normal { get; } = new(3, 15);

    /// <summary>The shape of a known law; that of the elements themselves where there is none.</summary>
    /// <param name="law">The law; null or one without a formula here: the elements speak for themselves.</param>
    /// <param name="statistics">The elements.</param>
    public static EvidenceShape Of(Law? law, TensorStatistics statistics) => law switch
    {
        NormalLaw => Normal,
        UniformLaw => new(1.8, 27.0 / 7),
        TruncatedNormalLaw truncated when truncated.ParentDeviation > 0 => OfTruncated(truncated),
        _ => OfElements(statistics),
    };

    /// <summary>Moments about 0 by parts, <c>Mₖ = (k − 1)·Mₖ₋₂ − (βᵏ⁻¹φ(β) − αᵏ⁻¹φ(α))/Z</c>, then about the mean.</summary>
    private static EvidenceShape OfTruncated(TruncatedNormalLaw law)
    {
        double low = (law.Lower - law.ParentMean) / law.ParentDeviation, high = (law.Upper - law.ParentMean) / law.ParentDeviation;
        double mass = StandardNormal.Mass(low, high);
        if (!(mass > 0) || high - low < 1e-2) return new(1.8, 27.0 / 7);

        Span<double> moments = stackalloc double[7];
        double atLow = double.IsInfinity(low) ? 0 : StandardNormal.Density(low) / mass, atHigh = double.IsInfinity(high) ? 0 : StandardNormal.Density(high) / mass;
        moments[0] = 1;
        for (int k = 1; k <= 6; k++)
        {
            moments[k] = (k > 1 ? (k - 1) * moments[k - 2] : 0) - (Term(high, k - 1, atHigh) - Term(low, k - 1, atLow));
        }

        double mean = moments[1];
        return new(Central(moments, mean, 4) / Elementary.Power(Central(moments, mean, 2), 2), Central(moments, mean, 6) / Elementary.Power(Central(moments, mean, 2), 3));
    }

    private static double Term(double bound, int power, double density) => density == 0 ? 0 : Elementary.Power(bound, power) * density;

    private static double Central(ReadOnlySpan<double> moments, double mean, int order)
    {
        double sum = 0, choose = 1;
        for (int k = 0; k <= order; k++)
        {
            sum += choose * Elementary.Power(-mean, k) * moments[order - k];
            choose = choose * (order - k) / (k + 1);
        }

        return sum;
    }

    /// <summary>The measured fourth moment, and the sixth from how many elements share the upper half of their bits: each is taken at the middle of its bin, 0.2 % off at most.</summary>
    private static EvidenceShape OfElements(TensorStatistics statistics)
    {
        double fourth = double.IsFinite(statistics.Kurtosis) ? Math.Max(1 + 1e-6, statistics.Kurtosis) : 3;
        if (!(statistics.Variance > 0)) return new(fourth, 5 * fourth);
        double sum = 0, deviation = Math.Sqrt(statistics.Variance);
        long count = 0;
        TensorPatterns patterns = statistics.Patterns;
        for (int i = 0; i < patterns.Halves.Length; i++)
        {
            if (!TensorPatterns.IsFinite(patterns.Halves[i])) continue;
            double z = (EvidenceBins.Middle(patterns.Halves[i]) - statistics.Mean) / deviation;
            sum += patterns.Counts[i] * (z * z * z * z * z * z);
            count += patterns.Counts[i];
        }

        return new(fourth, count > 0 ? Math.Max(fourth * fourth, sum / count) : 5 * fourth);
    }
}
