using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;

namespace Evenkeel.Forensics;

/// <summary>Who made a fresh file.</summary>
/// <param name="Framework">The framework whose layers make all tensors by themselves; null where none does.</param>
/// <param name="Scheme">An initializer that could have made all random weights; null where none could.</param>
internal sealed record FileExaminationOrigin(string? Framework, string? Scheme)
{
    /// <summary>The verdict in words.</summary>
    public string Sentence => Framework is not null ? $"fresh {Framework} defaults"
        : Scheme is not null ? $"fresh, made by {Scheme} throughout" : "fresh: nothing in it says that it was ever trained";

    /// <summary>Looks for a framework, then for a scheme.</summary>
    /// <param name="weights">The tensors of a fresh file.</param>
    public static FileExaminationOrigin Of(IReadOnlyList<TensorReport> weights)
    {
        Dialect? framework = Dialects.All.FirstOrDefault(dialect => weights.All(report => Explains(dialect, report)));
        IEnumerable<string>? common = null;
        foreach (TensorReport report in weights)
        {
            if (report.Verdict != TensorVerdict.Untrained || report.Subject.Role == TensorRole.Bias) continue;
            string[] names = [.. report.Candidates.SelectMany(Names)];
            common = common is null ? names : [.. common.Intersect(names, StringComparer.Ordinal)];
        }

        return new(framework?.Title, common?.MinBy(Oddness));
    }

    /// <summary>How far a name is from what a person would think of first: arguments are odd, and a framework's name is longer.</summary>
    /// <param name="name">A scheme.</param>
    public static int Oddness(string name) => (name.Contains('(', StringComparison.Ordinal) ? 2 : 0) + (name.Contains(':', StringComparison.Ordinal) ? 1 : 0);

    /// <summary>Whether a framework's layer makes such a tensor by itself.</summary>
    private static bool Explains(Dialect dialect, TensorReport report)
    {
        if (!report.Candidates.IsEmpty)
        {
            return report.Candidates.SelectMany(Names).Any(name =>
                name.StartsWith(dialect.Name + ":", StringComparison.Ordinal) && (name.EndsWith(".default", StringComparison.Ordinal) || name.EndsWith(":default", StringComparison.Ordinal)));
        }

        return report.Subject.Role switch
        {
            TensorRole.Bias => report.Verdict is TensorVerdict.Zero or TensorVerdict.Constant && IsDefaultBias(dialect, report),
            TensorRole.NormScale or TensorRole.RunningVariance => report.Verdict == TensorVerdict.Constant,
            TensorRole.NormShift or TensorRole.RunningMean => report.Verdict == TensorVerdict.Zero,
            _ => report.Verdict == TensorVerdict.TooSmall,
        };
    }

    private static bool IsDefaultBias(Dialect dialect, TensorReport report)
    {
        if (report.Subject.Weights is not { } weights || dialect.Lookup("default") is null) return false;
        IInitializer rule = Initializers.Parse(dialect.Name + ":default");
        return rule.Refusal(weights) is null && rule.BiasPromise(weights) is { Law: ConstantLaw, Mean: double value } && value == report.Statistics.Minimum;
    }

    private static IEnumerable<string> Names(SchemeCandidate candidate) => [candidate.Scheme, .. candidate.SameLaw];
}
