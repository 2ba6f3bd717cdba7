namespace Evenkeel.Numerics;

/// <summary>Finds what a person may have meant.</summary>
public static class Spelling
{
    /// <summary>The candidate nearest to a word, or null when none is near enough to be worth proposing.</summary>
    /// <param name="word">What was typed; case does not matter.</param>
    /// <param name="candidates">What exists; the first of equally near ones wins.</param>
    /// <returns>A candidate, or null.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int best = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            int tolerated = Math.Max(1, Math.Min(word.Length, candidate.Length) / 2);
            if (distance < best && distance <= tolerated)
            {
                (nearest, best) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>A question for the end of an error message.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="candidates">What exists.</param>
    /// <returns><c> Did you mean 'tanh'?</c>, or nothing when no candidate is near.</returns>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>A sentence for the end of an error message.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="candidates">What exists.</param>
    /// <returns><c> Did you mean 'tanh'?</c>, or the list of what exists when no candidate is near.</returns>
    public static string Suggestion(string word, IReadOnlyCollection<string> candidates) =>
        Hint(word, candidates) is { Length: > 0 } hint ? hint : $" Known: {string.Join(", ", candidates)}.";

    /// <summary>How many letters must be inserted, removed, replaced or swapped with their neighbour to make one word of the other.</summary>
    /// <remarks>Damerau 1964, in the form that edits no part twice, https://doi.org/10.1145/363958.363994.</remarks>
    internal static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cost[i, j] = i == 0 ? j : j == 0 ? i : Cheapest(i, j);
            }
        }

        return cost[left.Length, right.Length];

        int Cheapest(int i, int j)
        {
            int replaced = cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            int cheapest = Math.Min(replaced, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
            bool isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            return isSwap ? Math.Min(cheapest, 1 + cost[i - 2, j - 2]) : cheapest;
        }
    }
}
