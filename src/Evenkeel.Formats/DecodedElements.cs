using System.Runtime.InteropServices;

namespace Evenkeel.Formats;

/// <summary>Reads elements from a stream of their bytes.</summary>
/// <param name="bytes">The bytes, row-major, at the first element to read; closed with the reader.</param>
/// <param name="tensor">The tensor, whose type is readable.</param>
/// <param name="bigEndian">The order of the bytes.</param>
/// <param name="start">The element that the stream begins with.</param>
/// <param name="fileName">What messages call the file.</param>
internal sealed class DecodedElements(Stream bytes, TensorInfo tensor, bool bigEndian, long start, string fileName) : ElementReader
{
    private const int BufferBytes = 1 << 17;
    private byte[] buffer = [];
    private long left = tensor.Count - start;

    public override int Read(Span<float> values)
    {
        int size = tensor.Type.Size();
        int count = (int)Math.Min(values.Length, left);
        values = values[..count];
        if (size == sizeof(float) && tensor.Type == TensorType.Float32)
        {
            Span<byte> raw = MemoryMarshal.AsBytes(values);
            Fill(raw);
            ElementDecoder.ToMachineOrder(raw, size, bigEndian);
            left -= count;
            return count;
        }

        for (int done = 0; done < count;)
        {
            int part = Math.Min(count - done, BufferBytes / size);
            if (buffer.Length < part * size)
            {
                buffer = GC.AllocateUninitializedArray<byte>(part * size);
            }

            Span<byte> raw = buffer.AsSpan(0, part * size);
            Fill(raw);
            ElementDecoder.Decode(raw, tensor.Type, bigEndian, values.Slice(done, part));
            done += part;
            left -= part;
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            bytes.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill(Span<byte> raw)
    {
        try
        {
            int read = bytes.ReadAtLeast(raw, raw.Length, throwOnEndOfStream: false);
            if (read < raw.Length)
            {
                throw new TensorFileException($"{fileName}: tensor '{tensor.Name}' ends before its element {tensor.Count - left + read / tensor.Type.Size()} of {tensor.Count}.");
            }
        }
        catch (InvalidDataException problem)
        {
            throw new TensorFileException($"{fileName}: tensor '{tensor.Name}' cannot be unpacked: {problem.Message}", problem);
        }
    }
}
