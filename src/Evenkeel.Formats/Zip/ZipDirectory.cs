using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Evenkeel.Formats.Zip;

/// <summary>The entries of a zip archive, found by its directory; their content is read at any place and by several threads at once.</summary>
/// <remarks>APPNOTE.TXT 6.3.10 (PKWARE), sections 4.3.7 to 4.3.16 and 4.5.3: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.</remarks>
internal sealed class ZipDirectory
{
    /// <summary>Deflate packs at most 1032 bytes into one: a claim beyond that cannot be true.</summary>
    private const long MostPacked = 1032;
    private const int MostEntries = 100_000;
    private const int MostBytes = 32 << 20;
    private const int EndLength = 22;
    private readonly ByteSource source;

    private ZipDirectory(ByteSource source, ZipEnd end, List<ZipEntry> entries) => (this.source, End, Entries) = (source, end, entries);

    /// <summary>The entries, in the directory's order; names differ.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Where the directory stands.</summary>
    public ZipEnd End { get; }

    /// <summary>Reads the directory; no entry's content is touched.</summary>
    /// <exception cref="TensorFileException">The archive is truncated, encrypted, or not what its directory claims.</exception>
    public static ZipDirectory Read(ByteSource source)
    {
        ZipEnd end = ZipEnd.Find(source);
        if (end.Entries > MostEntries || end.Length > MostBytes)
        {
            throw new TensorFileException($"{source.Name}: its zip directory at byte {end.Offset} claims {end.Entries} entries in {end.Length} bytes; at most {MostEntries} in {MostBytes} are read.");
        }

        byte[] records = new byte[end.Length];
        source.ReadExactly(end.Offset, records);
        List<ZipEntry> entries = [];
        HashSet<string> names = [];
        int position = 0;
        while (entries.Count < end.Entries)
        {
            ZipEntry entry = ZipRecord.Read(records, ref position, end, source.Name);
            if (!names.Add(entry.Name))
            {
                throw new TensorFileException($"{source.Name}: its zip archive holds the entry '{entry.Name}' twice.");
            }

            entries.Add(entry);
        }

        return new(source, end, entries);
    }

    /// <summary>Where an entry's content begins: bytes from the start of the file.</summary>
    /// <exception cref="TensorFileException">The entry is encrypted, packed by an unknown method, or its own header is not where the directory says.</exception>
    public long ContentOffset(ZipEntry entry)
    {
        if ((entry.Flags & 0x41) != 0)
        {
            throw Wrong(entry, "is encrypted; unpack the archive with its password first");
        }

        if (entry.Method is not (0 or 8))
        {
            throw Wrong(entry, $"is packed by method {entry.Method}; 0 (stored) and 8 (deflated) are read");
        }

        if (entry.IsStored ? entry.Length != entry.PackedLength : entry.Length / MostPacked > entry.PackedLength)
        {
            throw Wrong(entry, $"claims {entry.Length} bytes, which {entry.PackedLength} packed ones cannot hold");
        }

        Span<byte> header = stackalloc byte[30];
        source.ReadExactly(entry.HeaderOffset, header);
        if (!header.StartsWith("PK\x3\x4"u8))
        {
            throw Wrong(entry, $"has no header of its own at byte {entry.HeaderOffset}, where the directory says");
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        byte[] name = new byte[nameLength];
        source.ReadExactly(entry.HeaderOffset + 30, name);
        long offset = entry.HeaderOffset + 30 + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (ZipRecord.NameOf(name) != entry.Name)
        {
            throw Wrong(entry, $"has another name in its own header at byte {entry.HeaderOffset}");
        }

        return offset <= End.Offset && entry.PackedLength <= End.Offset - offset
            ? offset
            : throw Wrong(entry, $"claims {entry.PackedLength} bytes from byte {offset} on, but the zip directory begins at byte {End.Offset}");
    }

    /// <summary>An entry's content, unpacked, from its start; several may be open at once.</summary>
    /// <remarks>A deflated one may end early or late and may throw <see cref="InvalidDataException"/> where it is damaged.</remarks>
    /// <exception cref="TensorFileException">As <see cref="ContentOffset"/>.</exception>
    public Stream Open(ZipEntry entry)
    {
        ByteSourceStream content = new(source, ContentOffset(entry), entry.PackedLength);
        return entry.IsStored ? content : new DeflateStream(content, CompressionMode.Decompress);
    }

    private TensorFileException Wrong(ZipEntry entry, string what) => new($"{source.Name}: its zip entry '{entry.Name}' {what}.");
}
