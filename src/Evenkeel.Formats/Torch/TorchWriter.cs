using Evenkeel.Formats.Zip;

namespace Evenkeel.Formats.Torch;

/// <summary>Writes a file of PyTorch anew with other elements in some tensors; the checksums of the archive follow, every other byte stays.</summary>
/// <remarks>The entry <c>.data/serialization_id</c> of newer files, by which they can be told apart and which nothing checks, stays too.</remarks>
internal sealed class TorchWriter(ByteSource source, TorchImage image)
{
    /// <summary>Refuses a view that cannot take elements of its own.</summary>
    /// <exception cref="TensorFileException">Its elements share memory with each other, or its storage must be put together in memory and is too large.</exception>
    public void Check(string name, TorchView view)
    {
        List<GatherAxis> axes = TorchAxis.Of(view);
        if (TorchAxis.MayMeet(axes))
        {
            throw new TensorFileException($"{source.Name}: tensor '{name}' shows the same elements of its storage at several places, as expand() does; it cannot take elements of its own.");
        }

        if (!TorchAxis.IsRowMajor(axes) && view.Storage.Bytes > Array.MaxLength)
        {
            throw new TensorFileException($"{source.Name}: tensor '{name}' lies scattered in a storage of {view.Storage.Bytes} bytes; at most {Array.MaxLength} can be put together at once.");
        }
    }

    /// <summary>Writes the file beside its place and moves it there.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="changes">The tensors that change and their views, each checked.</param>
    public void Save(string path, IEnumerable<(ChangedTensor Change, TorchView View)> changes)
    {
        Dictionary<TorchStorage, Action<Stream>> contents = [];
        foreach (IGrouping<TorchStorage, (ChangedTensor Change, TorchView View)> group in changes.Where(change => change.View.Count > 0).GroupBy(change => change.View.Storage))
        {
            (ChangedTensor Change, TorchView View)[] inOrder = [.. group.OrderBy(change => change.View.Start)];
            contents.Add(group.Key, inOrder.All(change => TorchAxis.IsRowMajor(TorchAxis.Of(change.View)))
                ? stream => Replace(stream, group.Key, inOrder)
                : stream => Scatter(stream, group.Key, inOrder));
        }

        if (image.Zip is { } zip)
        {
            ZipRewrite.Save(source, zip, path, contents.ToDictionary(content => PlaceOf(content.Key).Entry!, content => content.Value));
        }
        else
        {
            PatchedCopy.Save(source, path, contents.Select(content => new Patch(PlaceOf(content.Key).Offset, content.Key.Bytes, content.Value)));
        }
    }

    private TorchPlace PlaceOf(TorchStorage storage) => image.Places[storage.Key];

    /// <summary>Writes a storage some stretches of which change, part by part.</summary>
    private void Replace(Stream stream, TorchStorage storage, IEnumerable<(ChangedTensor Change, TorchView View)> inOrder)
    {
        using ByteSource content = image.Open(source, storage);
        long position = 0;
        foreach ((ChangedTensor change, TorchView view) in inOrder)
        {
            long start = view.Start * view.Type.Size;
            PatchedCopy.Copy(content, position, start, stream);
            ChangedElements.Write(ChangedElements.Make(change), change.Tensor.Type, image.BigEndian, stream);
            position = start + view.Count * view.Type.Size;
        }

        PatchedCopy.Copy(content, position, storage.Bytes, stream);
    }

    /// <summary>Writes a storage some elements of which change here and there, put together in memory.</summary>
    private void Scatter(Stream stream, TorchStorage storage, IEnumerable<(ChangedTensor Change, TorchView View)> inOrder)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)storage.Bytes);
        using (ByteSource content = image.Open(source, storage))
        {
            content.ReadExactly(0, bytes);
        }

        foreach ((ChangedTensor change, TorchView view) in inOrder)
        {
            Scatter(ChangedElements.Make(change), view, bytes);
        }

        stream.Write(bytes);
    }

    private void Scatter(float[] values, TorchView view, byte[] bytes)
    {
        int size = view.Type.Size;
        List<GatherAxis> axes = TorchAxis.Of(view);
        GatherAxis run = axes.Count > 0 ? axes[0] : new(1, 1, 1);
        float[] gathered = new float[run.Count];
        byte[] encoded = new byte[run.Count * size];
        long[] index = new long[axes.Count];
        long place = view.Start;
        long element = 0;
        int axis;
        do
        {
            for (int i = 0; i < gathered.Length; i++)
            {
                gathered[i] = values[element + i * run.To];
            }

            ElementEncoder.Encode(gathered, view.Type.Type!.Value, image.BigEndian, encoded);
            for (int i = 0; i < gathered.Length; i++)
            {
                encoded.AsSpan(i * size, size).CopyTo(bytes.AsSpan((int)((place + i * run.From) * size)));
            }

            for (axis = 1; axis < axes.Count; axis++)
            {
                place += axes[axis].From;
                element += axes[axis].To;
                if (++index[axis] < axes[axis].Count)
                {
                    break;
                }

                place -= axes[axis].From * axes[axis].Count;
                element -= axes[axis].To * axes[axis].Count;
                index[axis] = 0;
            }
        }
        while (axis < axes.Count);
    }
}
