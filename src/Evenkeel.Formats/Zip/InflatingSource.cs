using System.Buffers;

namespace Evenkeel.Formats.Zip;

/// <summary>The bytes of a deflated zip entry, for one thread: reading on is free, reading back unpacks it from its start.</summary>
internal sealed class InflatingSource(ZipDirectory zip, ZipEntry entry, string fileName) : ByteSource
{
    private Stream? content;
    private long position;

    public override string Name => fileName;

    public override long Length => entry.Length;

    public override int Read(long offset, Span<byte> into)
    {
        if (content is null || offset < position)
        {
            content?.Dispose();
            content = zip.Open(entry);
            position = 0;
        }

        Skip(offset);
        int read = position < offset ? 0 : content.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        position += read;
        return read;
    }

    protected override void Dispose(bool disposing) => content?.Dispose();

    private void Skip(long offset)
    {
        byte[] skipped = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (position < offset)
            {
                int read = content!.Read(skipped, 0, (int)Math.Min(skipped.Length, offset - position));
                if (read == 0) break;
                position += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(skipped);
        }
    }
}
