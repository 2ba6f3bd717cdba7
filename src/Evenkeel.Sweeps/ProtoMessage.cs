using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Evenkeel.Sweeps;

/// <summary>A message of protocol buffers, field by field.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding/: a tag is <c>number·8 + type</c>; type 0 is a varint, 1 eight bytes, 2 bytes with their length, 5 four bytes.</remarks>
internal sealed class ProtoMessage
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    public ProtoMessage Number(int field, double value)
    {
        Tag(field, 1);
        Raw(value);
        return this;
    }

    public ProtoMessage Single(int field, float value)
    {
        Tag(field, 5);
        Span<byte> raw = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(raw, value);
        bytes.Write(raw);
        return this;
    }

    public ProtoMessage Whole(int field, long value)
    {
        Tag(field, 0);
        Varint((ulong)value);
        return this;
    }

    public ProtoMessage Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Inner(int field, ProtoMessage value) => Block(field, value.Bytes);

    /// <summary>Several numbers in one field.</summary>
    public ProtoMessage Packed(int field, IReadOnlyCollection<double> values)
    {
        Tag(field, 2);
        Varint((ulong)values.Count * sizeof(double));
        foreach (double value in values) Raw(value);
        return this;
    }

    private ProtoMessage Block(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, 2);
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    private void Tag(int field, int type) => Varint((ulong)(field * 8 + type));

    private void Raw(double value)
    {
        Span<byte> raw = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(raw, value);
        bytes.Write(raw);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Write([(byte)(value | 0x80)]);
        bytes.Write([(byte)value]);
    }
}
