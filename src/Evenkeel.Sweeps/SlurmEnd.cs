namespace Evenkeel.Sweeps;

/// <summary>How waiting for a study that Slurm runs came to an end.</summary>
public enum SlurmEnd
{
    /// <summary>Every trial has a result.</summary>
    Finished,

    /// <summary>Trials are missing, and the tasks were submitted as often as they may be.</summary>
    OutOfRetries,

    /// <summary>Trials are missing, and the last tasks brought no result, so that the next would bring none.</summary>
    NoProgress,

    /// <summary>Somebody cancelled the tasks.</summary>
    Cancelled,

    /// <summary>Whoever waited was asked to stop; the tasks go on.</summary>
    Stopped,
}
