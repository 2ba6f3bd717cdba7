using System.Collections.Immutable;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;

namespace Evenkeel.Forensics;

/// <summary>Judges one tensor: whether anything tells its elements from the fresh draws of a known initializer.</summary>
/// <remarks>
/// <para>The initializers that could have made it come first (<see cref="SchemeCandidates"/>); then, for independent elements, its rows and columns
/// (lengths and sums, their spread and their extremes), its neighbours, and the singular values of a block. The p-value of each
/// test is multiplied by the number of tests and of tensors (Bonferroni, which for the smallest is the same as Holm). Below
/// <see cref="ExaminationOptions.TrainedAlpha"/> the tensor is trained, below <see cref="ExaminationOptions.Alpha"/> the verdict is open.</para>
/// <para>No statistics can see a small change: one direction added to the [m, n] block with a size below <c>σ·(m·n)^¼</c> leaves the singular
/// values as they are in the limit (Baik, Ben Arous and Péché, "Phase transition of the largest eigenvalue for nonnull complex sample covariance
/// matrices", 2005, https://doi.org/10.1214/009117905000000233; Benaych-Georges and Nadakuditi 2012 for rectangular ones). The verdict says so.</para>
/// </remarks>
public static class Examination
{
    /// <summary>Matrices of fewer elements are too small to be called untrained.</summary>
    public const int LeastElements = 256;

    /// <summary>Vectors of fewer elements are too small to be called untrained.</summary>
    public const int LeastOfVector = 32;

    /// <summary>Judges a tensor.</summary>
    /// <param name="subject">What is known of it beside its elements.</param>
    /// <param name="statistics">What one pass over its elements kept.</param>
    /// <param name="options">How strictly.</param>
    /// <returns>The verdict with its reasons.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The options correct for no tensor, or a probability is not in its range.</exception>
    public static TensorReport Of(TensorSubject subject, TensorStatistics statistics, ExaminationOptions options)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        ExaminationVerdict found = subject.Role == TensorRole.Constant || statistics.Count == 0
            ? new(TensorVerdict.NotWeights, statistics.Count == 0 ? "It has no elements." : "It holds no weights: a counter, a table or a shape.")
            : ExaminationVerdict.OfPlain(subject, statistics) ?? Random(subject, statistics, options);
        return new()
        {
            Subject = subject, Statistics = statistics, Verdict = found.Verdict, Reason = found.Reason, Candidates = found.Candidates, Tests = found.Tests,
            SingularValues = found.SingularValues, Findings = subject.Role == TensorRole.Constant ? [] : Forensics.Findings.Of(subject, statistics),
        };
    }

    /// <summary>Elements that differ from each other, all of them weights.</summary>
    private static ExaminationVerdict Random(TensorSubject subject, TensorStatistics statistics, ExaminationOptions options)
    {
        ImmutableArray<SchemeCandidate> candidates = SchemeCandidates.For(subject, statistics, options.Alpha / options.Tensors).Candidates;
        ImmutableArray<SchemeCandidate> possible = candidates.IsEmpty ? SchemeCandidates.For(subject, statistics, options.TrainedAlpha / options.Tensors).Candidates : candidates;
        SchemeCandidate? best = possible.IsEmpty ? null : possible[0];

        ImmutableArray<EvidenceTest>.Builder tests = ImmutableArray.CreateBuilder<EvidenceTest>();
        if (best is not null) tests.Add(new(ExaminationJudgement.SchemeTest, best.PValue, best.PValue, $"{best.Scheme} would draw such elements ({EvidenceText.P(best.PValue)})"));
        ImmutableArray<double> values = [];
        bool isIndependent = best is null || best.Promise.Law is not (null or ConstantLaw);
        if (isIndependent && statistics.Matrix is { } matrix && statistics.Variance > 0)
        {
            double mean = best?.Promise.Mean ?? statistics.Mean;
            EvidenceShape shape = EvidenceShape.Of(best?.Promise.Law, statistics);
            tests.AddRange(RowTests.Of(matrix, mean, statistics.Variance, shape, subject.Role == TensorRole.Embedding));
            tests.AddRange(Spectra.Of(matrix, mean, statistics.Variance, shape.Fourth, options.SpectrumElements, options.FullSpectra, out values));
        }

        ImmutableArray<SchemeCandidate> named = ExaminationBias.First(candidates, subject);
        ExaminationJudgement judgement = new(subject, statistics, options, named, best, tests.ToImmutable());
        return judgement.Verdict() with { Candidates = named, Tests = judgement.Tests, SingularValues = values };
    }

    private static void Check(ExaminationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Tensors, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SpectrumElements, LeastElements, nameof(options));
        if (options.Alpha is > 0 and < 1 && options.TrainedAlpha > 0 && options.TrainedAlpha <= options.Alpha) return;
        throw new ArgumentOutOfRangeException(nameof(options), FormattableString.Invariant(
            $"Doubt is raised below {options.Alpha} and a tensor called trained below {options.TrainedAlpha}, but both must be above 0 and below 1, the second at most the first."));
    }
}
