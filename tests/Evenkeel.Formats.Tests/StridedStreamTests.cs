namespace Evenkeel.Formats.Tests;

/// <summary>Arrays whose order makes the gatherer work in every way it knows, against the definition of a stride; by way of npy, whose first axis is the fastest.</summary>
public sealed class StridedStreamTests
{
    [Theory]
    [InlineData(1000, 700)]
    [InlineData(17, 5000)]
    [InlineData(5000, 17)]
    [InlineData(2, 300_000)]
    [InlineData(300_000, 2)]
    [InlineData(33, 4, 1, 257)]
    [InlineData(3, 5, 7, 11, 13)]
    [InlineData(1, 9, 1, 9)]
    public void Elements_StandWhereTheStridesSay(params int[] shape)
    {
        int count = shape.Aggregate((a, b) => a * b);
        float[] stored = [.. Enumerable.Range(0, count).Select(i => (float)i)];
        byte[] header = System.Text.Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': True, 'shape': ({string.Join(", ", shape)}), }}".PadRight(117) + "\n");
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. System.Runtime.InteropServices.MemoryMarshal.AsBytes(stored.AsSpan())];
        using TensorFile opened = TensorFile.Open(new MemoryStream(file), "a.npy");

        foreach (int start in new[] { 0, 1, shape[^1] + 1, count / 2, count - 1 })
        {
            float[] found = new float[count - start];
            using ElementReader reader = opened.OpenElements(opened.Tensors[0], start);
            reader.Read(found).ShouldBe(found.Length);

            for (int i = 0; i < found.Length; i++)
            {
                if (found[i] != Place(start + i, shape))
                {
                    found[i].ShouldBe(Place(start + i, shape), $"element {start + i} of {string.Join('×', shape)}");
                }
            }
        }
    }

    /// <summary>Where the row-major element lies when the first axis is the fastest.</summary>
    private static float Place(int element, int[] shape)
    {
        int[] index = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (element, index[axis]) = Math.DivRem(element, shape[axis]);
        }

        int place = 0;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            place = place * shape[axis] + index[axis];
        }

        return place;
    }
}
