namespace Evenkeel.Formats;

/// <summary>The bytes of a stream that can seek, which one thread at a time may read.</summary>
internal sealed class StreamByteSource(Stream stream, string name) : ByteSource
{
    private readonly Lock reading = new();

    public override string Name => name;

    public override long Length => stream.Length;

    public override int Read(long offset, Span<byte> into)
    {
        lock (reading)
        {
            stream.Position = offset;
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
    }

    protected override void Dispose(bool disposing) => stream.Dispose();
}
