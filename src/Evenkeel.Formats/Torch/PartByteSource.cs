namespace Evenkeel.Formats.Torch;

/// <summary>A part of a source as a source of its own; closing it leaves the whole open.</summary>
/// <param name="whole">The source.</param>
/// <param name="start">The first byte of the part.</param>
/// <param name="length">How many bytes it has, all of them in the source.</param>
internal sealed class PartByteSource(ByteSource whole, long start, long length) : ByteSource
{
    public override string Name => whole.Name;

    public override long Length => length;

    public override int Read(long offset, Span<byte> into) =>
        offset >= length ? 0 : whole.Read(start + offset, into[..(int)Math.Min(into.Length, length - offset)]);

    protected override void Dispose(bool disposing)
    {
    }
}
