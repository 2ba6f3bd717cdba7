using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Workbench;

/// <summary>A comparison that an address asks for, ready to be run.</summary>
internal sealed record PlannedComparison
{
    /// <summary>What the address says, made to fit its data.</summary>
    public required LinkReading Reading { get; init; }

    /// <summary>The data.</summary>
    public required DataSplit Data { get; init; }

    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>What it costs.</summary>
    public required double Work { get; init; }

    /// <summary>About what its document has, in bytes.</summary>
    public required double Bytes { get; init; }

    /// <summary>Reads an address and gets its data.</summary>
    /// <param name="query">The address's query.</param>
    /// <param name="sources">Data and limits.</param>
    /// <exception cref="Lab.Refusal">The data cannot be had, or nothing can be learned from it; the message is for the visitor.</exception>
    public static PlannedComparison Read(string query, WorkbenchSources sources)
    {
        LinkReading reading = ExperimentLink.Read(query, "", sources.Address);
        return Lab.Refusal.Where(() =>
        {
            DataSplit data = sources.Data(reading.Spec);
            LinkReading fitted = reading.Fit(data, sources.Address);
            Network network = Network.For(fitted.Spec.Network, data.Train);
            return new PlannedComparison { Reading = fitted, Data = data, Network = network, Work = ComparisonCost.Of(fitted.Spec, network, data), Bytes = ComparisonCost.Bytes(fitted.Spec, data) };
        });
    }

    /// <summary>Prepares the comparison.</summary>
    /// <exception cref="Lab.Refusal">Something in it does not fit; the message is for the visitor.</exception>
    public Comparison Prepare() => Lab.Refusal.Where(() => new Comparison(Reading.Spec, Data));

    /// <summary>Why it costs too much or finds more than a report holds, and the way out; null where neither is so.</summary>
    public string? Refusal(LabLimits limits, double seconds) => Work > limits.Work
        ? string.Create(CultureInfo.InvariantCulture, $"This comparison would take about {Math.Ceiling(seconds / 60):#,0} minutes, {Work / limits.Work:0.#} times what one may cost here: fewer repeats, epochs or initializations, or narrower layers, make it smaller. In a terminal, 'evenkeel compare' has no such limit.")
        : Bytes > limits.Report
        ? string.Create(CultureInfo.InvariantCulture, $"This comparison would find about {Bytes / 1e6:#,0} MB of curves and histograms, but a report holds {limits.Report / 1e6:0} MB: fewer repeats, initializations or layers make it smaller. In a terminal, 'evenkeel compare' has no such limit.")
        : null;
}
