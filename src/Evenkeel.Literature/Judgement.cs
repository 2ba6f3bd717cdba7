namespace Evenkeel.Literature;

/// <summary>A condition, judged.</summary>
/// <param name="Criterion">The condition.</param>
/// <param name="Holds">Whether it holds; null where what was run is too small for it to be asked.</param>
/// <param name="Detail">What was found, with the numbers that decided, or why it is not asked.</param>
public sealed record Judgement(Criterion Criterion, bool? Holds, string Detail);
