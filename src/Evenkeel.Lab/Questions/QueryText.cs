using System.Globalization;
using System.Text;

namespace Evenkeel.Lab.Questions;

/// <summary>The letters of a query, and values as sentences quote them.</summary>
internal static class QueryText
{
    private const string Plain = "-_.~,:()*/=@!";
    private const int MostQuoted = 60;

    /// <summary>Reads an escaped text; an escape that is none stays as it stands.</summary>
    public static string Decode(string raw) => Uri.UnescapeDataString(raw);

    /// <summary>Writes a text so that a query holds it, with as few escapes as that needs.</summary>
    public static string Encode(string text)
    {
        StringBuilder query = new(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Plain.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                query.Append((char)rune.Value);
                continue;
            }

            foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                query.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return query.ToString();
    }

    /// <summary>A value on one line, and not long.</summary>
    public static string Brief(string value)
    {
        string line = new([.. value.Take(MostQuoted + 1).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)]);
        return line.Length <= MostQuoted ? line : line[..MostQuoted] + "…";
    }
}
