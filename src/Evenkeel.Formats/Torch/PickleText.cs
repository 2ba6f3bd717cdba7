using System.Globalization;
using System.Numerics;
using System.Text;

namespace Evenkeel.Formats.Torch;

/// <summary>Reads the numbers and the texts that pickles of protocol 0 spell out, and whole numbers of any length.</summary>
internal static class PickleText
{
    /// <summary>Beyond this many bytes a whole number is a key or a seed, which says nothing of tensors.</summary>
    private const int MostBytes = 128;

    /// <summary>Gives a whole number that may be longer than 64 bits, little-endian in two's complement.</summary>
    /// <returns>A <see cref="long"/>, a <see cref="BigInteger"/>, or an opaque value where it is longer than 128 bytes.</returns>
    public static object Whole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            return new PickleOpaque("a long whole number");
        }

        BigInteger value = new(bytes);
        return Small(value) ?? (object)value;
    }

    /// <summary>Gives the whole number that is written in decimal, perhaps with Python 2's <c>L</c> at its end.</summary>
    /// <returns>As <see cref="Whole(ReadOnlySpan{byte})"/>, or null where it is no number.</returns>
    public static object? WholeFrom(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith("L"u8))
        {
            line = line[..^1];
        }

        if (long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        if (line.Length > 2 * MostBytes)
        {
            return new PickleOpaque("a long whole number");
        }

        return BigInteger.TryParse(Encoding.Latin1.GetString(line), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value) ? value : null;
    }

    /// <summary>Gives the fraction that is written in decimal, as Python writes it.</summary>
    /// <returns>The number, or null where it is none.</returns>
    public static double? FractionFrom(ReadOnlySpan<byte> line) => Encoding.Latin1.GetString(line) switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null,
    };

    /// <summary>Gives a quoted text with backslash escapes.</summary>
    /// <returns>The text, or null where it is not in quotes or an escape is wrong.</returns>
    public static string? Quoted(ReadOnlySpan<byte> line) =>
        line.Length >= 2 && line[0] == line[^1] && line[0] is (byte)'\'' or (byte)'"' ? Unescaped(line[1..^1], all: true) : null;

    /// <summary>Gives a text in which only letters by number are escaped, <c>\u20ac</c> for one.</summary>
    /// <returns>The text, or null where an escape is wrong.</returns>
    public static string? ByNumber(ReadOnlySpan<byte> line) => Unescaped(line, all: false);

    private static long? Small(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    private static string? Unescaped(ReadOnlySpan<byte> text, bool all)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            byte kind = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : (byte)0;
            int digits = kind switch { (byte)'x' when all => 2, (byte)'u' => 4, (byte)'U' => 8, _ => 0 };
            if (digits > 0)
            {
                if (text.Length - i - 2 < digits || !int.TryParse(Encoding.Latin1.GetString(text.Slice(i + 2, digits)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int letter) || (uint)letter > 0x10FFFF)
                {
                    return null;
                }

                plain.Append(letter < 0x10000 ? ((char)letter).ToString() : char.ConvertFromUtf32(letter));
                i += 1 + digits;
            }
            else if (all && kind != 0)
            {
                plain.Append(kind switch { (byte)'n' => '\n', (byte)'r' => '\r', (byte)'t' => '\t', _ => (char)kind });
                i++;
            }
            else
            {
                plain.Append((char)text[i]);
            }
        }

        return plain.ToString();
    }
}
