using System.Runtime.InteropServices;

namespace Evenkeel.Formats.Gguf;

/// <summary>The elements of a quantised tensor as float32 in the machine's order, decoded block by block.</summary>
internal sealed class BlockStream : ForwardStream
{
    private const int PartBlocks = 256;
    private readonly ByteSource source;
    private readonly GgufType type;
    private readonly BlockDecoder decode;
    private readonly long blocks;
    private readonly long offset;
    private readonly byte[] packed;
    private readonly float[] values;
    private long nextBlock;
    private int at;
    private int length;

    public BlockStream(ByteSource source, TensorInfo tensor, GgufType type, BlockDecoder decode, long start)
    {
        (this.source, this.type, this.decode, offset) = (source, type, decode, tensor.Offset);
        blocks = tensor.Count / type.BlockElements;
        packed = new byte[(int)Math.Min(PartBlocks, blocks) * type.BlockBytes];
        values = new float[(int)Math.Min(PartBlocks, blocks) * type.BlockElements];
        nextBlock = start / type.BlockElements;
        if (start % type.BlockElements > 0)
        {
            Decode();
            at = (int)(start % type.BlockElements) * sizeof(float);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (at == length && nextBlock < blocks)
        {
            Decode();
        }

        int read = Math.Min(buffer.Length, length - at);
        MemoryMarshal.AsBytes(values.AsSpan()).Slice(at, read).CopyTo(buffer);
        at += read;
        return read;
    }

    private void Decode()
    {
        int count = (int)Math.Min(PartBlocks, blocks - nextBlock);
        Span<byte> bytes = packed.AsSpan(0, count * type.BlockBytes);
        source.ReadExactly(offset + nextBlock * type.BlockBytes, bytes);
        for (int i = 0; i < count; i++)
        {
            decode(bytes.Slice(i * type.BlockBytes, type.BlockBytes), values.AsSpan(i * type.BlockElements, type.BlockElements));
        }

        nextBlock += count;
        at = 0;
        length = count * type.BlockElements * sizeof(float);
    }
}
