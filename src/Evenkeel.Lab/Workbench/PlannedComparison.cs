using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Formats;
using Evenkeel.Interchange;
using Evenkeel.Lab.Hosting;
using Evenkeel.Lab.Questions;
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
    /// <exception cref="InvalidOperationException">The data cannot be had, or nothing can be learned from it; the message is for the visitor.</exception>
    public static PlannedComparison Read(string query, WorkbenchSources sources)
    {
        LinkReading reading = ExperimentLink.Read(query, "", sources.Address);
        try
        {
            DataSplit data = sources.Data(reading.Spec);
            reading = reading.Fit(data, sources.Address);
            Network network = Network.For(reading.Spec.Network, data.Train);
            return new() { Reading = reading, Data = data, Network = network, Work = ComparisonCost.Of(reading.Spec, network, data), Bytes = ComparisonCost.Bytes(reading.Spec, data) };
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or DataSourceException or TensorFileException or IOException)
        {
            throw new InvalidOperationException(QueryText.Sentence(problem), problem);
        }
    }

    /// <summary>Prepares the comparison.</summary>
    /// <exception cref="InvalidOperationException">Something in it does not fit; the message is for the visitor.</exception>
    public Comparison Prepare()
    {
        try
        {
            return new(Reading.Spec, Data);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            throw new InvalidOperationException(QueryText.Sentence(problem), problem);
        }
    }

    /// <summary>Why it costs too much or finds more than a report holds, and the way out; null where neither is so.</summary>
    public string? Refusal(double most, double seconds) => Work > most
        ? string.Create(CultureInfo.InvariantCulture, $"This comparison would take about {Math.Ceiling(seconds / 60):#,0} minutes, {Work / most:0.#} times what one may cost here: fewer repeats, epochs or initializations, or narrower layers, make it smaller. In a terminal, 'evenkeel compare' has no such limit.")
        : Bytes > ReportEndpoint.MostBytes
        ? string.Create(CultureInfo.InvariantCulture, $"This comparison would find about {Bytes / 1e6:#,0} MB of curves and histograms, but a report holds {ReportEndpoint.MostBytes / 1e6:0} MB: fewer repeats, initializations or layers make it smaller. In a terminal, 'evenkeel compare' has no such limit.")
        : null;
}
