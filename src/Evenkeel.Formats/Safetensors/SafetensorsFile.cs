using System.Buffers.Binary;

namespace Evenkeel.Formats.Safetensors;

/// <summary>Tensors in the safetensors format: the length of a JSON header, the header, the elements.</summary>
/// <remarks>https://github.com/huggingface/safetensors#format.</remarks>
internal sealed class SafetensorsFile : TensorFile
{
    /// <summary>The limit of the reference implementation is 100,000,000; the parsed header of 16 MiB, some 100,000 tensors, keeps within memory.</summary>
    private const long MostHeaderBytes = 16 << 20;

    public SafetensorsFile(ByteSource source)
        : base(source)
    {
        Span<byte> length = stackalloc byte[8];
        source.ReadExactly(0, length);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerBytes > (ulong)(source.Length - 8))
        {
            throw Wrong($"the header at byte 8 claims {headerBytes} bytes, but the file holds {source.Length - 8} there.");
        }

        if (headerBytes > MostHeaderBytes)
        {
            throw Wrong($"the header at byte 8 claims {headerBytes} bytes; at most {MostHeaderBytes} are read.");
        }

        byte[] header = new byte[headerBytes];
        source.ReadExactly(8, header);
        SafetensorsHeader parsed = SafetensorsHeader.Parse(header, source.Length, FileName);
        (Tensors, Metadata) = (parsed.Tensors, parsed.Metadata);
    }

    public override string Format => "safetensors";

    public static bool Recognises(ReadOnlySpan<byte> start, ByteSource source) => start.Length >= 9 && start[8] == '{';

    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ChangedElements.Check(this, changes);
        PatchedCopy.Save(Source, path, changes.Select(change => Patch.Of(change)));
    }

    /// <summary>As <see cref="OpenBytes"/>, for the index that this file is a shard of.</summary>
    internal Stream OpenBytesOf(TensorInfo tensor, long start) =>
        new ByteSourceStream(Source, tensor.Offset + start * tensor.Type.Size(), tensor.ByteLength - start * tensor.Type.Size());

    private protected override Stream OpenBytes(TensorInfo tensor, long start) => OpenBytesOf(tensor, start);
}
