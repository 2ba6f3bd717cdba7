using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>Threads that run trials side by side.</summary>
public static class TrialCrew
{
    /// <summary>Lets several threads work, and returns when the last of them is done.</summary>
    /// <param name="together">How many trials run at once; ≥ 1.</param>
    /// <param name="threads">The threads of all of them; ≥ 1. Those beyond one a trial share the work inside each.</param>
    /// <param name="work">What each does until it finds no more: its number, from 0; who shares the work of its trials; and what to call after each step of a trial.</param>
    /// <remarks>What one throws reaches the caller as it is, once no other is at work.</remarks>
    public static void Run(int together, int threads, Action<int, Workers, Action> work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(together, 1);
        ArgumentNullException.ThrowIfNull(work);
        SideBySide.Run(together, Math.Max(together, threads), work);
    }
}
