using Evenkeel.Initialization;
using Evenkeel.Initialization.Schemes;

namespace Evenkeel.Calibration;

/// <summary>A line of the table of starts that look at data, or at a whole network: a name, what it takes, what it is for, and how to make it.</summary>
public sealed record StartEntry
{
    /// <summary>The name that people type, for example <c>lsuv</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments it takes, in the order in which they may be typed without names; each has a usual value.</summary>
    public required IReadOnlyList<SchemeArgument> Arguments { get; init; }

    /// <summary>Whether it looks at samples; otherwise at the network alone.</summary>
    public bool LooksAtData { get; init; } = true;

    /// <summary>What it is for, in one sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>What goes wrong with it, in one or two sentences.</summary>
    public required string Pitfall { get; init; }

    /// <summary>Author, year, place and link.</summary>
    public required Citation Source { get; init; }

    /// <summary>Makes the start from its arguments.</summary>
    public required Func<SchemeValues, IStart> Create { get; init; }

    /// <summary>The name as it is typed with its arguments.</summary>
    /// <returns>For example <c>lsuv(init=orthogonal, tol=0.02)</c>.</returns>
    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}
