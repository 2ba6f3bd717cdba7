namespace Evenkeel.Guards;

/// <summary>The example at the end of a command's description.</summary>
internal static class ExampleText
{
    /// <summary>The lines after a line <c>Example:</c>, or on it.</summary>
    public static IReadOnlyList<ShellLine> Of(string? description)
    {
        string[] lines = (description ?? "").ReplaceLineEndings("\n").Split('\n');
        int mark = Array.FindIndex(lines, line => Mark(line) is not null);
        return mark < 0 ? [] : [.. lines.Skip(mark + 1).Prepend(Mark(lines[mark])!).Select(line => line.Trim()).Where(line => line.Length > 0).Select(ShellLine.Read)];
    }

    private static string? Mark(string line) =>
        line.Trim() is var text && text.StartsWith("Example:", StringComparison.Ordinal) ? text["Example:".Length..]
        : text.StartsWith("Examples:", StringComparison.Ordinal) ? text["Examples:".Length..]
        : null;
}
