namespace Evenkeel.Interchange;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    /// <summary>Makes a hint for the end of a message.</summary>
    /// <returns><c> Did you mean 'x'?</c>, or nothing where no name is near.</returns>
    public static string Hint(string typed, IEnumerable<string> names)
    {
        string? best = null;
        int least = Math.Max(1, typed.Length / 3) + 1;
        foreach (string name in names)
        {
            int distance = Distance(typed, name);
            if (distance < least)
            {
                (best, least) = (name, distance);
            }
        }

        return best is null ? "" : $" Did you mean '{best}'?";
    }

    /// <summary>Counts the letters to insert, drop, replace or swap with their neighbour (Damerau 1964, adjacent swaps once).</summary>
    private static int Distance(string a, string b)
    {
        int[,] steps = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    steps[i, j] = i + j;
                    continue;
                }

                int replace = steps[i - 1, j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                steps[i, j] = Math.Min(replace, 1 + Math.Min(steps[i - 1, j], steps[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }

        return steps[a.Length, b.Length];
    }
}
