using System.Text.Json;

namespace Evenkeel.Lab.Protocol;

/// <summary>A session at its start.</summary>
internal sealed record Opened
{
    public required int Session { get; init; }

    public required string Query { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }

    public required JsonElement Spec { get; init; }

    public required string Command { get; init; }

    public required string Network { get; init; }

    public required int Parameters { get; init; }

    public required IReadOnlyList<OpenedLayer> Layers { get; init; }

    public required string Activation { get; init; }

    public required OpenedData Data { get; init; }

    public required IReadOnlyList<OpenedRun> Runs { get; init; }

    public required ChanceLevel? Chance { get; init; }
}
