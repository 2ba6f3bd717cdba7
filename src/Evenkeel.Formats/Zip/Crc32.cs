namespace Evenkeel.Formats.Zip;

/// <summary>The checksum of zip archives: the polynomial 0xEDB88320, bits reversed, from and to all ones.</summary>
/// <remarks>ISO 3309, ITU-T V.42; eight bytes at a step as in Kounavis and Berry 2008, <i>Novel Table Lookup-Based Algorithms for High-Performance CRC Generation</i>.</remarks>
internal static class Crc32
{
    private static readonly uint[][] Tables = Make();

    /// <summary>Goes on with a checksum.</summary>
    /// <param name="checksum">That of the bytes before; 0 at the start.</param>
    /// <param name="bytes">The bytes that follow.</param>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~checksum;
        uint[][] t = Tables;
        while (bytes.Length >= 8)
        {
            uint low = crc ^ (bytes[0] | (uint)bytes[1] << 8 | (uint)bytes[2] << 16 | (uint)bytes[3] << 24);
            crc = t[7][low & 255] ^ t[6][(low >> 8) & 255] ^ t[5][(low >> 16) & 255] ^ t[4][low >> 24]
                ^ t[3][bytes[4]] ^ t[2][bytes[5]] ^ t[1][bytes[6]] ^ t[0][bytes[7]];
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            crc = t[0][(crc ^ value) & 255] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] Make()
    {
        uint[][] tables = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }

            tables[0][i] = crc;
        }

        for (int table = 1; table < 8; table++)
        {
            for (int i = 0; i < 256; i++)
            {
                uint before = tables[table - 1][i];
                tables[table][i] = tables[0][before & 255] ^ (before >> 8);
            }
        }

        return tables;
    }
}
