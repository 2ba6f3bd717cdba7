namespace Evenkeel.Sweeps;

/// <summary>A job array that was submitted.</summary>
/// <param name="Number">Slurm's number of it.</param>
/// <param name="Cluster">The cluster among several; empty where there is one.</param>
/// <param name="Tasks">Its tasks; ≥ 1.</param>
public sealed record SlurmJob(long Number, string Cluster, int Tasks);
