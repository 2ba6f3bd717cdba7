namespace Evenkeel.Sweeps.Tests;

/// <summary>A test that needs Slurm, of which it starts its own; elsewhere it is skipped, and the run says so and how to run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        if (SlurmCluster.Missing is { } missing)
        {
            Skip = $"Missing: {missing}. Slurm comes with Debian's packages slurmd, slurmctld, slurm-client and munge; './test' as root installs them.";
        }
    }
}
