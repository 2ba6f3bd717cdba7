using System.Diagnostics;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>How a side takes its turn; the peers in other languages do the same.</summary>
internal static class Turn
{
    /// <summary>Uncounted work at the beginning of a turn: the caches hold another side's data, and a team's threads sleep.</summary>
    public const double WarmUpMilliseconds = 3;

    /// <summary>Uncounted work before the first turn of a task: until the runtime has compiled what it will.</summary>
    private const double PreparationMilliseconds = 400;

    /// <summary>Does the work until it runs as fast as it will.</summary>
    public static void Prepare(Action work) => RunFor(work, PreparationMilliseconds);

    /// <summary>Does the work a number of times.</summary>
    /// <param name="work">The work.</param>
    /// <param name="repeats">How often, ≥ 1.</param>
    /// <returns>Milliseconds of one time.</returns>
    public static double Take(Action work, int repeats)
    {
        RunFor(work, WarmUpMilliseconds);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats;
    }

    private static void RunFor(Action work, double milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            work();
        }
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds);
    }
}
