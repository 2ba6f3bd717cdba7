namespace Evenkeel.Sweeps;

/// <summary>How far a study has come that Slurm runs.</summary>
/// <param name="Trials">All of them.</param>
/// <param name="Done">Those with a result.</param>
/// <param name="Running">Tasks on a node.</param>
/// <param name="Pending">Tasks that wait for one.</param>
/// <param name="Reason">Slurm's word for why they wait; empty for none.</param>
/// <param name="Job">The number of the last job.</param>
/// <param name="Trouble">Why Slurm could not be asked; empty where it answers.</param>
public sealed record SlurmProgress(int Trials, int Done, int Running, int Pending, string Reason, long Job, string Trouble);
