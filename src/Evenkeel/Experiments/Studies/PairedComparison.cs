using System.Numerics;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>Two arms of a study, compared seed by seed.</summary>
public sealed record PairedComparison
{
    private const int MostExact = 16;
    private const int Draws = 20_000;

    /// <summary>Seeds for which both arms have a number.</summary>
    public required int Pairs { get; init; }

    /// <summary>Seeds for which one has none, as where it diverged; they are left out of all else.</summary>
    public required int Missing { get; init; }

    /// <summary>The mean of first minus second; NaN over no pairs.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>Where the mean difference lies with 95 % confidence, by a bias-corrected and accelerated bootstrap; null with fewer than two pairs.</summary>
    public required (double Low, double High)? Interval { get; init; }

    /// <summary>The share of pairs in which the first is larger, ties counting half; NaN over no pairs.</summary>
    public required double ShareLarger { get; init; }

    /// <summary>The mean difference over the standard deviation of the differences (Cohen's d for pairs); NaN with fewer than two pairs, infinite where the differences do not vary.</summary>
    public required double EffectSize { get; init; }

    /// <summary>How often chance alone makes a mean difference at least as large in size: two-sided, by exchanging the arms within pairs; NaN over no pairs.</summary>
    public required double PValue { get; init; }

    /// <summary>Whether every exchange was counted, rather than random ones.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Compares two arms.</summary>
    /// <param name="first">One value a seed.</param>
    /// <param name="second">One value for each of the same seeds.</param>
    /// <param name="seed">Decides the draws where not all exchanges are counted: with more than 16 pairs.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">The arms have different numbers of seeds.</exception>
    /// <remarks>
    /// Fisher's randomization test of pairs (The Design of Experiments, 1935, section 21). Where exchanges are drawn, p = (1 + as large)/(1 + drawn), which is
    /// never 0: Phipson and Smyth 2010, https://doi.org/10.2202/1544-6115.1585. With n pairs the exact p is at least 2^(1 − n): five seeds cannot say less than 0.0625.
    /// </remarks>
    public static PairedComparison Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Seed seed = default)
    {
        if (first.Length != second.Length) throw new ArgumentException($"One arm has {first.Length} seeds and the other {second.Length}; a comparison by seed needs the same ones.", nameof(second));
        List<double> differences = [];
        double larger = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (!double.IsFinite(first[i]) || !double.IsFinite(second[i])) continue;
            differences.Add(first[i] - second[i]);
            larger += first[i] > second[i] ? 1 : first[i] == second[i] ? 0.5 : 0;
        }

        double[] all = [.. differences];
        CellSummary summary = CellSummary.Of(all, seed);
        return new()
        {
            Pairs = all.Length,
            Missing = first.Length - all.Length,
            MeanDifference = summary.Mean,
            Interval = summary.MeanInterval,
            ShareLarger = all.Length == 0 ? double.NaN : larger / all.Length,
            EffectSize = summary.Mean == 0 ? 0 : summary.Mean / summary.StandardDeviation,
            PValue = all.Length == 0 ? double.NaN : all.Length <= MostExact ? Exact(all) : Random(all, seed),
            IsExact = all.Length <= MostExact,
        };
    }

    /// <summary>Every choice of signs, each differing from the one before in one place.</summary>
    private static double Exact(double[] differences)
    {
        double limit = Limit(differences);
        double[] signed = [.. differences];
        int exchanges = 1 << differences.Length, large = 0;
        for (int exchange = 1; exchange <= exchanges; exchange++)
        {
            large += Math.Abs(signed.Sum()) >= limit ? 1 : 0;
            int place = BitOperations.TrailingZeroCount(exchange) % differences.Length;
            signed[place] = -signed[place];
        }

        return (double)large / exchanges;
    }

    private static double Random(double[] differences, Seed seed)
    {
        double limit = Limit(differences);
        RandomSequence random = seed.For("exchange").Sequence();
        int large = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double sum = 0;
            uint bits = 0;
            for (int i = 0; i < differences.Length; i++)
            {
                bits = i % 32 == 0 ? random.NextUInt32() : bits >> 1;
                sum += (bits & 1) == 0 ? differences[i] : -differences[i];
            }

            large += Math.Abs(sum) >= limit ? 1 : 0;
        }

        return (1.0 + large) / (1 + Draws);
    }

    /// <summary>Sums of the same size in another order may differ in their last bits.</summary>
    private static double Limit(double[] differences) => Math.Abs(differences.Sum()) - 1e-12 * differences.Sum(Math.Abs);
}
