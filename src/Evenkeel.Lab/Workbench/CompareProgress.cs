using System.Text.Json;

namespace Evenkeel.Lab.Workbench;

/// <summary>A comparison on its way; the last one says what it came to.</summary>
internal sealed record CompareProgress
{
    /// <summary>The number by which the page ends it early.</summary>
    public required int Number { get; init; }

    /// <summary>The address's query, complete and valid.</summary>
    public required string Query { get; init; }

    /// <summary>One sentence for each part of the address that was not usable, and what was taken instead.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Steps taken, in all runs together.</summary>
    public long Done { get; init; }

    /// <summary>Steps of all runs together.</summary>
    public long Of { get; init; }

    /// <summary>What is going on, in one sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Comparisons that come before it; 0 once it runs.</summary>
    public int Ahead { get; init; }

    /// <summary>Seconds until it is done; null where that cannot be told.</summary>
    public double? Left { get; init; }

    /// <summary>All runs, by scheme, then by seed.</summary>
    public IReadOnlyList<CompareRun> Runs { get; init; } = [];

    /// <summary>The document, curves and histograms included; null until the end, and where no run had begun.</summary>
    public JsonElement? Report { get; init; }
}
