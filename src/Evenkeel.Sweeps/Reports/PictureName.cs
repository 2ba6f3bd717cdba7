using System.Text;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Names of pictures, for files and links.</summary>
internal static class PictureName
{
    /// <summary>Makes a name of words: lower case, digits and single hyphens.</summary>
    public static string Of(params ReadOnlySpan<string> words)
    {
        StringBuilder name = new();
        foreach (char letter in string.Join('-', words!).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) name.Append(letter);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
        }

        return name.ToString().TrimEnd('-');
    }

    /// <summary>A sentence's first letter as a capital.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
