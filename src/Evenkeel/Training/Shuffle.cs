namespace Evenkeel.Training;

/// <summary>The order in which samples are visited.</summary>
public enum Shuffle
{
    /// <summary>A new random order each epoch, decided by the seed.</summary>
    Seeded,

    /// <summary>The order of the data.</summary>
    None,
}
