namespace Evenkeel.Lab.Questions;

/// <summary>Words as a shell reads them.</summary>
internal static class ShellText
{
    private const string Plain = "-_./,:=+%@";

    /// <summary>A word as it is typed, in quotes where a shell needs them.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
