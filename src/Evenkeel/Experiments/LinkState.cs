namespace Evenkeel.Experiments;

/// <summary>All that the known keys of a link say.</summary>
internal sealed record LinkState(ComparisonSpec Spec, int Step, RateChanges Rates);
