namespace Evenkeel.Experiments;

/// <summary>The most that a link may ask for where it is opened; more is brought down to it, with a sentence.</summary>
public sealed record LinkLimits
{
    /// <summary>What the library itself can do.</summary>
    public static LinkLimits Widest { get; } = new();

    /// <summary>Weights and biases of the network.</summary>
    public long Parameters { get; init; } = int.MaxValue;

    /// <summary>Hidden layers; at most 4000.</summary>
    public int Layers { get; init; } = ExperimentText.MostLayers;

    /// <summary>Units of a hidden layer; at most 1,000,000.</summary>
    public int Units { get; init; } = ExperimentText.MostUnits;

    /// <summary>Samples of a step.</summary>
    public int Batch { get; init; } = int.MaxValue;

    /// <summary>What a step holds of each kind (pre-activations, gradients, …): the network's inputs and units, times samples.</summary>
    public long Values { get; init; } = long.MaxValue;

    /// <summary>Samples to learn from, and to judge by.</summary>
    public int Samples { get; init; } = 1_000_000;

    /// <summary>Initializers side by side.</summary>
    public int Runs { get; init; } = int.MaxValue;

    /// <summary>Seeds of each initializer; at most 100,000.</summary>
    public int Repeats { get; init; } = Comparison.MostRepeats;

    /// <summary>Steps of training, and the last step that is shown.</summary>
    public int Steps { get; init; } = int.MaxValue;

    /// <summary>Says in one sentence why data of a name cannot be had; null where it can. By default every name can.</summary>
    public Func<string, string?> DataRefusal { get; init; } = _ => null;
}
