using System.Collections.Immutable;

namespace Evenkeel.Formats;

/// <summary>Brings the elements of an <c>.npy</c> array into row-major, little-endian order.</summary>
internal static class NpyElements
{
    public static NamedTensor Normalise(TensorInfo tensor, NpyHeader header, byte[] bytes)
    {
        int size = tensor.Type.Size();
        if (header.BigEndian && size > 1)
        {
            for (int i = 0; i < bytes.Length; i += size)
            {
                bytes.AsSpan(i, size).Reverse();
            }
        }

        if (header.Fortran && tensor.Shape.Length > 1 && bytes.Length > 0)
        {
            bytes = ToRowMajor(bytes, tensor.Shape, size);
        }

        return new(tensor.Name, tensor.Type, tensor.Shape, bytes);
    }

    /// <summary>Walks the target in order, while an odometer keeps the source's position, whose first axis is the fastest.</summary>
    private static byte[] ToRowMajor(byte[] source, ImmutableArray<long> shape, int size)
    {
        byte[] target = new byte[source.Length];
        long[] strides = new long[shape.Length];
        long stride = size;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        long[] index = new long[shape.Length];
        long from = 0;
        for (int to = 0; to < target.Length; to += size)
        {
            source.AsSpan((int)from, size).CopyTo(target.AsSpan(to));
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return target;
    }
}
