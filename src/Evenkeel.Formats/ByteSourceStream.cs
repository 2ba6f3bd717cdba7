namespace Evenkeel.Formats;

/// <summary>A read-only stream over a source of bytes or a part of it, at its start.</summary>
/// <param name="source">The bytes.</param>
/// <param name="offset">Where the stream begins, ≥ 0.</param>
/// <param name="length">How many bytes it has, if the source has as many.</param>
/// <param name="owns">Whether closing the stream closes the source.</param>
internal sealed class ByteSourceStream(ByteSource source, long offset, long length, bool owns = false) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        long left = length - position;
        if (left <= 0 || buffer.IsEmpty)
        {
            return 0;
        }

        int read = source.Read(offset + position, buffer.Length <= left ? buffer : buffer[..(int)left]);
        position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && owns)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
