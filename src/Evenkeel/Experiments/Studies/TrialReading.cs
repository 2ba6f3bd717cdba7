using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>What a trial's network did at a moment, on the first batch.</summary>
/// <param name="Step">The steps taken before: 0 is the start.</param>
/// <param name="Loss">The batch's mean loss.</param>
/// <param name="Layers">The hidden layers, from the input on.</param>
public sealed record TrialReading(int Step, double Loss, ImmutableArray<TrialLayer> Layers);
