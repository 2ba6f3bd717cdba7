using System.CommandLine;

namespace Evenkeel.Cli.Commands;

/// <summary>A line as it can be typed again.</summary>
internal static class Replay
{
    /// <summary>The words of a line, quoted where a shell needs it, without what only says where results go.</summary>
    public static string Of(ParseResult line)
    {
        List<string> words = ["evenkeel"];
        bool skipValue = false;
        foreach (string word in line.Tokens.Select(token => token.Value))
        {
            if (skipValue)
            {
                skipValue = false;
                continue;
            }

            skipValue = word is "--report" or "--out" or "--phase" or "--html" or "--csv" or "--threads";
            if (!skipValue && word is not ("--json" or "--force"))
            {
                words.Add(Quote(word));
            }
        }

        return string.Join(' ', words);
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./,:=+%@".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
