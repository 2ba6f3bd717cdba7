using System.Buffers.Binary;

namespace Evenkeel.Formats.Zip;

/// <summary>What a zip archive says of one entry's content.</summary>
/// <param name="Checksum">Of the content, unpacked.</param>
/// <param name="Packed">The bytes it takes.</param>
/// <param name="Length">The bytes it holds.</param>
internal readonly record struct ZipSizes(uint Checksum, long Packed, long Length)
{
    /// <summary>Writes checksum and lengths into a header, each where that header keeps it: a field of 32 bits, or the extra field where that is all ones.</summary>
    /// <param name="fields">From the checksum on.</param>
    /// <param name="extra">The header's extra fields.</param>
    /// <returns>Whether each fits where it goes.</returns>
    public bool WriteTo(Span<byte> fields, Span<byte> extra)
    {
        Span<byte> wide = WideField(extra);
        BinaryPrimitives.WriteUInt32LittleEndian(fields, Checksum);
        return WriteField(fields[8..], ref wide, Length) && WriteField(fields[4..], ref wide, Packed);
    }

    /// <summary>Writes a number into a field of 32 bits, or into the extra field where that is all ones.</summary>
    public static bool WriteField(Span<byte> field, ref Span<byte> wide, long value)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(field) == uint.MaxValue && wide.Length >= 8)
        {
            BinaryPrimitives.WriteInt64LittleEndian(wide, value);
            wide = wide[8..];
            return true;
        }

        if (value >= uint.MaxValue)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(field, (uint)value);
        return true;
    }

    /// <summary>The content of the extra field that carries 64-bit sizes; empty where there is none.</summary>
    public static Span<byte> WideField(Span<byte> extra)
    {
        int length = ZipRecord.Wide(extra).Length;
        return length == 0 ? [] : extra.Slice(ZipRecord.WideOffset(extra), length);
    }
}
