using System.Buffers.Binary;

namespace Evenkeel.Formats.Onnx;

/// <summary>The elements of a tensor that are stored one by one, in several parts, or as numbers of varying length: little-endian, as they are in memory.</summary>
internal sealed class OnnxFieldStream : ForwardStream
{
    private readonly OnnxTensor tensor;
    private readonly ProtoReader reader;
    private readonly byte[] element = new byte[8];
    private readonly long bytes;
    private readonly long count;
    private ProtoMessage? packed;
    private long next;
    private int given;

    /// <summary>Begins with an element.</summary>
    public OnnxFieldStream(ByteSource source, OnnxTensor tensor, long start)
    {
        this.tensor = tensor;
        count = tensor.StoredCount;
        bytes = count == 0 ? 1 : tensor.StoredLength / count;
        given = (int)bytes;
        reader = new(source) { Position = tensor.Message.Start };
        while (next < start && Advance())
        {
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            if (given == bytes)
            {
                if (!Advance()) break;
                given = 0;
            }

            int part = Math.Min((int)bytes - given, buffer.Length - filled);
            element.AsSpan(given, part).CopyTo(buffer[filled..]);
            (given, filled) = (given + part, filled + part);
        }

        return filled;
    }

    /// <summary>Reads the next element; the last one is held against what the shape needs.</summary>
    private bool Advance()
    {
        if (!TryFind())
        {
            return next == count ? false : throw Wrong($"holds {next}");
        }

        if (next == count) throw Wrong("holds more");
        ProtoMessage message = packed ?? tensor.Message;
        BinaryPrimitives.WriteUInt64LittleEndian(element, tensor.Field switch
        {
            OnnxTypes.FloatField => reader.Word(message),
            OnnxTypes.DoubleField => reader.LongWord(message),
            _ => reader.Number(message),
        });
        next++;
        if (next == count && TryFind()) throw Wrong("holds more");
        return true;
    }

    private bool TryFind()
    {
        while (packed is null || reader.Position >= packed.End)
        {
            packed = null;
            if (!reader.Next(tensor.Message, out int field, out int wire)) return false;
            if (field != tensor.Field) reader.Skip(tensor.Message, wire);
            else if (wire == ProtoReader.Bytes) packed = reader.Enter(tensor.Message);
            else return true;
        }

        return true;
    }

    private TensorFileException Wrong(string what) => reader.Wrong(
        $"tensor '{tensor.Info.Name}' at byte {tensor.Info.Offset} {what} elements in {OnnxTypes.FieldName(tensor.Field)}, but its shape {tensor.Info.ShapeText()} needs {count}.");
}
