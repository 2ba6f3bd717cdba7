using System.Collections.Immutable;

namespace Evenkeel.Diagnosis;

/// <summary>Something measured that explains how a network trains.</summary>
public sealed record Finding
{
    /// <summary>The rule's code, for example <c>EK101</c>; docs/rules.md has a paragraph on each.</summary>
    public required string Code { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The layer where it is worst; null where it concerns the whole network.</summary>
    public int? Layer { get; init; }

    /// <summary>What was measured and what follows from it, in one sentence with the number in it.</summary>
    public required string Message { get; init; }

    /// <summary>The number that was measured.</summary>
    public required double Measured { get; init; }

    /// <summary>The limit that it crossed.</summary>
    public required double Limit { get; init; }

    /// <summary>What to do about it, in one sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>Where the limit comes from: a paper, a formula, or a convention; one phrase.</summary>
    public string Source { get; init; } = "";

    /// <summary>The fix as code, a framework each; empty where no line of code is the fix.</summary>
    public ImmutableArray<Fix> Fixes { get; init; } = [];

    /// <summary>The code of the finding that this one follows from, which carries its severity; null where it stands for itself.</summary>
    public string? Cause { get; init; }

    /// <summary>The codes of what follows from it, if they are found.</summary>
    internal ImmutableArray<string> Explains { get; init; } = [];

    /// <summary>Whether it is meant to be so: then what follows from it is no trouble either.</summary>
    internal bool IsMeant { get; init; }
}
