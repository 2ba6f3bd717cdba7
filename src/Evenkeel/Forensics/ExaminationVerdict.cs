using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Forensics;

/// <summary>A verdict under way to a report.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why, in one sentence.</param>
internal sealed record ExaminationVerdict(TensorVerdict Verdict, string Reason)
{
    /// <summary>Who could have made it.</summary>
    public ImmutableArray<SchemeCandidate> Candidates { get; init; } = [];

    /// <summary>The tests made.</summary>
    public ImmutableArray<EvidenceTest> Tests { get; init; } = [];

    /// <summary>The singular values of the block.</summary>
    public ImmutableArray<double> SingularValues { get; init; } = [];

    /// <summary>The verdicts that need no statistics: broken elements, equal ones, and roles whose fresh values are known.</summary>
    /// <param name="subject">The tensor.</param>
    /// <param name="statistics">Its elements.</param>
    /// <returns>Null where elements differ and could be random.</returns>
    public static ExaminationVerdict? OfPlain(TensorSubject subject, TensorStatistics statistics)
    {
        if (Forensics.Findings.Of(subject, statistics).FirstOrDefault(finding => finding.Severity == "error") is { } broken)
        {
            return new(TensorVerdict.Broken, $"It {(broken.Kind == "not-finite" ? "is broken: " : "")}{broken.Message}");
        }

        bool isAlike = statistics.Minimum == statistics.Maximum;
        if (isAlike && statistics.Minimum == 0) return new(TensorVerdict.Zero, ZeroReason(subject.Role));
        string value = statistics.Minimum.ToString("G6", CultureInfo.InvariantCulture);
        if (FreshValue(subject.Role) is { } fresh)
        {
            if (!isAlike) return new(TensorVerdict.Trained, $"Its elements are not all {fresh}, as they are before the first update: {Spread(statistics)}.");
            return statistics.Minimum == fresh
                ? new(TensorVerdict.Constant, $"All elements are {value}, as they are before the first update: consistent with untrained.")
                : new(TensorVerdict.Constant, $"All elements are {value}; before the first update they are {fresh} by the rule of most frameworks.");
        }

        return isAlike ? new(TensorVerdict.Constant, $"All elements are {value}.") : null;
    }

    /// <summary>Whether what a report says fits a model that was never trained.</summary>
    /// <param name="report">A tensor's report.</param>
    public static bool IsFresh(TensorReport report) => report.Verdict switch
    {
        TensorVerdict.Untrained or TensorVerdict.NotWeights or TensorVerdict.TooSmall => true,

        // Many schemes have weights and scales of zeros and ones: a last layer, a residual branch, the factor B of an adaption.
        TensorVerdict.Zero => report.Subject.Role != TensorRole.RunningVariance && !(report.Subject.Role == TensorRole.Embedding && report.Statistics.Matrix is { Rows: > 1 }),

        // What scales a branch, a slope or a logit starts alike, at a value of its own.
        TensorVerdict.Constant => FreshValue(report.Subject.Role) is not { } fresh ? report.Subject.Role is TensorRole.Bias or TensorRole.Unknown : report.Statistics.Minimum == fresh,
        _ => false,
    };

    private static string ZeroReason(TensorRole role) => role switch
    {
        TensorRole.Bias or TensorRole.NormShift or TensorRole.RunningMean or TensorRole.LoraB => "All elements are zero, as they are before the first update: consistent with untrained.",
        TensorRole.NormScale => "All elements are zero, as some residual branches start: consistent with untrained.",
        TensorRole.RunningVariance => "All elements are zero, which no running variance is that starts at 1.",
        _ => "All elements are zero; nothing passes.",
    };

    /// <summary>The one value that all elements of such a tensor have before training.</summary>
    private static double? FreshValue(TensorRole role) => role switch
    {
        TensorRole.NormScale or TensorRole.RunningVariance => 1,
        TensorRole.NormShift or TensorRole.RunningMean or TensorRole.LoraB => 0,
        _ => null,
    };

    private static string Spread(TensorStatistics statistics) =>
        $"they go from {EvidenceText.Number(statistics.Minimum)} to {EvidenceText.Number(statistics.Maximum)}";
}
