using System.Buffers;
using System.Runtime.InteropServices;

namespace Evenkeel.Formats;

/// <summary>The elements of an array row-major, whatever their order where they lie: gathered block by block, in memory that does not grow with the array.</summary>
/// <remarks>
/// A block is as many whole outermost slices as fit; it is gathered in the order of the source, so that each block passes over the source once, forwards.
/// </remarks>
internal sealed class StridedStream : ForwardStream
{
    /// <summary>The most that a block takes: for a matrix of 70,000 × 70,000, whose block then has 120 rows, runs of 480 bytes.</summary>
    private const int BlockBytes = 32 << 20;

    private readonly GatherWindow window;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly long[] inner;
    private readonly int size;
    private readonly long count;
    private readonly long mostElements;
    private byte[] block = [];
    private int blockAt;
    private int blockLength;
    private long next;

    /// <summary>Lays the stream over an array.</summary>
    /// <param name="source">Where the elements lie.</param>
    /// <param name="offset">The first byte of the element whose indices are all 0.</param>
    /// <param name="shape">The sizes of the axes, outermost first.</param>
    /// <param name="strides">Elements from one index of an axis to the next, each ≥ 0.</param>
    /// <param name="size">Bytes of an element: 1, 2, 4 or 8.</param>
    /// <param name="start">The row-major element to begin with.</param>
    /// <param name="owns">Whether closing the stream closes the source.</param>
    /// <param name="blockBytes">The most that a block takes.</param>
    public StridedStream(ByteSource source, long offset, long[] shape, long[] strides, int size, long start, bool owns, int blockBytes = BlockBytes)
    {
        (this.shape, this.strides, this.size, next) = (shape, strides, size, start);
        window = new(source, offset, size, owns);
        mostElements = blockBytes / size;
        inner = new long[shape.Length];
        count = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            inner[axis] = count;
            count *= shape[axis];
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (blockAt == blockLength && next < count)
        {
            Gather();
        }

        int read = Math.Min(buffer.Length, blockLength - blockAt);
        block.AsSpan(blockAt, read).CopyTo(buffer);
        blockAt += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            window.Dispose();
            ArrayPool<byte>.Shared.Return(block);
            (block, blockAt, blockLength, next) = ([], 0, 0, count);
        }

        base.Dispose(disposing);
    }

    private void Gather()
    {
        int axis = 0;
        while (axis < shape.Length - 1 && (inner[axis] > mostElements || next % inner[axis] != 0))
        {
            axis++;
        }

        long start = 0;
        long rest = next;
        long first = 0;
        for (int i = 0; i <= axis && i < shape.Length; i++)
        {
            first = rest / inner[i];
            rest %= inner[i];
            start += first * strides[i];
        }

        long slices = shape.Length == 0 ? 1 : Math.Min(shape[axis] - first, mostElements / inner[axis]);
        List<GatherAxis> axes = shape.Length == 0 ? [] : [new(slices, strides[axis], inner[axis])];
        for (int i = axis + 1; i < shape.Length; i++)
        {
            axes.Add(new(shape[i], strides[i], inner[i]));
        }

        long elements = shape.Length == 0 ? 1 : slices * inner[axis];
        blockLength = checked((int)(elements * size));
        blockAt = 0;
        if (block.Length < blockLength)
        {
            ArrayPool<byte>.Shared.Return(block);
            block = ArrayPool<byte>.Shared.Rent(blockLength);
        }

        Span<byte> target = block.AsSpan(0, blockLength);
        switch (size)
        {
            case 1: window.Gather(start, axes, target); break;
            case 2: window.Gather(start, axes, MemoryMarshal.Cast<byte, ushort>(target)); break;
            case 4: window.Gather(start, axes, MemoryMarshal.Cast<byte, uint>(target)); break;
            default: window.Gather(start, axes, MemoryMarshal.Cast<byte, ulong>(target)); break;
        }

        next += elements;
    }
}
