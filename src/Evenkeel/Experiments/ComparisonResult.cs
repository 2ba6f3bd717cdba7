using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Networks;

namespace Evenkeel.Experiments;

/// <summary>What a comparison found.</summary>
public sealed record ComparisonResult
{
    /// <summary>What was compared.</summary>
    public required ComparisonSpec Spec { get; init; }

    /// <summary>The network that was trained.</summary>
    public required Network Network { get; init; }

    /// <summary>What it was trained on.</summary>
    public required DataSplit Data { get; init; }

    /// <summary>What a network that knows nothing achieves on it.</summary>
    public required Chance Chance { get; init; }

    /// <summary>All runs, by scheme, then by seed.</summary>
    public required ImmutableArray<RunResult> Runs { get; init; }

    /// <summary>One line a scheme.</summary>
    public required ImmutableArray<SchemeSummary> Summary { get; init; }

    /// <summary>Whether it was stopped before all runs were finished.</summary>
    public required bool Interrupted { get; init; }
}
