using System.Collections.Immutable;

namespace Evenkeel.Forensics;

/// <summary>What was found out about a whole file.</summary>
public sealed record FileVerdict
{
    /// <summary>The verdict in words, for example <c>fresh PyTorch defaults</c> or <c>12 of 148 tensors untrained: a, b, c and 9 more</c>.</summary>
    public required string Sentence { get; init; }

    /// <summary>The kind of verdict.</summary>
    public required FileVerdictKind Kind { get; init; }

    /// <summary>How many tensors no test tells from fresh draws.</summary>
    public required int Untrained { get; init; }

    /// <summary>The framework whose layers make all tensors of a fresh file by themselves, as its authors write it; null where none does.</summary>
    public string? Framework { get; init; }

    /// <summary>An initializer that could have made all random tensors of a fresh file; null where none could.</summary>
    public string? Scheme { get; init; }

    /// <summary>The tensors in their order, with what only their neighbours tell: copies, and layers that learned together.</summary>
    public required ImmutableArray<TensorReport> Reports { get; init; }
}
