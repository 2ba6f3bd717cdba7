using Evenkeel.Data;
using Evenkeel.Experiments;

namespace Evenkeel.Lab.Workbench;

/// <summary>What comparisons are made from, and how much of it one visitor gets.</summary>
internal sealed record WorkbenchSources
{
    /// <summary>Gets the data that an experiment names, for its seed; asked often, so it should keep what it has.</summary>
    public required Func<ComparisonSpec, DataSplit> Data { get; init; }

    /// <summary>The most that an address may ask for.</summary>
    public required LinkLimits Limits { get; init; }

    /// <summary>The most that a comparison may cost, as <see cref="ComparisonCost"/> counts it.</summary>
    public double MostWork { get; init; } = 2e13;

    /// <summary>Comparisons that run at once; ≥ 1. Each takes one thread.</summary>
    public int Together { get; init; } = 1;

    /// <summary>Comparisons that may wait for their turn; ≥ 0.</summary>
    public int MostWaiting { get; init; } = 20;

    /// <summary>The version of the program, as documents carry it.</summary>
    public string Version { get; init; } = "";

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
