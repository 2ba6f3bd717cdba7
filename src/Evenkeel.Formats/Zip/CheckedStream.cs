namespace Evenkeel.Formats.Zip;

/// <summary>Passes bytes on, counts them and sums them up.</summary>
internal sealed class CheckedStream(Stream next) : Stream
{
    /// <summary>The checksum of what was written.</summary>
    public uint Checksum { get; private set; }

    /// <summary>How many bytes were written.</summary>
    public long Written { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Written;

    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Checksum = Crc32.Append(Checksum, buffer);
        Written += buffer.Length;
        next.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => next.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
