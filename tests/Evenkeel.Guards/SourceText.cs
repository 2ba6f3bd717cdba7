using System.Text;

namespace Evenkeel.Guards;

/// <summary>C# source with what is not code taken out, line breaks kept.</summary>
internal static class SourceText
{
    /// <summary>Blanks out comments and the insides of strings and characters; what stands in the holes of an interpolated string goes with it.</summary>
    public static string CodeOf(string source)
    {
        StringBuilder code = new(source.Length);
        for (int i = 0; i < source.Length;)
        {
            int end = EndOfNonCode(source, i);
            if (end == i)
            {
                code.Append(source[i++]);
                continue;
            }

            foreach (char skipped in source.AsSpan(i, end - i))
            {
                code.Append(skipped == '\n' ? '\n' : ' ');
            }

            i = end;
        }

        return code.ToString();
    }

    /// <summary>Where the comment or literal that begins at a place ends; the place itself where none begins.</summary>
    private static int EndOfNonCode(string source, int start)
    {
        ReadOnlySpan<char> rest = source.AsSpan(start);
        if (rest.StartsWith("//"))
        {
            return After(source, "\n", start) is var line && line <= source.Length && source[line - 1] == '\n' ? line - 1 : source.Length;
        }

        if (rest.StartsWith("/*"))
        {
            return After(source, "*/", start + 2);
        }

        if (rest.StartsWith("'"))
        {
            return EndOfEscaped(source, start + 1, '\'');
        }

        if (!rest.StartsWith("\""))
        {
            return start;
        }

        int quotes = rest.IndexOfAnyExcept('"') is var count && count < 0 ? rest.Length : count;
        if (quotes >= 3)
        {
            return After(source, new string('"', quotes), start + quotes);
        }

        bool verbatim = start > 0 && (source[start - 1] == '@' || (source[start - 1] == '$' && start > 1 && source[start - 2] == '@'));
        return verbatim ? EndOfVerbatim(source, start + 1) : EndOfEscaped(source, start + 1, '"');
    }

    private static int EndOfEscaped(string source, int start, char quote)
    {
        int i = start;
        while (i < source.Length && source[i] != quote)
        {
            i += source[i] == '\\' ? 2 : 1;
        }

        return Math.Min(i + 1, source.Length);
    }

    private static int EndOfVerbatim(string source, int start)
    {
        int i = start;
        while (i < source.Length && (source[i] != '"' || (i + 1 < source.Length && source[i + 1] == '"')))
        {
            i += source[i] == '"' ? 2 : 1;
        }

        return Math.Min(i + 1, source.Length);
    }

    private static int After(string source, string mark, int from)
    {
        int found = source.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? source.Length : found + mark.Length;
    }
}
