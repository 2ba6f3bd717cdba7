namespace Evenkeel.Sweeps;

/// <summary>A task of a job array, as Slurm says it stands.</summary>
/// <param name="Job">The array's number.</param>
/// <param name="Index">Its place in the array, from 1.</param>
/// <param name="State">Slurm's word, such as <c>RUNNING</c>.</param>
/// <param name="Reason">Slurm's word for why; empty for none.</param>
public sealed record SlurmTask(long Job, int Index, string State, string Reason)
{
    /// <summary>Whether it waits for a node.</summary>
    public bool IsPending => State is "PENDING" or "CONFIGURING" or "REQUEUED" or "REQUEUE_FED" or "REQUEUE_HOLD" or "SPECIAL_EXIT" or "RESV_DEL_HOLD";

    /// <summary>Whether it has ended, in whatever way.</summary>
    public bool HasEnded => State is "COMPLETED" or "CANCELLED" or "FAILED" or "TIMEOUT" or "NODE_FAIL" or "PREEMPTED" or "BOOT_FAIL" or "DEADLINE" or "OUT_OF_MEMORY" or "REVOKED";

    /// <summary>Whether it is on a node: running, ending, or suspended there.</summary>
    public bool IsRunning => !IsPending && !HasEnded;

    /// <summary>The name that Slurm's programs know it by.</summary>
    public override string ToString() => FormattableString.Invariant($"{Job}_{Index}");
}
