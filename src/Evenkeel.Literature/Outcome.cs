using System.Collections.Immutable;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature;

/// <summary>What a reproduction found.</summary>
public sealed record Outcome
{
    /// <summary>Every condition, judged, in the order of <see cref="Reproduction.Criteria"/>.</summary>
    public required ImmutableArray<Judgement> Judgements { get; init; }

    /// <summary>The numbers, the most telling first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The pictures, the one that looks like the paper's first.</summary>
    public required ImmutableArray<Picture> Pictures { get; init; }

    /// <summary>What follows from the judgements.</summary>
    public Verdict Verdict =>
        Judgements.All(judgement => judgement.Holds) ? Verdict.Reproduced
        : Judgements.All(judgement => judgement.Holds || judgement.Criterion.Kind == CriterionKind.Number) ? Verdict.OrderingOnly
        : Verdict.NotReproduced;
}
