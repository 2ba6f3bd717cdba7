namespace Evenkeel.Experiments;

/// <summary>A change of the learning rate while training runs.</summary>
/// <param name="AfterStep">The updates done before it; ≥ 0, so 40 changes the rate of update 41.</param>
/// <param name="Rate">The learning rate from then on, before the schedule; positive and finite.</param>
public readonly record struct RateChange(int AfterStep, double Rate);
