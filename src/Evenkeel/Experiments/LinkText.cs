using System.Globalization;
using System.Text;

namespace Evenkeel.Experiments;

/// <summary>The letters of a query: escapes read strictly, and written only where a query needs them.</summary>
internal static class LinkText
{
    private const string Plain = "-_.~,:()*/=@!";

    private const int MostQuoted = 60;

    private const int MostTold = 400;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a part of a query.</summary>
    /// <param name="raw">The part, with its escapes.</param>
    /// <param name="plusIsSpace">Whether <c>+</c> stands for a space, as a page's form writes it.</param>
    /// <returns>The text; null where an escape is no byte, or the bytes are no UTF-8.</returns>
    public static string? Decode(string raw, bool plusIsSpace)
    {
        List<byte> bytes = new(raw.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (int i = 0; i < raw.Length;)
        {
            if (raw[i] == '%')
            {
                if (i + 2 >= raw.Length || !byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                {
                    return null;
                }

                bytes.Add(value);
                i += 3;
                continue;
            }

            if (!Rune.TryGetRuneAt(raw, i, out Rune rune))
            {
                return null;
            }

            rune = plusIsSpace && rune.Value == '+' ? new(' ') : rune;
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            i += rune.Utf16SequenceLength;
        }

        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Writes a part of a query so that <see cref="Decode"/>, and a page, read it back.</summary>
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

    /// <summary>A pair that nobody here reads, as it was but for letters that no address may hold.</summary>
    public static string Untouched(string pair)
    {
        StringBuilder kept = new(pair.Length);
        foreach (Rune rune in pair.EnumerateRunes())
        {
            _ = rune.IsAscii && rune.Value > ' ' && rune.Value < 0x7f && !"\"<>#".Contains((char)rune.Value, StringComparison.Ordinal)
                ? kept.Append((char)rune.Value)
                : kept.Append(Encode(rune.ToString()));
        }

        return kept.ToString();
    }

    /// <summary>A value as a sentence quotes it: on one line, and not long.</summary>
    public static string Quote(string value) => $"'{Brief(value, MostQuoted)}'";

    /// <summary>A sentence that may quote what was given, on one line and not long.</summary>
    public static string Tell(string sentence) => Brief(sentence, MostTold);

    private static string Brief(string text, int most)
    {
        StringBuilder brief = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (brief.Length >= most)
            {
                return brief.Append('…').ToString();
            }

            brief.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        return brief.ToString();
    }
}
