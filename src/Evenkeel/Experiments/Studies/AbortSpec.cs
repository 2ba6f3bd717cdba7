using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>When a trial ends before its last step. One that diverges always does.</summary>
public sealed record AbortSpec
{
    /// <summary>Whether it ends when the accuracy over the last thousand training samples seen reaches the target.</summary>
    public bool Reached { get; init; }

    /// <summary>When it is hopeless.</summary>
    public ImmutableArray<AbortRule> Hopeless { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(AbortSpec? other) => other is not null && Reached == other.Reached && Hopeless.AsSpan().SequenceEqual(other.Hopeless.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => (Reached, Hopeless.Length).GetHashCode();
}
