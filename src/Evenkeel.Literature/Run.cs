using Evenkeel.Experiments.Studies;

namespace Evenkeel.Literature;

/// <summary>A trial of a reproduction's study, with its result.</summary>
/// <param name="Spec">What was trained.</param>
/// <param name="Result">What came of it.</param>
public sealed record Run(TrialSpec Spec, TrialResult Result);
