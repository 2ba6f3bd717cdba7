using System.Collections.Immutable;
using Evenkeel.Initialization;

namespace Evenkeel.Forensics;

/// <summary>An initializer that could have made a tensor.</summary>
public sealed record SchemeCandidate
{
    /// <summary>Its name as <see cref="Initializers.Parse"/> takes it, for example <c>torch:Linear.default</c> or <c>he-normal</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Other names whose law for this tensor is the same, so that no statistics can ever tell them apart.</summary>
    public ImmutableArray<string> SameLaw { get; init; } = [];

    /// <summary>What it promises for the tensor's shape.</summary>
    public required Promise Promise { get; init; }

    /// <summary>How probable a fresh draw is that fits no better, in [0, 1], over all tests of family and scale together.</summary>
    public required double PValue { get; init; }

    /// <summary>Whether its scale was estimated from the tensor, because no scheme without arguments suits: it then says what the tensor looks like, and little of what made it.</summary>
    public bool IsFitted { get; init; }
}
