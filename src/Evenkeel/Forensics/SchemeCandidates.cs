using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;

namespace Evenkeel.Forensics;

/// <summary>The initializers that could have made a tensor, and the families that it could be of.</summary>
/// <remarks>
/// A candidate is a law without free arguments: each entry of the catalogue and the dialects for the tensor's shape, with each fan, family and
/// usual gain. A law is named unless its p-value is below <see cref="Level"/>; laws that are the same for the shape are named together.
/// </remarks>
public sealed record SchemeCandidates
{
    /// <summary>Digits of an estimated scale that are shown: a scale is known to 10⁻³ from about 10⁶ elements on.</summary>
    private const string Estimated = "g4";

    /// <summary>The families that were tested, the best first.</summary>
    public ImmutableArray<FamilyFit> Families { get; init; } = [];

    /// <summary>The initializers that were not rejected, the best first.</summary>
    public ImmutableArray<SchemeCandidate> Candidates { get; init; } = [];

    /// <summary>How many different laws were candidates.</summary>
    public int Laws { get; init; }

    /// <summary>The p-value below which a candidate was rejected: the level that was given, divided by <see cref="Laws"/>.</summary>
    public double Level { get; init; }

    /// <summary>Finds the candidates of a tensor.</summary>
    /// <param name="subject">What is known of it.</param>
    /// <param name="statistics">What one pass kept of its elements.</param>
    /// <param name="alpha">The chance at which a true initializer may be missed, corrected for the number of tensors, but not for that of candidates; in (0, 1).</param>
    /// <returns>Families and candidates; none of a tensor with elements that are not finite.</returns>
    public static SchemeCandidates For(TensorSubject subject, TensorStatistics statistics, double alpha)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        if (statistics.Count == 0 || statistics.NotNumbers + statistics.Infinite > 0) return new();
        ImmutableArray<CandidateLaw> laws = CandidateLaw.Of(subject, statistics.Count);
        double level = alpha / Math.Max(1, laws.Length);
        ImmutableArray<FamilyFit> families = FamilyTests.Of(subject, statistics, level);
        CandidateSample sample = CandidateSample.Of(subject, statistics), padded = sample.WithoutPadding(subject, statistics);
        List<SchemeCandidate> found = [];
        foreach (CandidateLaw law in laws)
        {
            if (Candidate(law, sample, padded, subject, statistics, level) is { } candidate) found.Add(candidate);
        }

