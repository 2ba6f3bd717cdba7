using System.Buffers.Binary;
using System.IO.Compression;

namespace Evenkeel.Formats.Zip;

/// <summary>A zip archive written anew with other content in some entries: checksums and lengths follow, every other byte stays.</summary>
internal sealed class ZipRewrite
{
    private readonly ByteSource source;
    private readonly ZipDirectory zip;
    private readonly Stream stream;
    private readonly Dictionary<ZipEntry, long> starts = [];
    private readonly Dictionary<ZipEntry, ZipSizes> sizes = [];

    private ZipRewrite(ByteSource source, ZipDirectory zip, Stream stream) => (this.source, this.zip, this.stream) = (source, zip, stream);

    /// <summary>Writes the archive beside its place and moves it there.</summary>
    /// <param name="source">The archive as it is.</param>
    /// <param name="zip">Its directory.</param>
    /// <param name="path">Where to.</param>
    /// <param name="contents">For each entry that changes, what writes its content, unpacked.</param>
    /// <exception cref="TensorFileException">Entries overlap, or one outgrows the sizes that its headers can hold.</exception>
    public static void Save(ByteSource source, ZipDirectory zip, string path, IReadOnlyDictionary<ZipEntry, Action<Stream>> contents) =>
        AtomicFile.Write(path, stream => new ZipRewrite(source, zip, stream).Write(contents));

    private void Write(IReadOnlyDictionary<ZipEntry, Action<Stream>> contents)
    {
        long position = 0;
        foreach (ZipEntry entry in zip.Entries.OrderBy(entry => entry.HeaderOffset))
        {
            if (entry.HeaderOffset < position)
            {
                throw Wrong(entry, $"begins at byte {entry.HeaderOffset}, inside the one before it");
            }

            PatchedCopy.Copy(source, position, entry.HeaderOffset, stream);
            position = entry.HeaderOffset;
            starts[entry] = stream.Position;
            if (contents.TryGetValue(entry, out Action<Stream>? content))
            {
                position = Replace(entry, content);
            }
        }

        PatchedCopy.Copy(source, position, zip.End.Offset, stream);
        WriteDirectory();
    }

    /// <summary>Writes an entry's header, new content and descriptor; gives the byte of the source that follows them.</summary>
    private long Replace(ZipEntry entry, Action<Stream> content)
    {
        long contentOffset = zip.ContentOffset(entry);
        byte[] header = new byte[contentOffset - entry.HeaderOffset];
        source.ReadExactly(entry.HeaderOffset, header);
        long headerStart = stream.Position;
        stream.Write(header);
        long start = stream.Position;
        uint checksum;
        long length;
        if (entry.IsStored)
        {
            CheckedStream through = new(stream);
            content(through);
            (checksum, length) = (through.Checksum, through.Written);
        }
        else
        {
            using DeflateStream packer = new(stream, CompressionLevel.Optimal, leaveOpen: true);
            CheckedStream through = new(packer);
            content(through);
            (checksum, length) = (through.Checksum, through.Written);
        }

        long end = stream.Position;
        ZipSizes written = new(checksum, end - start, length);
        sizes[entry] = written;
        long next = contentOffset + entry.PackedLength;
        if (entry.HasDescriptor)
        {
            return next + WriteDescriptor(entry, next, written);
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        if (!written.WriteTo(header.AsSpan(14), header.AsSpan(30 + nameLength)))
        {
            throw Wrong(entry, $"would take {written.Packed} bytes, more than its header can say");
        }

        stream.Position = headerStart;
        stream.Write(header);
        stream.Position = end;
        return next;
    }

    /// <summary>Writes what follows the content, as wide as the source has it; gives how many bytes that is.</summary>
    private int WriteDescriptor(ZipEntry entry, long place, ZipSizes written)
    {
        byte[] found = new byte[Math.Min(24, zip.End.Offset - place)];
        source.ReadExactly(place, found);
        int at = found.AsSpan().StartsWith("PK\x7\x8"u8) ? 4 : 0;
        bool isNarrow = Holds(found.AsSpan(at), 4, entry);
        if (!isNarrow && !Holds(found.AsSpan(at), 8, entry) || isNarrow && Math.Max(written.Packed, written.Length) > uint.MaxValue)
        {
            throw Wrong(entry, $"has no descriptor at byte {place} that says what its directory says, or would outgrow it");
        }

        BinaryPrimitives.WriteUInt32LittleEndian(found.AsSpan(at), written.Checksum);
        if (isNarrow)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(found.AsSpan(at + 4), (uint)written.Packed);
            BinaryPrimitives.WriteUInt32LittleEndian(found.AsSpan(at + 8), (uint)written.Length);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(found.AsSpan(at + 4), written.Packed);
            BinaryPrimitives.WriteInt64LittleEndian(found.AsSpan(at + 12), written.Length);
        }

        int length = at + 4 + (isNarrow ? 8 : 16);
        stream.Write(found.AsSpan(0, length));
        return length;
    }

