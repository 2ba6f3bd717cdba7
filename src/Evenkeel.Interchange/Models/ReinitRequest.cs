using System.Collections.Immutable;
using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Numerics;

namespace Evenkeel.Interchange.Models;

/// <summary>Which tensors of a file are to be drawn anew, and how.</summary>
public sealed record ReinitRequest
{
    /// <summary>What decides the scheme of each tensor.</summary>
    public ReinitMode Mode { get; init; }

    /// <summary>The scheme, as <see cref="Initializers.Parse"/> takes it; needed with <see cref="ReinitMode.Scheme"/>, else null.</summary>
    public string? Scheme { get; init; }

    /// <summary>Says which scheme made a tensor, or null where it looks trained or nothing tells; needed with <see cref="ReinitMode.Untrained"/>, else null.</summary>
    public Func<ModelTensor, string?>? Maker { get; init; }

    /// <summary>Patterns of names, of which one must cover a tensor; empty for all.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Patterns of names that stay as they are.</summary>
    public ImmutableArray<string> Except { get; init; } = [];

    /// <summary>Roles to draw anew; empty for those that <see cref="Mode"/> takes by itself.</summary>
    public ImmutableArray<TensorRole> Roles { get; init; } = [];

    /// <summary>Decides every number: each tensor draws from the fork of its own name.</summary>
    public long Seed { get; init; }

    /// <summary>Who shares the work of a fill; null for the caller's thread alone. Changes no number.</summary>
    public Workers? Workers { get; init; }
}
