using Evenkeel.Forensics;
using Evenkeel.Initialization;

namespace Evenkeel.Interchange.Models;

/// <summary>The words that tables, documents and pages have for what a report says.</summary>
public static class ModelReportWords
{
    /// <summary>A verdict as a word.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One of <c>untrained</c>, <c>trained</c>, <c>uncertain</c>, <c>constant</c>, <c>zero</c>, <c>broken</c>, <c>too-small</c>, <c>not-weights</c>.</returns>
    public static string Word(this TensorVerdict verdict) => verdict switch
    {
        TensorVerdict.Untrained => "untrained",
        TensorVerdict.Trained => "trained",
        TensorVerdict.Uncertain => "uncertain",
        TensorVerdict.Constant => "constant",
        TensorVerdict.Zero => "zero",
        TensorVerdict.Broken => "broken",
        TensorVerdict.TooSmall => "too-small",
        _ => "not-weights",
    };

    /// <summary>The verdict on a file as a word.</summary>
    /// <param name="kind">The kind of verdict.</param>
    /// <returns>One of <c>fresh</c>, <c>partly-fresh</c>, <c>trained</c>, <c>broken</c>, <c>unclear</c>.</returns>
    public static string Word(this FileVerdictKind kind) => kind == FileVerdictKind.PartlyFresh ? "partly-fresh" : kind.ToString().ToLowerInvariant();

    /// <summary>A family as a word.</summary>
    /// <param name="family">The family.</param>
    /// <returns>For example <c>uniform</c> or <c>truncated-normal</c>.</returns>
    public static string Word(this Family family) => family == Family.TruncatedNormal ? "truncated-normal" : family.ToString().ToLowerInvariant();

    /// <summary>What became of a tensor, as a word.</summary>
    /// <param name="kind">What became of it.</param>
    /// <returns>One of <c>same</c>, <c>rounded</c>, <c>moved</c>, <c>reshaped</c>, <c>only-first</c>, <c>only-second</c>.</returns>
    public static string Word(this ModelComparisonKind kind) => kind switch
    {
        ModelComparisonKind.Same => "same",
        ModelComparisonKind.Rounded => "rounded",
        ModelComparisonKind.Moved => "moved",
        ModelComparisonKind.Reshaped => "reshaped",
        ModelComparisonKind.OnlyFirst => "only-first",
        _ => "only-second",
    };
}
