namespace Evenkeel.Guards;

/// <summary>A fenced block of a document.</summary>
/// <param name="Line">The number of its opening line, from 1.</param>
/// <param name="Info">What stands after the opening fence, for example <c>sh</c>.</param>
/// <param name="Lines">What stands between the fences.</param>
internal sealed record MarkdownFence(int Line, string Info, IReadOnlyList<string> Lines)
{
    private static readonly string[] Shells = ["sh", "bash", "console", "shell"];

    /// <summary>Whether it holds lines for a shell.</summary>
    public bool IsShell => Shells.Contains(Language);

    /// <summary>Whether its commands are not to be run: <c>sh no-test it needs the network</c>.</summary>
    public bool IsExempt => Words is [_, "no-test", ..];

    /// <summary>Why not; empty where no reason is given.</summary>
    public string Reason => IsExempt ? string.Join(' ', Words.Skip(2)) : "";

    /// <summary>The file that it shows, which later commands read: <c>csv file=points.csv</c>; null for none.</summary>
    public string? File => Words.FirstOrDefault(word => word.StartsWith("file=", StringComparison.Ordinal))?["file=".Length..];

    /// <summary>The commands of a shell block that call the program, each with its line number; a line that ends in '\' goes on in the next.</summary>
    public IEnumerable<(int Line, ShellLine Command)> Commands
    {
        get
        {
            string open = "";
            int first = 0;
            foreach ((int index, string text) in Lines.Index())
            {
                first = open.Length == 0 ? index : first;
                string line = open + (text.TrimStart().StartsWith("$ ", StringComparison.Ordinal) ? text.TrimStart()[2..] : text);
                open = line.EndsWith('\\') ? line[..^1] + " " : "";
                if (open.Length == 0 && IsCall(line.TrimStart()))
                {
                    yield return (Line + 1 + first, ShellLine.Read(line));
                }
            }
        }
    }

    private string[] Words => Info.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string Language => Words is [var language, ..] ? language : "";

    /// <summary>Finds the fenced blocks of a document.</summary>
    public static IReadOnlyList<MarkdownFence> Find(string markdown)
    {
        List<MarkdownFence> fences = [];
        List<string>? inside = null;
        (int start, string info, string fence) = (0, "", "");
        foreach ((int index, string line) in markdown.ReplaceLineEndings("\n").Split('\n').Index())
        {
            string trimmed = line.TrimStart();
            int length = trimmed.Length - trimmed.TrimStart('`').Length;
            if (inside is null && length >= 3)
            {
                (inside, start, fence, info) = ([], index + 1, trimmed[..length], trimmed[length..].Trim());
            }
            else if (inside is not null && trimmed.TrimEnd() == fence)
            {
                fences.Add(new(start, info, inside));
                inside = null;
            }
            else
            {
                inside?.Add(line);
            }
        }

        return inside is null ? fences : throw new FormatException($"The block that opens in line {start} does not close.");
    }

    private static bool IsCall(string line) =>
        line.StartsWith("evenkeel ", StringComparison.Ordinal) || line.StartsWith("./evenkeel ", StringComparison.Ordinal) || line.TrimEnd() is "evenkeel" or "./evenkeel";
}
