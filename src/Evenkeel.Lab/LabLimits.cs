using Evenkeel.Experiments;

namespace Evenkeel.Lab;

/// <summary>The most that one visitor may ask for; the page shows it, and the server enforces it with a sentence.</summary>
public sealed record LabLimits
{
    /// <summary>Weights and biases of one network; ≥ 1.</summary>
    public int Parameters { get; init; } = 2_000_000;

    /// <summary>Hidden layers of a network; ≥ 1.</summary>
    public int Layers { get; init; } = 100;

    /// <summary>Samples of a step; ≥ 1.</summary>
    public int Batch { get; init; } = 2000;

    /// <summary>What a step holds of each kind, which is what memory goes by: the network's inputs and units, times samples; ≥ 1.</summary>
    public long Values { get; init; } = 8_000_000;

    /// <summary>Initializations side by side in one session; ≥ 1.</summary>
    public int Runs { get; init; } = 4;

    /// <summary>The last step that a session trains to, or a link may name; ≥ 1.</summary>
    public int Steps { get; init; } = 1_000_000;

    /// <summary>Sessions of one page; ≥ 1.</summary>
    public int SessionsPerPage { get; init; } = 4;

    /// <summary>Sessions of all pages together; ≥ 1.</summary>
    public int Sessions { get; init; } = 64;

    /// <summary>Bytes that all sessions together may hold, by an estimate made before they are opened; at most half of the machine's memory is taken. ≥ 1.</summary>
    public long Memory { get; init; } = 4_000_000_000;

    /// <summary>Bytes of an uploaded table; ≥ 1.</summary>
    public long Upload { get; init; } = 5_000_000;

    /// <summary>Inputs times rows of an uploaded table, whose columns of words become many inputs each; ≥ 1.</summary>
    public long TableValues { get; init; } = 20_000_000;

    /// <summary>Samples that are generated for a visitor, to learn from and to judge by each; ≥ 1.</summary>
    public int Samples { get; init; } = 20_000;

    /// <summary>Starts of a comparison; ≥ 1.</summary>
    public int Starts { get; init; } = 6;

    /// <summary>Seeds of each start of a comparison; ≥ 1.</summary>
    public int Repeats { get; init; } = 100;

    /// <summary>What a comparison may cost, in multiplications: about weights × samples × epochs × runs × 3; > 0.</summary>
    public double Work { get; init; } = 2e13;

    /// <summary>Comparisons of all pages that run at once, each on a thread of its own; ≥ 1.</summary>
    public int Comparisons { get; init; } = 1;

    /// <summary>Comparisons of all pages that may wait for their turn; ≥ 0.</summary>
    public int ComparisonsWaiting { get; init; } = 20;

    /// <summary>Bytes of a document that becomes a report; ≥ 1.</summary>
    public int Report { get; init; } = 20_000_000;

    /// <summary>The same limits, as a link is read against them.</summary>
    /// <param name="dataRefusal">Says why data of a name cannot be had; null where it can.</param>
    internal LinkLimits OfLinks(Func<string, string?> dataRefusal) =>
        new() { Parameters = Parameters, Layers = Layers, Batch = Batch, Values = Values, Runs = Runs, Steps = Steps, Samples = Samples, DataRefusal = dataRefusal };
}
