using System.Collections.Immutable;

namespace Evenkeel.Forensics;

/// <summary>What was found out about one tensor.</summary>
public sealed record TensorReport
{
    /// <summary>The tensor.</summary>
    public required TensorSubject Subject { get; init; }

    /// <summary>What one pass over its elements kept.</summary>
    public required TensorStatistics Statistics { get; init; }

    /// <summary>The verdict.</summary>
    public required TensorVerdict Verdict { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The initializers that could have made it, the best first; empty where none could.</summary>
    public ImmutableArray<SchemeCandidate> Candidates { get; init; } = [];

    /// <summary>The tests that the verdict rests on.</summary>
    public ImmutableArray<EvidenceTest> Tests { get; init; } = [];

    /// <summary>What else is worth knowing.</summary>
    public ImmutableArray<TensorFinding> Findings { get; init; } = [];

    /// <summary>The singular values of the block that was looked at, largest first; empty where there was none.</summary>
    public ImmutableArray<double> SingularValues { get; init; } = [];
}
