using System.Collections.Immutable;
using Evenkeel.Initialization;
using Evenkeel.Shapes;

namespace Evenkeel.Forensics;

/// <summary>What biases say, which almost always start at zero.</summary>
/// <remarks>
/// At a few hundred elements some law of the catalogue fits almost any numbers, but a layer's biases are drawn only by rules that draw biases,
/// such as the defaults of PyTorch's layers. Biases that no such rule draws have moved.
/// </remarks>
internal static class ExaminationBias
{
    /// <summary>Keeps the candidates that draw biases by themselves.</summary>
    /// <param name="candidates">All whose law fits.</param>
    /// <param name="weights">The weights that the biases belong to; null where they are not known, and all are kept.</param>
    public static ImmutableArray<SchemeCandidate> Drawing(ImmutableArray<SchemeCandidate> candidates, WeightShape? weights) =>
        weights is null ? candidates : [.. candidates.Where(candidate => !candidate.IsFitted && candidate.SameLaw.Add(candidate.Scheme).Any(name => Draws(name, candidate.Promise, weights)))];

    /// <summary>Puts the candidates that draw biases by themselves before the others, each named by a rule that does.</summary>
    /// <param name="candidates">All whose law fits.</param>
    /// <param name="subject">The tensor; of other roles the order stays.</param>
    public static ImmutableArray<SchemeCandidate> First(ImmutableArray<SchemeCandidate> candidates, TensorSubject subject)
    {
        if (subject is not { Role: TensorRole.Bias, Weights: { } weights }) return candidates;
        ImmutableArray<SchemeCandidate> drawing = Drawing(candidates, weights);
        return [.. drawing.Select(candidate => Named(candidate, weights)), .. candidates.Except(drawing)];
    }

    /// <summary>Whether a report of biases says that they are no longer what they were before the first update.</summary>
    /// <param name="report">A bias's report.</param>
    public static bool HasMoved(TensorReport report) => report.Verdict == TensorVerdict.Trained
        || report.Verdict == TensorVerdict.Uncertain && report.Subject.Weights is { } weights && Drawing(report.Candidates, weights).IsEmpty;

    private static SchemeCandidate Named(SchemeCandidate candidate, WeightShape weights)
    {
        ImmutableArray<string> names = candidate.SameLaw.Insert(0, candidate.Scheme);
        string drawing = names.First(name => Draws(name, candidate.Promise, weights));
        return candidate with { Scheme = drawing, SameLaw = names.Remove(drawing) };
    }

    private static bool Draws(string name, Promise promise, WeightShape weights)
    {
        IInitializer initializer = Initializers.Parse(name);
        return initializer.Refusal(weights) is null && initializer.BiasPromise(weights) is { } own && own.Mean == promise.Mean
            && Math.Abs(own.StandardDeviation - promise.StandardDeviation) <= 1e-6 * promise.StandardDeviation;
    }
}
