namespace Evenkeel.Formats.Torch;

/// <summary>Tensors that PyTorch saved: <c>.pt</c>, <c>.pth</c>, <c>.bin</c>, <c>.ckpt</c>. The pickle is read as data, elements are read where they lie.</summary>
internal sealed class TorchFile : TensorFile
{
    /// <summary>A view may show an element many times, but a small file may not claim to hold a large one.</summary>
    private const long MostTimes = 16;
    private const long AlwaysAllowed = 16 << 20;

    private readonly TorchImage image;
    private readonly Dictionary<string, TorchView> views = new(StringComparer.Ordinal);

    /// <summary>Names the tensors of a file whose pickle was read.</summary>
    /// <param name="source">The file's bytes.</param>
    /// <param name="image">What was read of it.</param>
    public TorchFile(ByteSource source, TorchImage image)
        : base(source)
    {
        this.image = image;
        TorchContents contents = TorchContents.Of(image.Root, FileName);
        string?[] shared = TorchSharing.Of([.. contents.Tensors.Select(tensor => tensor.View)]);
        List<TensorInfo> tensors = [];
        Int128 claimed = 0;
        foreach (((string name, TorchView view), string? storedIn) in contents.Tensors.Zip(shared))
        {
            tensors.Add(new()
            {
                Name = name,
                Type = view.Type.Type!.Value,
                Shape = [.. view.Shape],
                Offset = image.Places[view.Storage.Key].Offset + view.Start * view.Type.Size,
                StoredIn = storedIn,
            });
            views.Add(name, view);
            claimed += tensors[^1].ByteLength;
        }

        long held = contents.Tensors.Select(tensor => tensor.View.Storage).Distinct().Sum(storage => storage.Bytes);
        if (claimed > (Int128)MostTimes * held + AlwaysAllowed)
        {
            throw Wrong($"its tensors claim {claimed} bytes, all of them views of {held}; at most {MostTimes} times what is held is read, and {AlwaysAllowed} more.");
        }

        (Tensors, Metadata) = (tensors, contents.Metadata);
    }

    public override string Format => "torch";

    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ChangedElements.Check(this, changes);
        TorchWriter writer = new(Source, image);
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (ChangedTensor change in changes)
        {
            string name = change.Tensor.Name;
            if (Find(name)!.StoredIn is { } memory && !taken.TryAdd(memory, name))
            {
                throw Wrong($"tensors '{taken[memory]}' and '{name}' share memory ({memory}), and both are to change; change one of them, and the other follows.");
            }

            writer.Check(name, ViewOf(change.Tensor));
        }

        writer.Save(path, changes.Select(change => (change, ViewOf(change.Tensor))));
    }

    private protected override Stream OpenBytes(TensorInfo tensor, long start)
    {
        TorchView view = ViewOf(tensor);
        int size = view.Type.Size;
        ByteSource storage = image.Open(Source, view.Storage);
        return TorchAxis.IsRowMajor(TorchAxis.Of(view))
            ? new ByteSourceStream(storage, (view.Start + start) * size, (view.Count - start) * size, owns: true)
            : new StridedStream(storage, view.Start * size, view.Shape, view.Strides, size, start, owns: true);
    }

    private protected override bool IsBigEndian(TensorInfo tensor) => image.BigEndian;

    private TorchView ViewOf(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return views.TryGetValue(tensor.Name, out TorchView? view) ? view : throw new ArgumentException($"Tensor '{tensor.Name}' is not one of {FileName}.", nameof(tensor));
    }
}
