using System.Buffers.Binary;

namespace Evenkeel.Formats.Onnx;

/// <summary>Makes the patches for elements that are stored one by one, or in several parts, or as numbers of varying length.</summary>
internal sealed class OnnxFieldRewriter(ByteSource source, OnnxTensor tensor, Action<Span<float>> fill)
{
    private ReadOnlyMemory<byte> elements;

    public IEnumerable<OnnxPatch> Patches()
    {
        float[] values = new float[tensor.Info.Count];
        fill(values);
        if (tensor.Field == 0) yield break;
        elements = NamedTensor.FromSingles(tensor.Info.Name, tensor.Info.Shape.AsSpan(), values, tensor.Info.Type).Bytes;
        ProtoReader reader = new(source) { Position = tensor.Message.Start };
        while (reader.Next(tensor.Message, out int field, out int wire))
        {
            if (field != tensor.Field)
            {
                reader.Skip(tensor.Message, wire);
                continue;
            }

            // Every part keeps as many elements as it had.
            ProtoMessage place = wire == ProtoReader.Bytes ? reader.Enter(tensor.Message) : new(-1, reader.Position, tensor.Message.End, tensor.Message);
            long count = 0;
            do
            {
                if (wire == ProtoReader.Bytes && reader.Position >= place.End) break;
                reader.Skip(place, Single);
                count++;
            }
            while (wire == ProtoReader.Bytes);
            byte[] bytes = Encode(count);
            ProtoMessage message = wire == ProtoReader.Bytes ? place : tensor.Message;
            yield return OnnxPatch.Of(place.Start, reader.Position - place.Start, bytes, message);
        }
    }

    private int Single => tensor.Field switch
    {
        OnnxTypes.FloatField => ProtoReader.Fixed32,
        OnnxTypes.DoubleField => ProtoReader.Fixed64,
        _ => ProtoReader.Varint,
    };

    private byte[] Encode(long count)
    {
        int size = tensor.Info.Type.Size();
        if (count * size > elements.Length)
        {
            throw new TensorFileException($"{source.Name}: tensor '{tensor.Info.Name}' at byte {tensor.Info.Offset} holds more than the {tensor.Info.Count} elements that its shape {tensor.Info.ShapeText()} needs.");
        }

        ReadOnlyMemory<byte> part = elements[..(int)(count * size)];
        elements = elements[part.Length..];
        if (Single != ProtoReader.Varint) return part.ToArray();
        using MemoryStream numbers = new(3 * part.Length / 2);
        for (int i = 0; i < part.Length; i += size)
        {
            numbers.Write(OnnxPatch.Varint(size == 1 ? part.Span[i] : BinaryPrimitives.ReadUInt16LittleEndian(part.Span[i..])));
        }

        return numbers.ToArray();
    }
}
