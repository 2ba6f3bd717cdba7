using System.Buffers.Binary;
using System.Text;

namespace Evenkeel.Formats.Tests.Onnx;

/// <summary>Writes the wire format of protocol buffers by hand, lies included.</summary>
internal static class Wire
{
    public static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    public static byte[] Key(int field, int wire) => Varint(((ulong)field << 3) | (uint)wire);

    public static byte[] Number(int field, long value) => [.. Key(field, 0), .. Varint((ulong)value)];

    public static byte[] Bytes(int field, params byte[][] parts)
    {
        byte[] content = [.. parts.SelectMany(part => part)];
        return [.. Key(field, 2), .. Varint((ulong)content.Length), .. content];
    }

    public static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Single(int field, float value) => [.. Key(field, 5), .. Little(value)];

    public static byte[] Little(params float[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }

    public static byte[] Model(params byte[][] graph) => [.. Number(1, 8), .. Bytes(7, graph)];

    public static byte[] Tensor(int field, string name, int type, long[] shape, params byte[][] data) =>
        Bytes(field, [.. shape.Select(axis => Number(1, axis)), Number(2, type), Text(8, name), .. data]);

    public static byte[] Node(string type, string[] inputs, string[] outputs, params byte[][] more) =>
        Bytes(1, [.. inputs.Select(input => Text(1, input)), .. outputs.Select(output => Text(2, output)), Text(4, type), .. more]);

    /// <summary>A tensor of two numbers whose elements lie in another file.</summary>
    public static byte[] Outside(string name, string location, params (string Key, string Value)[] more) => Tensor(
        5, name, 1, [2], [.. more.Prepend(("location", location)).Select(entry => Bytes(13, Text(1, entry.Item1), Text(2, entry.Item2))), Number(14, 1)]);
}