    private static bool Holds(ReadOnlySpan<byte> descriptor, int width, ZipEntry entry)
    {
        if (descriptor.Length < 4 + 2 * width)
        {
            return false;
        }

        ReadOnlySpan<byte> packed = descriptor.Slice(4, width);
        ReadOnlySpan<byte> length = descriptor.Slice(4 + width, width);
        return width == 4
            ? BinaryPrimitives.ReadUInt32LittleEndian(packed) == entry.PackedLength && BinaryPrimitives.ReadUInt32LittleEndian(length) == entry.Length
            : BinaryPrimitives.ReadInt64LittleEndian(packed) == entry.PackedLength && BinaryPrimitives.ReadInt64LittleEndian(length) == entry.Length;
    }

    private void WriteDirectory()
    {
        ZipEnd end = zip.End;
        long moved = stream.Position - end.Offset;
        byte[] records = new byte[end.Length];
        source.ReadExactly(end.Offset, records);
        foreach (ZipEntry entry in zip.Entries)
        {
            Span<byte> record = records.AsSpan((int)(entry.RecordOffset - end.Offset));
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
            Span<byte> wide = ZipSizes.WideField(record.Slice(46 + nameLength, BinaryPrimitives.ReadUInt16LittleEndian(record[30..])));
            ZipSizes now = sizes.GetValueOrDefault(entry, new(BinaryPrimitives.ReadUInt32LittleEndian(record[16..]), entry.PackedLength, entry.Length));
            BinaryPrimitives.WriteUInt32LittleEndian(record[16..], now.Checksum);
            if (!ZipSizes.WriteField(record[24..], ref wide, now.Length) || !ZipSizes.WriteField(record[20..], ref wide, now.Packed) || !ZipSizes.WriteField(record[42..], ref wide, starts[entry]))
            {
                throw Wrong(entry, $"would take {now.Packed} bytes from byte {starts[entry]} on, more than the directory can say");
            }
        }

        stream.Write(records);
        WriteEnd(end, moved);
    }

    private void WriteEnd(ZipEnd end, long moved)
    {
        long tailStart = end.WidePosition < 0 ? end.Position : end.WidePosition;
        PatchedCopy.Copy(source, end.Offset + end.Length, tailStart, stream);
        byte[] tail = new byte[source.Length - tailStart];
        source.ReadExactly(tailStart, tail);
        Span<byte> record = tail.AsSpan((int)(end.Position - tailStart));
        Span<byte> wide = end.WidePosition < 0 ? [] : tail.AsSpan(48, 8);
        if (!wide.IsEmpty)
        {
            BinaryPrimitives.WriteInt64LittleEndian(tail.AsSpan((int)(end.Position - tailStart) - 12), end.WidePosition + moved);
            BinaryPrimitives.WriteInt64LittleEndian(wide, end.Offset + moved);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(record[16..]) != uint.MaxValue)
        {
            if (end.Offset + moved >= uint.MaxValue)
            {
                throw new TensorFileException($"{source.Name}: its zip directory would begin at byte {end.Offset + moved}, more than the end of the archive can say; write the file as safetensors.");
            }

            BinaryPrimitives.WriteUInt32LittleEndian(record[16..], (uint)(end.Offset + moved));
        }

        stream.Write(tail);
    }

    private TensorFileException Wrong(ZipEntry entry, string what) => new($"{source.Name}: its zip entry '{entry.Name}' {what}.");
}
