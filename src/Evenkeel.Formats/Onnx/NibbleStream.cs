namespace Evenkeel.Formats.Onnx;

/// <summary>Whole numbers of 4 bits, two in a byte with the first in the lower half, as whole numbers of 8 bits.</summary>
/// <param name="pairs">The bytes, from the one with the first element on; closed with the stream.</param>
/// <param name="signed">Whether the highest of the 4 bits is a sign.</param>
/// <param name="skipFirst">Whether the lower half of the first byte is passed over.</param>
/// <param name="count">How many elements there are.</param>
internal sealed class NibbleStream(Stream pairs, bool signed, bool skipFirst, long count) : ForwardStream
{
    private readonly byte[] buffer = new byte[1 << 12];
    private bool isHigh = skipFirst;
    private long left = count;
    private int held;
    private int next;

    public override int Read(Span<byte> buffer)
    {
        int filled = 0;
        for (; filled < buffer.Length && left > 0; filled++, left--)
        {
            if (next == held)
            {
                (next, held) = (0, pairs.ReadAtLeast(this.buffer, (int)Math.Min(this.buffer.Length, (left + 1) / 2), throwOnEndOfStream: false));
                if (held == 0) break;
            }

            int half = isHigh ? this.buffer[next++] >> 4 : this.buffer[next] & 0xF;
            isHigh = !isHigh;
            buffer[filled] = (byte)(signed && half > 7 ? half - 16 : half);
        }

        return filled;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) pairs.Dispose();
        base.Dispose(disposing);
    }
}
