namespace Evenkeel.Lab.Questions;

/// <summary>Values as queries escape and as sentences quote them.</summary>
internal static class QueryText
{
    private const int MostQuoted = 60;

    /// <summary>Reads an escaped text; an escape that is none stays as it stands.</summary>
    public static string Decode(string raw) => Uri.UnescapeDataString(raw);

    /// <summary>A value on one line, and not long.</summary>
    public static string Brief(string value)
    {
        string line = new([.. value.Take(MostQuoted + 1).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)]);
        return line.Length <= MostQuoted ? line : line[..MostQuoted] + "…";
    }
}
