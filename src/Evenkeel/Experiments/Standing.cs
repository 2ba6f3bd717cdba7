namespace Evenkeel.Experiments;

/// <summary>How a scheme did.</summary>
public enum Standing
{
    /// <summary>Every run reached the target.</summary>
    Learns,

    /// <summary>It learned something, but a run or more did not reach the target.</summary>
    Behind,

    /// <summary>It stayed where a network that knows nothing is.</summary>
    Stuck,

    /// <summary>At least half of the runs diverged.</summary>
    Diverged,

    /// <summary>No run was finished.</summary>
    Unfinished,
}
