using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Workbench;

/// <summary>What comparisons are made from, and how much of it one visitor gets.</summary>
internal sealed record WorkbenchSources
{
    /// <summary>Gets the data that an experiment names, for its seed.</summary>
    public required Func<ComparisonSpec, DataSplit> Data { get; init; }

    /// <summary>The most that an address may ask for.</summary>
    public required LinkLimits Address { get; init; }

    /// <summary>The most that a comparison may cost, and how many there may be.</summary>
    public LabLimits Limits { get; init; } = new();

    /// <summary>The version of the program, as documents carry it.</summary>
    public string Version { get; init; } = "";

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What a lab has.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="shelf">Its data.</param>
    public static WorkbenchSources Of(LabOptions options, DataShelf shelf) => new()
    {
        Data = spec => shelf.Load(spec.Data, spec.Seed),
        Address = options.Limits.OfLinks(shelf.Refusal) with { Runs = options.Limits.Starts, Repeats = options.Limits.Repeats },
        Limits = options.Limits,
        Version = options.Version,
        Time = options.Time,
    };
}
