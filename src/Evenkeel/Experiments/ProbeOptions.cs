namespace Evenkeel.Experiments;

/// <summary>When a network is probed, and on how many samples.</summary>
public sealed record ProbeOptions
{
    /// <summary>Steps of training before the reading; 0 reads before the first update.</summary>
    public int Step { get; init; }

    /// <summary>Samples to read on; null for as many as a step of training takes, which makes them those of the first step.</summary>
    public int? Batch { get; init; }

    /// <summary>Whether each layer's values are counted into histograms too.</summary>
    public bool Histograms { get; init; } = true;
}
