using System.Buffers.Binary;

namespace Evenkeel.Formats.Torch;

/// <summary>The checksum of zip archives: CRC-32 with the reflected polynomial 0xEDB88320 of ISO 3309, eight bytes a step.</summary>
/// <remarks>Kounavis and Berry 2005, <i>A Systematic Approach to Building High Performance Software-based CRC Generators</i>: one table for each of the eight bytes.</remarks>
internal static class Crc32
{
    private static readonly uint[] Table = Tables();

    /// <summary>The checksum of a part of a stream.</summary>
    /// <param name="stream">The stream; left behind the part.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many bytes there are.</param>
    /// <param name="buffer">Where parts are read to.</param>
    public static uint Of(Stream stream, long start, long length, byte[] buffer)
    {
        stream.Position = start;
        uint sum = uint.MaxValue;
        while (length > 0)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length));
            stream.ReadExactly(part);
            sum = Add(sum, part);
            length -= part.Length;
        }

        return ~sum;
    }

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Add(uint.MaxValue, bytes);

    private static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        uint[] table = Table;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            sum = table[7 * 256 + (byte)low] ^ table[6 * 256 + (byte)(low >> 8)] ^ table[5 * 256 + (byte)(low >> 16)] ^ table[4 * 256 + (int)(low >> 24)]
                ^ table[3 * 256 + (byte)high] ^ table[2 * 256 + (byte)(high >> 8)] ^ table[256 + (byte)(high >> 16)] ^ table[(int)(high >> 24)];
        }

        foreach (byte value in bytes)
        {
            sum = (sum >> 8) ^ table[(byte)(sum ^ value)];
        }

        return sum;
    }

    private static uint[] Tables()
    {
        uint[] tables = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint sum = value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }

            tables[value] = sum;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        }

        return tables;
    }
}
