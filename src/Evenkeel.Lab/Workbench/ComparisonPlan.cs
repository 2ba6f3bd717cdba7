namespace Evenkeel.Lab.Workbench;

/// <summary>What a comparison will be, before it is run.</summary>
internal sealed record ComparisonPlan
{
    /// <summary>The address's query, complete and valid.</summary>
    public required string Query { get; init; }

    /// <summary>The experiment, complete, by the keys of the address and in its words; what does not apply is left out.</summary>
    public required IReadOnlyDictionary<string, string> Words { get; init; }

    /// <summary>The starts, by their canonical names.</summary>
    public required IReadOnlyList<string> Schemes { get; init; }

    /// <summary>The command that runs the same in a terminal.</summary>
    public required string Command { get; init; }

    /// <summary>The network's widths, such as <c>2-6-3-1</c>.</summary>
    public required string Network { get; init; }

    /// <summary>Weights and biases.</summary>
    public required long Parameters { get; init; }

    /// <summary>What is learned from.</summary>
    public required PlannedData Data { get; init; }

    /// <summary>Networks that are trained.</summary>
    public required int Runs { get; init; }

    /// <summary>Steps of one run.</summary>
    public required int Steps { get; init; }

    /// <summary>Seconds it is expected to take here.</summary>
    public required double Seconds { get; init; }

    /// <summary>Why it will not be run here, and the way out; null where it will.</summary>
    public required string? Refusal { get; init; }
}
