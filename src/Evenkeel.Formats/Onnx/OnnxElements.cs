using System.Runtime.InteropServices;

namespace Evenkeel.Formats.Onnx;

/// <summary>Reads the elements of a tensor as float32, part by part.</summary>
internal sealed class OnnxElements(ByteSource source, OnnxTensor tensor, long start) : ElementReader
{
    private const int PartLength = 1 << 14;

    private readonly OnnxBytes bytes = new(source, tensor, start);
    private long left = tensor.Info.Count - start;

    public override int Read(Span<float> values)
    {
        int count = (int)Math.Min(values.Length, left);
        Span<float> into = values[..count];
        if (tensor.Info.Type == TensorType.Float32 && BitConverter.IsLittleEndian)
        {
            bytes.Read(MemoryMarshal.AsBytes(into));
        }
        else
        {
            for (int done = 0; done < count; done += PartLength)
            {
                int part = Math.Min(PartLength, count - done);
                byte[] elements = new byte[part * tensor.Info.Type.Size()];
                bytes.Read(elements);
                new NamedTensor(tensor.Info.Name, tensor.Info.Type, [part], elements).ToSingles().CopyTo(into[done..]);
            }
        }

        left -= count;
        if (left == 0 && count > 0) bytes.RefuseMore();
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) bytes.Dispose();
    }
}
