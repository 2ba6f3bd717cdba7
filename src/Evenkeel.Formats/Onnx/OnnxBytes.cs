using System.Buffers.Binary;

namespace Evenkeel.Formats.Onnx;

/// <summary>Reads the elements of a tensor in order, little-endian, wherever and however they are stored.</summary>
internal sealed class OnnxBytes : IDisposable
{
    private readonly ByteSource source;
    private readonly OnnxTensor tensor;
    private readonly FileByteSource? dataFile;
    private readonly ProtoReader? reader;
    private ProtoMessage? packed;
    private long next;

    /// <summary>Begins with an element.</summary>
    public OnnxBytes(ByteSource source, OnnxTensor tensor, long start)
    {
        (this.source, this.tensor) = (source, tensor);
        if (tensor.IsContiguous || tensor.Field == 0)
        {
            dataFile = tensor.DataFile is { } file ? new(file.Path) : null;
            next = start;
            return;
        }

        reader = new(source) { Position = tensor.Message.Start };
        while (next < start) _ = Value();
    }

    /// <summary>Reads whole elements; there are as many.</summary>
    public void Read(Span<byte> into)
    {
        int size = tensor.Info.Type.Size();
        if (reader is null)
        {
            (dataFile ?? source).ReadExactly(tensor.Info.Offset + next * size, into);
            next += into.Length / size;
            return;
        }

        Span<byte> whole = stackalloc byte[8];
        for (; into.Length > 0; into = into[size..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(whole, Value());
            whole[..size].CopyTo(into);
        }
    }

    /// <summary>Refuses elements beyond the tensor's last.</summary>
    public void RefuseMore()
    {
        if (reader is not null && TryValue(out _))
        {
            throw reader.Wrong($"tensor '{tensor.Info.Name}' at byte {tensor.Info.Offset} holds more than the {tensor.Info.Count} elements that its shape {tensor.Info.ShapeText()} needs.");
        }
    }

    public void Dispose() => dataFile?.Dispose();

    private ulong Value() => TryValue(out ulong value)
        ? value
        : throw reader!.Wrong($"tensor '{tensor.Info.Name}' at byte {tensor.Info.Offset} holds {next} elements in {OnnxTypes.FieldName(tensor.Field)}, but {tensor.Info.Type.Label()} of shape {tensor.Info.ShapeText()} needs {tensor.Info.Count}.");

    private bool TryValue(out ulong value)
    {
        while (packed is null || reader!.Position >= packed.End)
        {
            packed = null;
            if (!reader!.Next(tensor.Message, out int field, out int wire))
            {
                value = 0;
                return false;
            }

            if (field != tensor.Field) reader.Skip(tensor.Message, wire);
            else if (wire == ProtoReader.Bytes) packed = reader.Enter(tensor.Message);
            else break;
        }

        ProtoMessage message = packed ?? tensor.Message;
        value = tensor.Field switch
        {
            OnnxTypes.FloatField => reader!.Word(message),
            OnnxTypes.DoubleField => reader!.LongWord(message),
            _ => reader!.Number(message),
        };
        next++;
        return true;
    }
}
