using System.Buffers.Binary;
using System.Text;

namespace Evenkeel.Formats.Zip;

/// <summary>One record of a zip archive's directory.</summary>
internal static class ZipRecord
{
    private const int FixedLength = 46;

    /// <summary>Reads a record and moves past it.</summary>
    /// <param name="records">The whole directory.</param>
    /// <param name="position">Where the record begins; receives where the next one does.</param>
    /// <param name="end">Where the directory stands in the file.</param>
    /// <param name="fileName">What messages call the file.</param>
    public static ZipEntry Read(ReadOnlySpan<byte> records, ref int position, ZipEnd end, string fileName)
    {
        ReadOnlySpan<byte> record = records[position..];
        long place = end.Offset + position;
        int total = record.Length < FixedLength || !record.StartsWith("PK\x1\x2"u8) ? int.MaxValue
            : FixedLength + NameLength(record) + ExtraLength(record) + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
        if (total > record.Length)
        {
            throw new TensorFileException($"{fileName}: its zip directory is damaged at byte {place}; {end.Entries} entries in {end.Length} bytes were expected.");
        }

        position += total;
        Span<long> sizes =
        [
            BinaryPrimitives.ReadUInt32LittleEndian(record[24..]), BinaryPrimitives.ReadUInt32LittleEndian(record[20..]), BinaryPrimitives.ReadUInt32LittleEndian(record[42..]),
        ];
        int at = FixedLength + NameLength(record);
        if (sizes.Contains(uint.MaxValue) && Wide(record.Slice(at, ExtraLength(record))) is { Length: > 0 } wide)
        {
            for (int i = 0; i < sizes.Length && wide.Length >= 8; i++)
            {
                if (sizes[i] == uint.MaxValue)
                {
                    sizes[i] = BinaryPrimitives.ReadInt64LittleEndian(wide);
                    wide = wide[8..];
                }
            }
        }

        string name = NameOf(record.Slice(FixedLength, NameLength(record)));
        if (sizes[0] < 0 || sizes[1] < 0 || sizes[2] < 0 || sizes[2] >= end.Offset)
        {
            throw new TensorFileException($"{fileName}: its zip entry '{name}' claims to begin at byte {sizes[2]} and to hold {sizes[0]} bytes in {sizes[1]}, but the directory begins at byte {end.Offset}.");
        }

        return new()
        {
            Name = name,
            RecordOffset = place,
            HeaderOffset = sizes[2],
            Flags = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]),
            Method = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            PackedLength = sizes[1],
            Length = sizes[0],
        };
    }

    /// <summary>A name as text; bytes that are not UTF-8, which old archives hold, are each taken for the character of their number.</summary>
    public static string NameOf(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The content of the extra field that carries 64-bit sizes; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Wide(ReadOnlySpan<byte> extra)
    {
        int at = WideOffset(extra);
        return at < 0 ? [] : extra.Slice(at, BinaryPrimitives.ReadUInt16LittleEndian(extra[(at - 2)..]));
    }

    /// <summary>Where that content begins among the extra fields; −1 where there is none.</summary>
    public static int WideOffset(ReadOnlySpan<byte> extra)
    {
        int at = 0;
        while (extra.Length - at >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[(at + 2)..]);
            if (length > extra.Length - at - 4)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra[at..]) == 1)
            {
                return at + 4;
            }

            at += 4 + length;
        }

        return -1;
    }

    private static int NameLength(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);

    private static int ExtraLength(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record[30..]);
}
