using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Two arms compared at one combination of what the other axes have.</summary>
/// <param name="At">What the other axes have, in the study's order; empty where all combinations are taken together, or there is no other axis.</param>
/// <param name="Pairs">The comparison, seed by seed.</param>
public sealed record ArmRow(ImmutableArray<string> At, PairedComparison Pairs)
{
    /// <summary>The p-value that is shown: none for a single pair, which exchanged gives a difference of the same size, so that p is 1 whatever it is.</summary>
    internal static double? Chance(PairedComparison pairs) => pairs.Pairs < 2 ? null : pairs.PValue;
}
