namespace Evenkeel.Sweeps.Reports;

/// <summary>Chooses some of many, so that a picture stays readable.</summary>
internal static class Selection
{
    /// <summary>Evenly chosen numbers below a count, the first and the last among them.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many are wanted at most; ≥ 2.</param>
    /// <param name="needed">One that is chosen in any case; −1 for none.</param>
    /// <returns>The numbers, ascending; all of them where there are few enough.</returns>
    public static int[] Of(int count, int most, int needed = -1)
    {
        if (count <= most) return [.. Enumerable.Range(0, count)];
        int[] chosen = [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)))];
        if (needed >= 0 && !chosen.Contains(needed))
        {
            // The nearest makes room, but neither end does.
            int nearest = Enumerable.Range(1, most - 2).MinBy(i => Math.Abs(chosen[i] - needed));
            chosen[nearest] = needed;
            Array.Sort(chosen);
        }

        return chosen;
    }
}
