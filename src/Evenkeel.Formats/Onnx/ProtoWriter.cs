using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Evenkeel.Formats.Onnx;

/// <summary>Makes a message in the wire format of protocol buffers; large parts are kept by reference and copied once, into the file.</summary>
internal sealed class ProtoWriter
{
    private readonly List<ReadOnlyMemory<byte>> parts = [];
    private readonly ArrayBufferWriter<byte> small = new();

    /// <summary>The bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Writes a whole number.</summary>
    public ProtoWriter Number(int field, long value)
    {
        Key(field, ProtoReader.Varint);
        return Raw(OnnxPatch.Varint(unchecked((ulong)value)));
    }

    /// <summary>Writes a float32.</summary>
    public ProtoWriter Single(int field, float value)
    {
        Key(field, ProtoReader.Fixed32);
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Raw(bytes);
    }

    /// <summary>Writes a text; nothing where it is empty and may be left out.</summary>
    public ProtoWriter Text(int field, string text, bool always = false) => text.Length > 0 || always ? Bytes(field, Encoding.UTF8.GetBytes(text)) : this;

    /// <summary>Writes bytes.</summary>
    public ProtoWriter Bytes(int field, ReadOnlyMemory<byte> bytes)
    {
        Key(field, ProtoReader.Bytes);
        Raw(OnnxPatch.Varint((ulong)bytes.Length));
        return Raw(bytes);
    }

    /// <summary>Writes a message.</summary>
    public ProtoWriter Message(int field, ProtoWriter message)
    {
        Key(field, ProtoReader.Bytes);
        Raw(OnnxPatch.Varint((ulong)message.Length));
        message.Flush();
        Flush();
        parts.AddRange(message.parts);
        Length += message.Length;
        return this;
    }

    /// <summary>Writes everything.</summary>
    public void CopyTo(Stream stream)
    {
        Flush();
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            stream.Write(part.Span);
        }
    }

    private void Key(int field, int wire) => Raw(OnnxPatch.Varint((ulong)((field << 3) | wire)));

    private ProtoWriter Raw(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < SmallBytes)
        {
            small.Write(bytes.Span);
        }
        else
        {
            Flush();
            parts.Add(bytes);
        }

        Length += bytes.Length;
        return this;
    }

    private void Flush()
    {
        if (small.WrittenCount == 0) return;
        parts.Add(small.WrittenSpan.ToArray());
        small.ResetWrittenCount();
    }

    private const int SmallBytes = 1 << 12;
}
