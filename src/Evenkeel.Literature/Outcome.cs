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

    /// <summary>What follows from the judgements; one that is not asked counts neither way, but a size that asks for no number shows no more than the order.</summary>
    public Verdict Verdict =>
        !Orders.Any(judgement => judgement.Holds == true) || Orders.Any(judgement => judgement.Holds == false) ? Verdict.NotReproduced
        : Numbers.Any(judgement => judgement.Holds == false) || Numbers.Any() && Numbers.All(judgement => judgement.Holds is null) ? Verdict.OrderingOnly
        : Verdict.Reproduced;

    private IEnumerable<Judgement> Orders => Judgements.Where(judgement => judgement.Criterion.Kind == CriterionKind.Order);

    private IEnumerable<Judgement> Numbers => Judgements.Where(judgement => judgement.Criterion.Kind == CriterionKind.Number);
}
