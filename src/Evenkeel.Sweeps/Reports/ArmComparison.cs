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

    /// <summary>All combinations together: a pair a seed, each arm its mean over the combinations for which both have a number, since trials of one seed share their draws and count as one.</summary>
    public required ArmRow Overall { get; init; }
}
