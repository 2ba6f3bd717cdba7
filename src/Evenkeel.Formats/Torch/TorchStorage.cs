namespace Evenkeel.Formats.Torch;

/// <summary>Memory of the file that tensors are views of.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Count">How many elements the pickle claims, ≥ 0.</param>
/// <param name="At">The byte of the pickle that names it first.</param>
internal sealed record TorchStorage(string Key, TorchType Type, long Count, long At)
{
    /// <summary>The bytes that it takes.</summary>
    public long Bytes => Count * Type.Size;
}

/// <summary>A storage, or the part of it that old files call a storage of its own.</summary>
/// <param name="Root">The whole.</param>
/// <param name="Start">The first element of the part.</param>
/// <param name="Count">How many elements it has.</param>
internal sealed record TorchStorageView(TorchStorage Root, long Start, long Count);

/// <summary>A tensor: some elements of a storage, one for every index.</summary>
/// <param name="Storage">The storage; all elements are inside.</param>
/// <param name="Type">What an element is.</param>
/// <param name="Start">The element with the index 0, in elements of <paramref name="Type"/> from the storage's start.</param>
/// <param name="Shape">The sizes of the axes, each ≥ 0.</param>
/// <param name="Strides">How many elements of the storage lie between neighbours along an axis, each ≥ 0.</param>
internal sealed record TorchView(TorchStorage Storage, TorchType Type, long Start, long[] Shape, long[] Strides)
{
    /// <summary>The number of elements, ≥ 0.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (long axis in Shape)
            {
                count *= axis;
            }

            return count;
        }
    }

    /// <summary>The number of elements of the storage from the first to the last of the view; 0 for an empty one.</summary>
    public long Extent
    {
        get
        {
            long last = 0;
            for (int axis = 0; axis < Shape.Length; axis++)
            {
                if (Shape[axis] == 0)
                {
                    return 0;
                }

                last += (Shape[axis] - 1) * Strides[axis];
            }

            return last + 1;
        }
    }
}
