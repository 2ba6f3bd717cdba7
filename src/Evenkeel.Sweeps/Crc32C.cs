namespace Evenkeel.Sweeps;

/// <summary>The cyclic redundancy check of Castagnoli's polynomial, which event files and shard lines carry.</summary>
/// <remarks>Reflected polynomial 0x82F63B78, all ones before and after, as RFC 3720, appendix B.4, https://www.rfc-editor.org/rfc/rfc3720.</remarks>
internal static class Crc32C
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Checks some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes) crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
            table[i] = crc;
        }

        return table;
    }
}
