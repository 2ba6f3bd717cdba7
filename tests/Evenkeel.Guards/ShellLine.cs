using System.Text;

namespace Evenkeel.Guards;

/// <summary>A line as a shell reads it, as far as examples go: words, quotes, a comment, and where output and input go.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="OutputFile">The file after '&gt;'; null for none.</param>
/// <param name="InputFile">The file after '&lt;'; null for none.</param>
internal sealed record ShellLine(IReadOnlyList<string> Words, string? OutputFile, string? InputFile)
{
    /// <summary>Whether the line calls the program.</summary>
    public bool IsEvenkeel => Words.Count > 0 && Words[0] is "evenkeel" or "./evenkeel";

    /// <summary>The words after the program's name.</summary>
    public string[] Arguments => [.. Words.Skip(1)];

    /// <summary>Reads a line; of a pipe, the first program.</summary>
    /// <exception cref="FormatException">The line uses what examples should not.</exception>
    public static ShellLine Read(string line)
    {
        List<string> words = [];
        foreach (string word in Split(line))
        {
            if (word == "\0|")
            {
                break;
            }

            words.Add(word);
        }

        return new([.. words.Where((word, i) => !IsRedirection(word) && (i == 0 || !IsRedirection(words[i - 1])))], Target(words, "\0>"), Target(words, "\0<"));
    }

    private static bool IsRedirection(string word) => word is "\0>" or "\0<";

    private static string? Target(List<string> words, string mark) => words.IndexOf(mark) is var at && at >= 0 ? words[at + 1] : null;

    /// <summary>Words; what a shell gives a meaning of its own is marked by a leading NUL.</summary>
    private static List<string> Split(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        char quote = '\0';
        foreach (char letter in line)
        {
            if (quote != '\0')
            {
                if (letter == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(letter);
                }

                continue;
            }

            bool special = letter is '|' or '>' or '<' or ';' or '&' or '$' or '`';
            if (letter is '"' or '\'')
            {
                (quote, inWord) = (letter, true);
            }
            else if (char.IsWhiteSpace(letter) || special)
            {
                Flush();
                if (special)
                {
                    words.Add(letter is '|' or '>' or '<' ? "\0" + letter : throw new FormatException($"An example uses '{letter}', which only a shell understands: {line}"));
                }
            }
            else if (letter == '#' && !inWord)
            {
                break;
            }
            else
            {
                word.Append(letter);
                inWord = true;
            }
        }

        Flush();
        return quote == '\0' ? words : throw new FormatException($"An example opens {quote} and does not close it: {line}");

        void Flush()
        {
            if (inWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            inWord = false;
        }
    }
}
