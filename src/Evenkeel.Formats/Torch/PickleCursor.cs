using System.Buffers.Binary;

namespace Evenkeel.Formats.Torch;

/// <summary>Walks the bytes of pickles, front to back, through a buffer that grows no further than one claim that the bytes really hold.</summary>
internal sealed class PickleCursor
{
    /// <summary>More than any module, name or number needs; text of any length has opcodes that say how long it is.</summary>
    private const int MostLine = 1 << 16;

    /// <summary>Tens of thousands of tensors take a few megabytes.</summary>
    private const long MostBytes = 1 << 25;

    private readonly ByteSource source;
    private readonly long start;
    private readonly long end;
    private readonly string within;
    private byte[] buffer = new byte[1 << 12];
    private long bufferStart;
    private int bufferLength;

    /// <summary>Stands at the first byte.</summary>
    /// <param name="source">Where the bytes are.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The byte after the last, at most the source's length.</param>
    /// <param name="within">What the bytes are a part of, as a message says it after a byte's number; for example <c> of 'a/data.pkl'</c>.</param>
    public PickleCursor(ByteSource source, long start, long end, string within)
    {
        (this.source, this.start, this.end, this.within) = (source, start, end, within);
        Position = bufferStart = start;
    }

    /// <summary>The next byte to read, counted from the start of the file or of its entry.</summary>
    public long Position { get; private set; }

    /// <summary>Makes a refusal.</summary>
    /// <param name="at">The byte that is wrong.</param>
    /// <param name="what">What is wrong with it, after "the pickle at byte 7".</param>
    public TensorFileException Wrong(long at, string what) => new($"{source.Name}: the pickle at byte {at}{within} {what}");

    public byte Next() => Take(1)[0];

    public ushort NextUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int NextInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint NextUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong NextUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Takes bytes, which stay as they are until the next call.</summary>
    public ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(end - Position))
        {
            throw Wrong(Position, $"claims {count} bytes, but {end - Position} follow; the file is cut or damaged.");
        }

        if ((ulong)(Position - start) + count > MostBytes)
        {
            throw Wrong(Position, $"goes on beyond {MostBytes} bytes, the most that are read.");
        }

        if (Position + (long)count > bufferStart + bufferLength)
        {
            Fill((int)count);
        }

        ReadOnlySpan<byte> taken = buffer.AsSpan((int)(Position - bufferStart), (int)count);
        Position += (long)count;
        return taken;
    }

    /// <summary>Takes a line without its line feed.</summary>
    public ReadOnlySpan<byte> Line()
    {
        long at = Position;
        int most = (int)Math.Min(MostLine, Math.Min(end - at, MostBytes - (at - start)));
        for (int length = Math.Min(most, 64); length > 0; length = Math.Min(most, 4 * length))
        {
            ReadOnlySpan<byte> seen = Take((ulong)length);
            int feed = seen.IndexOf((byte)'\n');
            if (feed >= 0)
            {
                Position = at + feed + 1;
                return seen[..feed];
            }

            Position = at;
            if (length == most) break;
        }

        throw Wrong(at, $"starts a line that does not end within {most} bytes.");
    }

    private void Fill(int count)
    {
        if (buffer.Length < count)
        {
            buffer = new byte[count];
        }

        bufferStart = Position;
        bufferLength = (int)Math.Min(buffer.Length, end - Position);
        source.ReadExactly(Position, buffer.AsSpan(0, bufferLength));
    }
}
