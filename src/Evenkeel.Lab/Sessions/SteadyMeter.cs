namespace Evenkeel.Lab.Sessions;

/// <summary>Says how long a piece of work took that is done again and again, whatever the machine did meanwhile.</summary>
/// <remarks>
/// A thread that is interrupted within a piece of work comes back milliseconds later, and a clock takes that for work. Who is charged for it falls behind those who
/// were luckier; so a piece counts at most a few times as much as the shortest of late.
/// </remarks>
internal struct SteadyMeter
{
    private const int Most = 4;

    /// <summary>The shortest may grow again by a sixty-fourth a time, since work that was quick once may be slow now.</summary>
    private const int Growth = 64;

    private long shortest;

    /// <summary>Counts a piece of work.</summary>
    /// <param name="took">What a clock says.</param>
    /// <returns>What it took without interruptions, as far as can be told.</returns>
    public long Count(long took)
    {
        shortest = shortest == 0 ? took : Math.Min(took, shortest + shortest / Growth + 1);
        return Math.Min(took, Most * shortest);
    }
}