        if (found.Count == 0) found.AddRange(Fitted(families, sample, statistics, level));
        return new() { Families = families, Candidates = [.. found.OrderByDescending(candidate => candidate.PValue)], Laws = laws.Length, Level = level };
    }

    /// <summary>The candidates that a tensor's size cannot tell from a given true scheme: those that a typical draw of it does not reject.</summary>
    /// <param name="subject">What is known of the tensor.</param>
    /// <param name="scheme">The scheme that made it, as <see cref="Initializers.Parse"/> reads it.</param>
    /// <param name="count">Its elements.</param>
    /// <param name="alpha">As in <see cref="For"/>.</param>
    /// <returns>Names of one scheme a law, that of the true law first where it is among the candidates; <paramref name="scheme"/> alone where its elements depend on each other or are all alike.</returns>
    /// <remarks>A draw is typical whose moments are those of the law and whose extremes are their medians; half of all draws tell more laws apart, half fewer.</remarks>
    public static ImmutableArray<string> Indistinguishable(TensorSubject subject, string scheme, long count, double alpha)
    {
        ArgumentNullException.ThrowIfNull(subject);
        IInitializer initializer = Initializers.Parse(scheme);
        Shapes.WeightShape shape = subject.Weights ?? Shapes.WeightShape.Vector(checked((int)count));
        Promise promise = subject.Role == TensorRole.Bias && subject.Weights is not null ? initializer.BiasPromise(shape) : initializer.Promise(shape);
        if (promise.Law is not { StandardDeviation: > 0 } truth) return [initializer.Name];
        ImmutableArray<CandidateLaw> laws = CandidateLaw.Of(subject, count);
        CandidateSample typical = CandidateSample.Typical(truth, count, new(Math.Min(CandidatePrecision.Single, subject.FractionBits)));
        double level = alpha / Math.Max(1, laws.Length);
        return [.. laws.Where(law => law.Promise.Law is { } other && CandidateFit.PValue(typical, other, level) >= level)
            .OrderByDescending(law => CandidateLaw.IsSame(law.Promise, promise)).ThenBy(law => Math.Abs(law.Promise.StandardDeviation / promise.StandardDeviation - 1)).Select(law => law.Names[0])];
    }

    private static SchemeCandidate? Candidate(CandidateLaw law, CandidateSample sample, CandidateSample padded, TensorSubject subject, TensorStatistics statistics, double level)
    {
        if (law.Promise.Law is { } independent)
        {
            double p = independent.StandardDeviation == 0 ? IsConstant(sample, independent.Mean) ? 1 : 0 : sample.Variance == 0 ? 0 : CandidateFit.PValue(padded, independent, level);
            return p >= level ? Named(law.Promise, law.Names, p) : null;
        }

        // Promises of equal moments may be of different patterns: each initializer is held against the tensor by itself.
        CandidateLaw fitting = law with { Entries = [.. law.Entries.Where(entry => CandidateStructure.PValue(sample, subject, statistics, law.Promise, entry) >= level)] };
        return fitting.Entries.IsEmpty ? null : Named(law.Promise, fitting.Names, CandidateStructure.PValue(sample, subject, statistics, law.Promise, fitting.Entries[0]));
    }

    private static SchemeCandidate Named(Promise promise, ImmutableArray<string> names, double pValue) => new() { Scheme = names[0], SameLaw = names.RemoveAt(0), Promise = promise, PValue = pValue };

    private static bool IsConstant(CandidateSample sample, double value) => sample.Minimum == sample.Maximum && Math.Abs(sample.Minimum - value) <= Math.Max(Math.Abs(value) * Math.ScaleB(1, -23), sample.Precision.Reach(value));

    /// <summary>Where no scheme without arguments suits, those of the families that do, with their scale estimated.</summary>
    private static IEnumerable<SchemeCandidate> Fitted(ImmutableArray<FamilyFit> families, CandidateSample sample, TensorStatistics statistics, double level)
    {
        string Text(double value) => value.ToString(Estimated, CultureInfo.InvariantCulture);
        foreach (FamilyFit fit in families)
        {
            if (fit.PValue < level) continue;
            string? scheme = (fit.Family, fit.Fitted) switch
            {
                (Family.Constant, { } law) => $"constant({((float)law.Mean).ToString("R", CultureInfo.InvariantCulture)})",
                (Family.Uniform, { } law) => law.Upper == -law.Lower ? $"uniform({Text(law.Upper)})" : $"torch:uniform(a={Text(law.Lower)},b={Text(law.Upper)})",
                (Family.Normal, { } law) => law.Mean == 0 ? $"normal({Text(law.StandardDeviation)})" : $"normal({Text(law.StandardDeviation)},mean={Text(law.Mean)})",
                (Family.TruncatedNormal, { } law) => $"truncated-normal({Text(law.StandardDeviation)})",
                (Family.Orthogonal, _) when statistics.Matrix is { } matrix => $"orthogonal(gain={Text(Math.Sqrt(sample.SecondMoment * Math.Max(matrix.Rows, matrix.Columns)))})",
                (Family.Sparse, { } law) when statistics.Matrix is not null => $"sparse({Text(sample.Zeros / sample.Count)},standardDeviation={Text(law.StandardDeviation)})",
                _ => null,
            };
            if (scheme is null) continue;
            Promise promise = fit.Fitted is { } fitted && fit.Family != Family.Sparse ? Promise.Of(fitted) : new() { Family = fit.Family, StandardDeviation = Math.Sqrt(sample.SecondMoment), Zeros = sample.Zeros / sample.Count };
            yield return new() { Scheme = scheme, Promise = promise, PValue = fit.PValue, IsFitted = true };
        }
    }
}
