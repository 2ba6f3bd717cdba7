namespace Evenkeel.Literature;

/// <summary>A condition, judged.</summary>
/// <param name="Criterion">The condition.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Detail">What was found, with the numbers that decided.</param>
public sealed record Judgement(Criterion Criterion, bool Holds, string Detail);
