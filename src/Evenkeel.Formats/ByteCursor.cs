using System.Buffers.Binary;
using System.Text;

namespace Evenkeel.Formats;

/// <summary>Reads a header from front to back, through a buffer; for one thread.</summary>
/// <param name="source">The bytes.</param>
/// <param name="bigEndian">Whether numbers stand with their highest byte first.</param>
internal sealed class ByteCursor(ByteSource source, bool bigEndian = false)
{
    private readonly byte[] buffer = new byte[1 << 16];
    private long bufferStart;
    private int bufferLength;

    /// <summary>The byte that comes next.</summary>
    public long Position { get; private set; }

    /// <summary>The bytes that come.</summary>
    public long Left => source.Length - Position;

    /// <summary>Moves on without reading.</summary>
    /// <exception cref="TensorFileException">There are not as many bytes.</exception>
    public void Skip(long count)
    {
        if (count > Left)
        {
            throw Ended(count);
        }

        Position += count;
    }

    public byte Byte() => Next(1)[0];

    public ushort UInt16() => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Next(2)) : BinaryPrimitives.ReadUInt16LittleEndian(Next(2));

    public uint UInt32() => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Next(4)) : BinaryPrimitives.ReadUInt32LittleEndian(Next(4));

    public ulong UInt64() => bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Next(8)) : BinaryPrimitives.ReadUInt64LittleEndian(Next(8));

    /// <summary>Text of a number of bytes, at most a buffer's; what is not UTF-8 becomes U+FFFD.</summary>
    public string Text(int bytes) => Encoding.UTF8.GetString(Next(bytes));

    /// <summary>The next bytes, at most a buffer's; they stay until the next call.</summary>
    public ReadOnlySpan<byte> Next(int count)
    {
        if (Position < bufferStart || Position + count > bufferStart + bufferLength)
        {
            bufferStart = Position;
            bufferLength = source.Read(Position, buffer);
            if (bufferLength < count)
            {
                throw Ended(count);
            }
        }

        ReadOnlySpan<byte> bytes = buffer.AsSpan((int)(Position - bufferStart), count);
        Position += count;
        return bytes;
    }

    private TensorFileException Ended(long count) => new($"{source.Name}: it ends at byte {source.Length}, but {count} bytes are needed from byte {Position} on.");
}
