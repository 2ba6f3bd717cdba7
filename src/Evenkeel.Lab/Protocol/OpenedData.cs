namespace Evenkeel.Lab.Protocol;

/// <summary>The data of a session.</summary>
internal sealed record OpenedData
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required int Train { get; init; }

    public required int Test { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required string? Note { get; init; }

    public required ImageSize? Image { get; init; }

    public required PlanePoints? Points { get; init; }
}
