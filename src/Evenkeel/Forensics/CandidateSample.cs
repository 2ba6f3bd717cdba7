using System.Collections.Immutable;
using Evenkeel.Initialization.Laws;

namespace Evenkeel.Forensics;

/// <summary>What tests look at of a tensor: its moments, its range, and its distribution at some edges.</summary>
internal sealed record CandidateSample
{
    /// <summary>Edges that are kept, about: more would not move the largest distance by a tenth of what chance does in 10⁵ elements.</summary>
    private const int Edges = 1024;

    /// <summary>How many elements there are.</summary>
    public required double Count { get; init; }

    /// <summary>Their mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Their variance about the mean.</summary>
    public required double Variance { get; init; }

    /// <summary>Their fourth standardized moment.</summary>
    public required double Kurtosis { get; init; }

    /// <summary>The smallest.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest.</summary>
    public required double Maximum { get; init; }

    /// <summary>How many are exactly 0.</summary>
    public double Zeros { get; init; }

    /// <summary>The distribution.</summary>
    public ImmutableArray<CandidateEdge> Distribution { get; init; } = [];

    /// <summary>What they were rounded to.</summary>
    public CandidatePrecision Precision { get; init; } = new(CandidatePrecision.Single);

    /// <summary>What is known of rows and columns; null where there are none.</summary>
    public MatrixStatistics? Matrix { get; init; }

    /// <summary>The mean square.</summary>
    public double SecondMoment => Variance + Mean * Mean;

    /// <summary>The sample of a tensor, all of whose elements are finite.</summary>
    public static CandidateSample Of(TensorSubject subject, TensorStatistics statistics)
    {
        CandidatePrecision precision = CandidatePrecision.Of(subject, statistics);
        return new()
        {
            Count = statistics.Count, Mean = statistics.Mean, Variance = statistics.Variance, Kurtosis = statistics.Kurtosis, Minimum = statistics.Minimum, Maximum = statistics.Maximum,
            Zeros = statistics.Zeros, Precision = precision, Matrix = statistics.Matrix, Distribution = Cumulated(statistics.Patterns, statistics.Count, precision, 0),
        };
    }

    /// <summary>The sample that is typical of a law: its moments, the medians of its extremes, and its own distribution.</summary>
    public static CandidateSample Typical(Law law, long count, CandidatePrecision precision)
    {
        double sigma = law.StandardDeviation, share = Numerics.Elementary.Pow(0.5, 1.0 / count);
        ImmutableArray<CandidateEdge>.Builder edges = ImmutableArray.CreateBuilder<CandidateEdge>(Edges);
        (double low, double high) = (Math.Max(law.Lower, law.Mean - 6 * sigma), Math.Min(law.Upper, law.Mean + 6 * sigma));
        for (int i = 0; i < Edges; i++)
        {
            double edge = low + (high - low) * (i + 0.5) / Edges;
            edges.Add(new(edge, law.Cdf(edge)));
        }

        return new()
        {
            Count = count, Mean = law.Mean, Variance = sigma * sigma, Kurtosis = CandidateFit.Moments(law)?.Fourth ?? 3, Precision = precision,
            Minimum = Quantile(law, 1 - share), Maximum = Quantile(law, share), Distribution = edges.ToImmutable(),
        };
    }

    /// <summary>The sample without its zeros.</summary>
    /// <param name="statistics">The tensor's statistics.</param>
    /// <returns>Null where nothing is left.</returns>
    public CandidateSample? WithoutZeros(TensorStatistics statistics)
    {
        double rest = Count - Zeros;
        if (!(rest > 1)) return null;
        double ratio = Count / rest, mean = Mean * ratio, second = SecondMoment * ratio, variance = Math.Max(0, second - mean * mean);

        // Powers about 0 from those about the mean, and back.
        double third = double.IsNaN(statistics.Skewness) ? 0 : statistics.Skewness * Variance * Math.Sqrt(Variance), fourth = double.IsNaN(Kurtosis) ? 0 : Kurtosis * Variance * Variance;
        double thirdAboutZero = (third + 3 * Mean * Variance + Mean * Mean * Mean) * ratio, fourthAboutZero = (fourth + 4 * Mean * third + 6 * Mean * Mean * Variance + Mean * Mean * Mean * Mean) * ratio;
        double central = fourthAboutZero - 4 * mean * thirdAboutZero + 6 * mean * mean * second - 3 * mean * mean * mean * mean;
        return this with
        {
            Count = rest, Mean = mean, Variance = variance, Kurtosis = variance > 0 ? central / (variance * variance) : double.NaN, Zeros = 0, Matrix = null,
            Distribution = Cumulated(statistics.Patterns, rest, Precision, statistics.Zeros),
        };
    }

    /// <summary>The sample without the rows of an embedding that are zero: that for padding is, whatever made the others.</summary>
    public CandidateSample WithoutPadding(TensorSubject subject, TensorStatistics statistics)
    {
        if (subject.Role != TensorRole.Embedding || statistics.Matrix is not { } matrix) return this;
        int padding = matrix.RowSquares.Count(square => square == 0);
        return padding > 0 && Zeros == (double)padding * matrix.Columns ? WithoutZeros(statistics) ?? this : this;
    }

    private static ImmutableArray<CandidateEdge> Cumulated(TensorPatterns patterns, double count, CandidatePrecision precision, long zerosLeftOut)
    {
        ImmutableArray<CandidateEdge>.Builder edges = ImmutableArray.CreateBuilder<CandidateEdge>();
        (double below, double last) = (0, double.NegativeInfinity);
        for (int i = 0; i < patterns.Halves.Length; i++)
        {
            int half = patterns.Halves[i], size = half & 0x7FFF;
            long inside = patterns.Counts[i];
            if (size == 0 && zerosLeftOut > 0)
            {
                long taken = Math.Min(inside, zerosLeftOut);
                (inside, zerosLeftOut) = (inside - taken, zerosLeftOut - taken);
            }

            (double low, double high) = precision.Bin(size);
            if (half >= 0x8000) (low, high) = (-high, -low);
            bool isKept = i == 0 || i == patterns.Halves.Length - 1 || inside > count / Edges;
            if (isKept || below - last > count / Edges) edges.Add(new(low, below / count));
            if (isKept || below - last > count / Edges) last = below;
            below += inside;
            if (isKept) edges.Add(new(high, below / count));
        }

        return edges.ToImmutable();
    }

    private static double Quantile(Law law, double share)
    {
        (double low, double high) = (Math.Max(law.Lower, law.Mean - 40 * law.StandardDeviation), Math.Min(law.Upper, law.Mean + 40 * law.StandardDeviation));
        for (int i = 0; i < 80; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = law.Cdf(middle) < share ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }
}
