using System.Globalization;

namespace Evenkeel.Cli.Rendering;

/// <summary>Long names made to fit: what tells tensors apart stands at their ends.</summary>
internal static class ShortName
{
    /// <summary>Shortens a name in its middle.</summary>
    /// <param name="name">The name.</param>
    /// <param name="width">The most characters, ≥ 3.</param>
    /// <returns>
    /// The name with its longest words cut to a letter, which leaves the numbers that tell layers apart; where that is still too long, with <c>…</c> in its middle, and a
    /// little more of its end than of its start.
    /// </returns>
    public static string Of(string name, int width)
    {
        name = Plain(name);
        string[] words = name.Split('.');
        int length = name.Length;
        while (length > width)
        {
            string longest = words.SkipLast(1).Where(word => word.Length > 2 && !char.IsAsciiDigit(word[0])).MaxBy(word => word.Length) ?? "";
            if (longest.Length == 0)
            {
                break;
            }

            words[Array.IndexOf(words, longest)] = $"{longest[0]}…";
            length -= longest.Length - 2;
        }

        name = string.Join('.', words);
        if (length <= width)
        {
            return name;
        }

        int end = 2 * width / 3;
        return $"{name[..(width - 1 - end)]}…{name[^end..]}";
    }

    /// <summary>Cuts a text at its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The most characters, ≥ 1.</param>
    /// <returns>The text, with <c>…</c> for what is left out.</returns>
    public static string Cut(string text, int width) => Plain(text) is var plain && plain.Length <= width ? plain : $"{plain[..(width - 1)].TrimEnd()}…";

    /// <summary>Keeps a file's own words from commanding a terminal.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, with <c>�</c> for every character that is none: escapes, line ends, marks that turn the direction of writing.</returns>
    public static string Plain(string text) => text.Any(IsStrange) ? string.Concat(text.Select(letter => IsStrange(letter) ? '\uFFFD' : letter)) : text;

    private static bool IsStrange(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
