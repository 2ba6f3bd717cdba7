using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
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
    public static WorkbenchSources Of(LabOptions options, DataShelf shelf)
    {
        LabLimits limits = options.Limits;
        return new()
        {
            Data = spec => shelf.Load(spec.Data, spec.Seed),
            Address = new()
            {
                Parameters = limits.Parameters,
                Batch = limits.Batch,
                Samples = limits.Samples,
                Runs = limits.Starts,
                Repeats = limits.Repeats,
                Steps = limits.Steps,
                DataRefusal = name => Refusal(name, options, shelf),
            },
            Limits = limits,
            Version = options.Version,
            Time = options.Time,
        };
    }

    private static string? Refusal(string name, LabOptions options, DataShelf shelf) =>
        DataCatalog.Find(name) is { } set
            ? set.Files.Count == 0 || DataCatalog.CountPresent(set, options.DataDirectories) == set.Files.Count ? null : $"The data '{name}' is not on this machine yet; 'evenkeel data fetch {name}' gets it."
            : shelf.Uploads?.Invoke(name) is not null ? null
            : $"The lab has no data '{Protocol.Parts.Shorten(name)}'; it has {string.Join(", ", DataCatalog.All.Select(known => known.Name))}, and tables that are uploaded to it.";
}
