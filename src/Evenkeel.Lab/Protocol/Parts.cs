using System.Globalization;

namespace Evenkeel.Lab.Protocol;

/// <summary>Parts of a frame by name.</summary>
internal static class Parts
{
    private static readonly string[] Names = ["map", "edges", "histograms", "digits", "accuracy"];

    /// <summary>Reads names.</summary>
    /// <exception cref="FormatException">One is unknown, or there are too many.</exception>
    public static Part Read(IReadOnlyList<string>? names)
    {
        Part parts = Part.None;
        foreach (string? name in names ?? [])
        {
            int index = Array.IndexOf(Names, name);
            parts |= index >= 0 ? (Part)(1 << index)
                : throw new FormatException($"A frame has no part '{Shorten(name)}'; its parts are {string.Join(", ", Names)}.");
        }

        return parts;
    }

    /// <summary>What a stranger wrote, short enough to be said back.</summary>
    public static string Shorten(string? text) => text is null ? "null" : Plain(text.Length <= 40 ? text : text[..40] + "…");

    /// <summary>A text on one line, without what would steer a terminal or turn the order of letters round.</summary>
    public static string Plain(string text) => text.Any(Steers) ? string.Concat(text.Select(letter => Steers(letter) ? ' ' : letter)) : text;

    private static bool Steers(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
