namespace Evenkeel.Formats.Npy;

/// <summary>Gives the bytes of an array's elements row-major, whatever their order in the file.</summary>
internal static class NpyLayout
{
    /// <summary>Whether the order in the file is another than row-major; it is not where at most one axis is longer than 1.</summary>
    public static bool IsTurned(NpyHeader header) => header.Fortran && header.Shape.Count(axis => axis > 1) > 1 && !header.Shape.Contains(0);

    /// <summary>The bytes from an element on.</summary>
    /// <param name="source">Where the array lies.</param>
    /// <param name="offset">Where its first element is.</param>
    /// <param name="header">What its header says.</param>
    /// <param name="start">The element to begin with.</param>
    /// <param name="owns">Whether closing the stream closes the source.</param>
    public static Stream Open(ByteSource source, long offset, NpyHeader header, long start, bool owns)
    {
        int size = header.Type.Size();
        if (IsTurned(header))
        {
            return new StridedStream(source, offset, [.. header.Shape], Strides(header), size, start, owns);
        }

        long bytes = TensorInfo.BytesOf(header.Shape.AsSpan(), header.Type);
        return new ByteSourceStream(source, offset + start * size, bytes - start * size, owns);
    }

    /// <summary>Puts row-major elements into the order of the file.</summary>
    public static float[] ToFileOrder(float[] values, NpyHeader header)
    {
        if (!IsTurned(header))
        {
            return values;
        }

        float[] turned = GC.AllocateUninitializedArray<float>(values.Length);
        long[] strides = Strides(header);
        long[] index = new long[strides.Length];
        long to = 0;
        foreach (float value in values)
        {
            turned[to] = value;
            for (int axis = strides.Length - 1; axis >= 0; axis--)
            {
                to += strides[axis];
                if (++index[axis] < header.Shape[axis])
                {
                    break;
                }

                to -= strides[axis] * header.Shape[axis];
                index[axis] = 0;
            }
        }

        return turned;
    }

    /// <summary>Elements from one index of an axis to the next: the first axis is the fastest.</summary>
    private static long[] Strides(NpyHeader header)
    {
        long[] strides = new long[header.Shape.Length];
        long stride = 1;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            strides[axis] = stride;
            stride *= header.Shape[axis];
        }

        return strides;
    }
}
