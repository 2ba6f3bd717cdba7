using System.Buffers.Binary;
using System.Text;

namespace Evenkeel.Formats.Onnx;

/// <summary>Reads the wire format of protocol buffers at any place of a file, through a small window; no length is believed before it is held against its message.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding. The two wire types of groups are refused: ONNX never had groups.</remarks>
internal sealed class ProtoReader(ByteSource source)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int Fixed32 = 5;

    private readonly byte[] window = new byte[1 << 12];
    private long windowStart;
    private int windowLength;

    /// <summary>The next byte to read.</summary>
    public long Position { get; set; }

    /// <summary>The whole file as a message.</summary>
    public ProtoMessage File { get; } = new(-1, 0, source.Length, null);

    /// <summary>Reads the key of the next field.</summary>
    /// <returns>False at the message's end.</returns>
    public bool Next(ProtoMessage message, out int field, out int wire)
    {
        (field, wire) = (0, 0);
        if (Position >= message.End) return false;
        long at = Position;
        ulong key = Number(message);
        (ulong number, wire) = (key >> 3, (int)(key & 7));
        if (number is 0 or > 0x1FFF_FFFF)
        {
            throw Wrong($"the field at byte {at} has the number {number}; 1 to 536870911 are possible.");
        }

        if (wire is not (Varint or Fixed64 or Bytes or Fixed32))
        {
            throw Wrong($"the field at byte {at} has the wire type {wire}; 0, 1, 2 and 5 are read.");
        }

        field = (int)number;
        return true;
    }

    /// <summary>Reads a number of varying length.</summary>
    public ulong Number(ProtoMessage message)
    {
        long at = Position;
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (Position >= message.End) throw Wrong($"the number at byte {at} goes on beyond its message's end at byte {message.End}.");
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw Wrong($"the number at byte {at} takes more than 10 bytes.");
    }

    /// <summary>Enters a message, or a run of bytes, that the last key announced.</summary>
    public ProtoMessage Enter(ProtoMessage parent)
    {
        long at = Position;
        ulong length = Number(parent);
        if (length > (ulong)(parent.End - Position))
        {
            throw Wrong($"the part at byte {at} claims {length} bytes, but its message holds {parent.End - Position} there.");
        }

        return new(at, Position, Position + (long)length, parent);
    }

    /// <summary>Passes over a field whose key is read.</summary>
    public void Skip(ProtoMessage message, int wire)
    {
        switch (wire)
        {
            case Varint: _ = Number(message); break;
            case Bytes: Position = Enter(message).End; break;
            default: Position = Place(message, wire) + (wire == Fixed32 ? 4 : 8); break;
        }
    }

    /// <summary>Where a number of fixed length lies; it stays to be read or passed over.</summary>
    public long Place(ProtoMessage message, int wire)
    {
        int size = wire == Fixed32 ? 4 : 8;
        return message.End - Position >= size
            ? Position
            : throw Wrong($"the number at byte {Position} takes {size} bytes, but its message holds {message.End - Position} there.");
    }

    /// <summary>Reads a number of 32 bits.</summary>
    public uint Word(ProtoMessage message)
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(Place(message, Fixed32), bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>Reads a number of 64 bits.</summary>
    public ulong LongWord(ProtoMessage message)
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(Place(message, Fixed64), bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Reads a text.</summary>
    public string Text(ProtoMessage parent, ReadBudget budget)
    {
        ProtoMessage text = Enter(parent);
        budget.TakeText(text.Length);
        if (text.Length == 0) return "";
        byte[] bytes = new byte[text.Length];
        Fill(text.Start, bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public TensorFileException Wrong(string what) => new($"{source.Name}: {what}");

    private byte Byte()
    {
        long within = Position - windowStart;
        if (within < 0 || within >= windowLength)
        {
            windowLength = source.Read(Position, window);
            (windowStart, within) = (Position, 0);
            if (windowLength == 0) throw Wrong($"it ends at byte {Position}, in the middle of a message.");
        }

        Position++;
        return window[within];
    }

    private void Fill(long place, Span<byte> bytes)
    {
        long within = place - windowStart;
        if (within >= 0 && within + bytes.Length <= windowLength)
        {
            window.AsSpan((int)within, bytes.Length).CopyTo(bytes);
        }
        else
        {
            source.ReadExactly(place, bytes);
        }

        Position = place + bytes.Length;
    }
}
