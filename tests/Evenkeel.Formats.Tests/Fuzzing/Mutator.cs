using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>Damages files, the same way every time: input n of a seed is a function of n.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds)
{
    private const int MostBytes = 1 << 18;
    private static readonly string[] Nests = ["[", "{", "(", "{\"a\":", "[[", "\x09\0\0\0\x02\0\0\0\0\0\0\0", "\x5d", "("];

    /// <summary>Gives one damaged file.</summary>
    /// <param name="index">Which; every other one is a seed cut short, until each seed was cut at every length.</param>
    /// <param name="seed">Receives the place of the seed it is made from.</param>
    public byte[] Make(long index, out int seed)
    {
        long cut = index / 2;
        for (seed = 0; seed < seeds.Count && index % 2 == 0; seed++)
        {
            if (cut < seeds[seed].Length)
            {
                return seeds[seed][..(int)cut];
            }

            cut -= seeds[seed].Length;
        }

        Random dice = new(unchecked((int)(index * 2654435761 ^ index >> 32)));
        seed = (int)(index % seeds.Count);
        byte[] bytes = [.. seeds[seed]];
        for (int steps = 1 + (int)Math.Min(7, -Math.Log2(1 - dice.NextDouble())); steps > 0; steps--)
        {
            bytes = Damage(bytes, dice);
        }

        return bytes;
    }

    private byte[] Damage(byte[] bytes, Random dice)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        // Headers stand at the start, directories at the end, and matter more than elements.
        int edge = Math.Min(bytes.Length, 512);
        int at = dice.Next(4) switch { 0 or 1 => dice.Next(edge), 2 => bytes.Length - edge + dice.Next(edge), _ => dice.Next(bytes.Length) };
        switch (dice.Next(14))
        {
            case 0 or 1: bytes[at] ^= (byte)(1 << dice.Next(8)); break;
            case 2: bytes[at] = (byte)dice.Next(256); break;
            case 3: bytes[at] = Pick<byte>(dice, [0, 1, 0x7F, 0x80, 0xFF]); break;
            case 4 or 5: Field(bytes.AsSpan(at), bytes.Length, dice); break;
            case 6: return bytes[..at];
            case 7: return [.. bytes[..at], .. bytes[dice.Next(at, bytes.Length)..]];
            case 8: return Insert(bytes, at, Slice(bytes, dice));
            case 9: return Insert(bytes, at, Slice(seeds[dice.Next(seeds.Count)], dice));
            case 10: Swap(bytes, dice); break;
            case 11: return Digits(bytes, at, dice);
            case 12: return Insert(bytes, at, Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(Pick<string>(dice, Nests), Pick<int>(dice, [2, 70, 2000, 20_000])))));
            default: bytes.AsSpan(at, dice.Next(bytes.Length - at + 1)).Fill(Pick<byte>(dice, [0, 0xFF, (byte)' ', (byte)'9'])); break;
        }

        return bytes;
    }

    /// <summary>Sets a number of 16, 32 or 64 bits to an extreme, or next to one, in either order.</summary>
    private static void Field(Span<byte> place, int length, Random dice)
    {
        ulong value = Pick<ulong>(dice, [0UL, 1, 2, (ulong)length, 0x7F, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1UL << 40, long.MaxValue, 1UL << 63, ulong.MaxValue]) + (ulong)dice.Next(-1, 2);
        int size = Math.Min(place.Length, Pick<int>(dice, [2, 4, 8]));
        Span<byte> field = stackalloc byte[8];
        if (dice.Next(4) == 0)
        {
            BinaryPrimitives.WriteUInt64BigEndian(field, value);
            field[(8 - size)..].CopyTo(place);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(field, value);
            field[..size].CopyTo(place);
        }
    }

    /// <summary>Puts another number in the place of the next one that is written in digits.</summary>
    private static byte[] Digits(byte[] bytes, int at, Random dice)
    {
        while (at < bytes.Length && !char.IsAsciiDigit((char)bytes[at])) at++;
        int end = at;
        while (end < bytes.Length && char.IsAsciiDigit((char)bytes[end])) end++;
        string number = Pick<string>(dice, ["0", "1", "-1", "1e9", "2147483648", "4294967295", "9223372036854775807", "9223372036854775808", "18446744073709551616", dice.Next(100).ToString(CultureInfo.InvariantCulture)]);
        return [.. bytes[..at], .. Encoding.ASCII.GetBytes(number), .. bytes[end..]];
    }

    private static byte[] Slice(byte[] bytes, Random dice)
    {
        int from = dice.Next(bytes.Length);
        return bytes[from..dice.Next(from, bytes.Length)];
    }

    private static byte[] Insert(byte[] bytes, int at, byte[] more) => bytes.Length + more.Length > MostBytes ? bytes : [.. bytes[..at], .. more, .. bytes[at..]];

    private static void Swap(byte[] bytes, Random dice)
    {
        int length = dice.Next(1, Math.Min(16, bytes.Length) + 1);
        int a = dice.Next(bytes.Length - length + 1);
        int b = dice.Next(bytes.Length - length + 1);
        byte[] kept = bytes[a..(a + length)];
        bytes.AsSpan(b, length).CopyTo(bytes.AsSpan(a));
        kept.CopyTo(bytes.AsSpan(b));
    }

    private static T Pick<T>(Random dice, ReadOnlySpan<T> from) => from[dice.Next(from.Length)];
}
