using Evenkeel.Numerics;

namespace Evenkeel.Interchange.Models;

/// <summary>Patterns of tensor names: <c>*</c> stands for any run of letters, dots and slashes too, <c>?</c> for one letter; all else for itself.</summary>
public static class TensorGlob
{
    /// <summary>Compares a name with a pattern.</summary>
    /// <param name="pattern">The pattern; case counts.</param>
    /// <param name="name">The whole name.</param>
    /// <returns>Whether the pattern covers the name from its first letter to its last.</returns>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // Only the last star is ever lengthened, so the time is at most the product of both lengths.
        int p = 0, n = 0, star = -1, mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    /// <summary>Says which names may have been meant by a pattern that covers none.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="names">The names that there are.</param>
    /// <returns>A sentence with a space before it: the names that hold what stands between the stars, else the nearest by spelling, else some of what there is.</returns>
    public static string Hint(string pattern, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
        {
            return " There are none.";
        }

        string core = pattern.Split('*', '?').MaxBy(part => part.Length)!;
        string[] holding = core.Length == 0 ? [] : [.. names.Where(name => name.Contains(core, StringComparison.OrdinalIgnoreCase)).Take(Shown)];
        if (holding.Length > 0)
        {
            return $" Did you mean {string.Join(" or ", holding.Select(name => $"'{name}'"))}?";
        }

        return Spelling.Nearest(pattern, names.Take(MostCompared)) is { } nearest ? $" Did you mean '{nearest}'?"
            : $" There are {string.Join(", ", names.Take(Shown).Select(name => $"'{name}'"))}{(names.Count > Shown ? ", …" : "")}.";
    }

    private const int Shown = 3;

    /// <summary>Comparing takes the product of both lengths for each name.</summary>
    private const int MostCompared = 10_000;
}
