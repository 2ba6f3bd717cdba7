using Evenkeel.Experiments;

namespace Evenkeel.Lab.Workbench;

/// <summary>How far a run of a comparison is.</summary>
/// <param name="Scheme">The initializer's canonical name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Of">Steps of the whole run; 0 before it begins.</param>
/// <param name="Loss">The loss of the last batch; not finite before the first, and where it diverged.</param>
/// <param name="Ended">Whether it has ended: at its last step, or since it diverged or was stopped.</param>
internal sealed record CompareRun(string Scheme, long Seed, int Step, int Of, double Loss, bool Ended)
{
    /// <summary>Reads a run that is perhaps under way.</summary>
    public static CompareRun Read(RunProgress run) => new(run.Scheme, run.Seed, run.Step, run.TotalSteps, run.Loss, run.Result is not null);
}
