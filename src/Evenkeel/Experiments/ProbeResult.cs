using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Networks;

namespace Evenkeel.Experiments;

/// <summary>What a probe found.</summary>
public sealed record ProbeResult
{
    /// <summary>What was probed.</summary>
    public required ComparisonSpec Spec { get; init; }

    /// <summary>When, and on how many samples.</summary>
    public required ProbeOptions Options { get; init; }

    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>The data it was read on.</summary>
    public required DataSplit Data { get; init; }

    /// <summary>Samples in the batch that was read.</summary>
    public required int Batch { get; init; }

    /// <summary>The starts, in the order of the specification.</summary>
    public required ImmutableArray<ProbedStart> Starts { get; init; }

    /// <summary>Whether it was stopped before every start was read at its step.</summary>
    public required bool Interrupted { get; init; }
}
