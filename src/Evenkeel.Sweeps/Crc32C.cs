using System.Buffers.Binary;
using System.Numerics;

namespace Evenkeel.Sweeps;

/// <summary>The cyclic redundancy check of Castagnoli's polynomial, which event files and shard lines carry.</summary>
/// <remarks>Reflected polynomial 0x82F63B78, all ones before and after, as RFC 3720, appendix B.4, https://www.rfc-editor.org/rfc/rfc3720.</remarks>
internal static class Crc32C
{
    /// <summary>Checks some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
