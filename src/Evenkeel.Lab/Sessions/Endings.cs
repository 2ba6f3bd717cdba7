namespace Evenkeel.Lab.Sessions;

/// <summary>Why a session goes no further, in sentences.</summary>
internal static class Endings
{
    public static string Limit(int steps) => FormattableString.Invariant($"Step {steps} is the last that a session trains to; reset to begin again.");

    public static string AllDiverged(SessionRun[] runs)
    {
        int at = runs.Max(run => run.Training.DivergedAt ?? 0);
        return runs.Length == 1
            ? FormattableString.Invariant($"The run diverged at step {at}: its loss or its gradient is not finite. Reset, and take a smaller learning rate or another start.")
            : FormattableString.Invariant($"All {runs.Length} runs have diverged, the last of them at step {at}: their losses or gradients are not finite. Reset, and take a smaller learning rate or other starts.");
    }
}
