using System.Collections.Immutable;

namespace Evenkeel.Sweeps.Reports;

/// <summary>A trial that did not come to its end.</summary>
/// <param name="At">What each axis has in its cell, in the axes' order.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="What"><c>diverged</c>, <c>ended early</c> or <c>cannot be run</c>.</param>
/// <param name="Step">The step at which that was; null where it cannot be run.</param>
/// <param name="Why">The reason, in words; empty where it diverged.</param>
public sealed record TrialFailure(ImmutableArray<string> At, long Seed, string What, int? Step, string Why);
