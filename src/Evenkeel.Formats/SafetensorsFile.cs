using System.Buffers.Binary;

namespace Evenkeel.Formats;

/// <summary>Tensors in the safetensors format: the length of a JSON header, the header, the elements.</summary>
/// <remarks>https://github.com/huggingface/safetensors#format.</remarks>
internal sealed class SafetensorsFile : TensorFile
{
    /// <summary>The limit of the reference implementation.</summary>
    private const long MostHeaderBytes = 100_000_000;
    private readonly Stream stream;

    public SafetensorsFile(Stream stream, string fileName)
        : base(stream, fileName)
    {
        this.stream = stream;
        Span<byte> length = stackalloc byte[8];
        stream.ReadExactly(length);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerBytes > (ulong)(stream.Length - 8))
        {
            throw Wrong($"the header at byte 8 claims {headerBytes} bytes, but the file holds {stream.Length - 8} there.");
        }

        if (headerBytes > MostHeaderBytes)
        {
            throw Wrong($"the header at byte 8 claims {headerBytes} bytes; at most {MostHeaderBytes} are read.");
        }

        byte[] header = new byte[headerBytes];
        stream.ReadExactly(header);
        SafetensorsHeader parsed = SafetensorsHeader.Parse(header, stream.Length, fileName);
        (Tensors, Metadata) = (parsed.Tensors, parsed.Metadata);
    }

    public override string Format => "safetensors";

    public override NamedTensor Read(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        RefuseTooLarge(tensor);
        byte[] bytes = new byte[tensor.ByteLength];
        stream.Position = tensor.Offset;
        stream.ReadExactly(bytes);
        return new(tensor.Name, tensor.Type, tensor.Shape, bytes);
    }
}
