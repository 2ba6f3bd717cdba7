using System.Buffers.Binary;

namespace Evenkeel.Formats.Zip;

/// <summary>Where a zip archive's directory stands, as the records at the end of the file say.</summary>
/// <param name="Offset">Where it begins: bytes from the start of the file.</param>
/// <param name="Length">The bytes it takes.</param>
/// <param name="Entries">How many entries it claims.</param>
/// <param name="Position">Where the end record stands.</param>
/// <param name="WidePosition">Where the 64-bit end record stands; −1 where there is none.</param>
internal sealed record ZipEnd(long Offset, long Length, long Entries, long Position, long WidePosition)
{
    private const int RecordLength = 22;
    private const int LocatorLength = 20;
    private const int WideLength = 56;

    /// <summary>The 64-bit record may carry more than is read here, but stands just before its locator.</summary>
    private const int MostBetween = 1 << 16;

    /// <summary>Finds the end record, which only a comment of at most 65535 bytes may follow.</summary>
    /// <exception cref="TensorFileException">There is none, as in a truncated archive, or it points outside the file.</exception>
    public static ZipEnd Find(ByteSource source)
    {
        int tailLength = (int)Math.Min(source.Length, RecordLength + ushort.MaxValue);
        byte[] tail = new byte[tailLength];
        source.ReadExactly(source.Length - tailLength, tail);
        for (int at = tailLength - RecordLength; at >= 0; at--)
        {
            ReadOnlySpan<byte> record = tail.AsSpan(at);
            if (record.StartsWith("PK\x5\x6"u8) && BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length - RecordLength)
            {
                return Read(source, record, source.Length - tailLength + at);
            }
        }

        throw new TensorFileException($"{source.Name}: it starts as a zip archive, but the directory that should end it at byte {source.Length} is missing; the file is truncated.");
    }

    private static ZipEnd Read(ByteSource source, ReadOnlySpan<byte> record, long position)
    {
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        long wide = -1;
        if (BinaryPrimitives.ReadUInt16LittleEndian(record[4..]) is not (0 or ushort.MaxValue))
        {
            throw new TensorFileException($"{source.Name}: its zip archive is one part of several; join the parts first.");
        }

        if (Wide(source, position) is { } at)
        {
            Span<byte> fields = stackalloc byte[WideLength];
            source.ReadExactly(at, fields);
            wide = at;
            entries = BinaryPrimitives.ReadInt64LittleEndian(fields[32..]);
            length = BinaryPrimitives.ReadInt64LittleEndian(fields[40..]);
            offset = BinaryPrimitives.ReadInt64LittleEndian(fields[48..]);
        }

        long before = wide < 0 ? position : wide;
        return entries >= 0 && length >= 0 && offset >= 0 && offset <= before && length <= before - offset
            ? new(offset, length, entries, position, wide)
            : throw new TensorFileException($"{source.Name}: the end of its zip archive at byte {position} claims a directory of {length} bytes from byte {offset} on, but only {before} bytes stand before it.");
    }

    /// <summary>Where the 64-bit record stands, if the locator before the end record points to one.</summary>
    private static long? Wide(ByteSource source, long position)
    {
        if (position < LocatorLength + WideLength)
        {
            return null;
        }

        Span<byte> locator = stackalloc byte[LocatorLength];
        source.ReadExactly(position - LocatorLength, locator);
        if (!locator.StartsWith("PK\x6\x7"u8))
        {
            return null;
        }

        long at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        Span<byte> magic = stackalloc byte[4];
        if (at >= Math.Max(0, position - MostBetween) && at <= position - LocatorLength - WideLength)
        {
            source.ReadExactly(at, magic);
        }

        return magic.SequenceEqual("PK\x6\x6"u8)
            ? at
            : throw new TensorFileException($"{source.Name}: its zip archive claims a 64-bit end record at byte {at}, where there is none.");
    }
}
