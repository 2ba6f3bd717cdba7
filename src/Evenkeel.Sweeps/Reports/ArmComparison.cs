using System.Collections.Immutable;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Two points of an axis, compared seed by seed.</summary>
public sealed record ArmComparison
{
    /// <summary>The axis.</summary>
    public required ReportAxis Axis { get; init; }

    /// <summary>The first arm.</summary>
    public required string First { get; init; }

    /// <summary>The second arm.</summary>
    public required string Second { get; init; }

    /// <summary>The other axes' short words, in the study's order.</summary>
    public required ImmutableArray<string> Others { get; init; }

    /// <summary>A row for each combination of the other axes of which both arms have results.</summary>
    public required ImmutableArray<ArmRow> Rows { get; init; }

    /// <summary>How many combinations of the other axes there are, with results or without; 1 where there is no other axis.</summary>
    public required int Combinations { get; init; }

    /// <summary>Combinations that <see cref="Overall"/> leaves out, since a seed of one of the arms has no number there; 0 … <see cref="Combinations"/>.</summary>
    public required int LeftOut { get; init; }

    /// <summary>All combinations together: a pair a seed, each arm its mean over the same combinations, those at which every seed of both arms has a number; of a single combination, its row.</summary>
    /// <remarks>Trials of one seed share their draws and count as one. Means over other combinations for each seed would differ by what the combinations are, rather than by the arms.</remarks>
    public required ArmRow Overall { get; init; }
}
