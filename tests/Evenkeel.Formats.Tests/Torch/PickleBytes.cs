using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Evenkeel.Formats.Tests.Torch;

/// <summary>Writes pickles opcode by opcode, so that tests hold what no well-meaning program writes.</summary>
internal static class PickleBytes
{
    public static readonly byte[] None = "N"u8.ToArray();

    public static byte[] Global(string module, string name) => Encoding.UTF8.GetBytes($"c{module}\n{name}\n");

    public static byte[] Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)'X', .. Little(bytes.Length, 4), .. bytes];
    }

    public static byte[] Whole(long number) => [0x8a, 8, .. Little(number, 8)];

    public static byte[] Tuple(params byte[][] items) => [(byte)'(', .. items.SelectMany(item => item), (byte)'t'];

    public static byte[] Call(byte[] function, params byte[][] arguments) => [.. function, .. Tuple(arguments), (byte)'R'];

    public static byte[] Dict(params (string Key, byte[] Value)[] items) =>
        [(byte)'}', (byte)'(', .. items.SelectMany(item => (byte[])[.. Text(item.Key), .. item.Value]), (byte)'u'];

    public static byte[] Storage(string key, long count, string kind = "FloatStorage") =>
        [.. Tuple(Text("storage"), Global("torch", kind), Text(key), Text("cpu"), Whole(count)), (byte)'Q'];

    public static byte[] Tensor(byte[] storage, long offset, long[] shape, long[] strides) =>
        Call(Global("torch._utils", "_rebuild_tensor_v2"), storage, Whole(offset), Numbers(shape), Numbers(strides), [0x89], Call(Global("collections", "OrderedDict")));

    /// <summary>A tensor with a type of its own, as PyTorch 2 writes those for which it has no class of storage.</summary>
    public static byte[] Tensor(byte[] storage, string type, long[] shape, long[] strides) =>
        Call(Global("torch._utils", "_rebuild_tensor_v3"), storage, Whole(0), Numbers(shape), Numbers(strides), [0x89], Call(Global("collections", "OrderedDict")), Global("torch", type));

    public static byte[] Numbers(long[] numbers) => Tuple([.. numbers.Select(Whole)]);

    /// <summary>Adds protocol and stop.</summary>
    public static byte[] Whole(byte[] value) => [0x80, 2, .. value, (byte)'.'];

    /// <summary>An archive of a pickle and of storages.</summary>
    public static byte[] Archive(byte[] value, params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries.Prepend(("a/data.pkl", Whole(value))))
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A file of the older form.</summary>
    public static byte[] Legacy(byte[] value, byte[] keys, byte[] storages) =>
        [.. Whole([0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]), .. Whole(Whole(1001)), .. Whole(Dict()), .. Whole(value), .. Whole(keys), .. storages];

    public static byte[] List(params byte[][] items) => [(byte)']', (byte)'(', .. items.SelectMany(item => item), (byte)'e'];

    public static byte[] Little(long number, int length)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes[..length];
    }

    public static byte[] Singles(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
