using System.Text.RegularExpressions;

namespace Evenkeel.Cli.Tests;

/// <summary>What a terminal shows of a line.</summary>
internal static partial class ScreenText
{
    /// <summary>A line without what only sets a style.</summary>
    public static string Plain(string line) => Escape().Replace(line, "");

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escape();
}
