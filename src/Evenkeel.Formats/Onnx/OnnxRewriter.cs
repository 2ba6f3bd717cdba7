namespace Evenkeel.Formats.Onnx;

/// <summary>Writes a model anew with other elements in some tensors, and every other byte as it was.</summary>
internal sealed class OnnxRewriter
{
    private const int PartLength = 1 << 14;
    private readonly ByteSource source;
    private readonly IReadOnlyList<OnnxTensor> all;
    private readonly IReadOnlyList<(OnnxTensor Tensor, Action<Span<float>> Fill)> changes;

    public OnnxRewriter(ByteSource source, IReadOnlyList<OnnxTensor> all, IReadOnlyList<(OnnxTensor Tensor, Action<Span<float>> Fill)> changes)
    {
        (this.source, this.all, this.changes) = (source, all, changes);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach ((OnnxTensor tensor, _) in changes)
        {
            TensorInfo info = tensor.Info;
            if (!names.Add(info.Name)) throw Wrong($"tensor '{info.Name}' is to change twice; name it once.");
            if (!info.Type.IsFloat()) throw Wrong($"tensor '{info.Name}' is of {info.Type.Label()}, which no new numbers can be drawn into; float types can be.");
            if (info.Count > Array.MaxLength) throw Wrong($"tensor '{info.Name}' has {info.Count} elements; at most {Array.MaxLength} can be drawn at once.");
            if (tensor.DataFile is { HasChecksum: true } file) throw Wrong($"tensor '{info.Name}' cannot change, since the model says a checksum of '{file.Location}', which it would no longer have.");
        }
    }

    /// <summary>Writes the model, and the files with its data before it.</summary>
    public void Save(string path)
    {
        string target = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(target)!;
        OnnxDataFile[] dataFiles = [.. all.Where(tensor => tensor.DataFile is not null).Select(tensor => tensor.DataFile!).DistinctBy(file => file.Location)];
        bool isOwnFolder = source.Folder is { } own && SamePath(own, folder);
        bool isOwnFile = isOwnFolder && SamePath(Path.GetFileName(target), source.Name);
        if (isOwnFolder && !isOwnFile && changes.FirstOrDefault(change => change.Tensor.DataFile is not null).Tensor is { } outside)
        {
            throw Wrong($"tensor '{outside.Info.Name}' keeps its elements in '{outside.DataFile!.Location}', which a new model in the same folder would change for this one too; write the new model into another folder.");
        }

        foreach (OnnxDataFile file in dataFiles)
        {
            string copy = Path.GetFullPath(Path.Combine([folder, .. file.Location.Split('/', '\\')]));
            if (!isOwnFolder && File.Exists(copy) && !File.Exists(target))
            {
                throw Wrong($"its data would be written to '{copy}', where another file is; write the new model into an empty folder.");
            }
        }

        foreach (OnnxDataFile file in dataFiles)
        {
            OnnxPatch[] patches = [.. changes.Where(change => change.Tensor.DataFile?.Location == file.Location).Select(InPlace)];
            if (isOwnFolder && patches.Length == 0) continue;
            string copy = Path.GetFullPath(Path.Combine([folder, .. file.Location.Split('/', '\\')]));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            using FileByteSource data = new(file.Path);
            AtomicFile.Write(copy, stream => OnnxPatch.Copy(data, patches, stream));
        }

        OnnxPatch[] inside = [.. changes.Where(change => change.Tensor.DataFile is null).SelectMany(change => change.Tensor.IsContiguous ? [InPlace(change)] : new OnnxFieldRewriter(source, change.Tensor, change.Fill).Patches())];
        OnnxPatch[] whole = OnnxPatch.WithLengths(inside);
        if (source.Length + whole.Sum(patch => patch.Growth) is > int.MaxValue and var length && length > source.Length)
        {
            throw Wrong($"the new model would take {length} bytes; at most {int.MaxValue} can be loaded.");
        }

        AtomicFile.Write(target, stream => OnnxPatch.Copy(source, whole, stream));
    }

    /// <summary>New elements over the old ones, byte for byte as many.</summary>
    private static OnnxPatch InPlace((OnnxTensor Tensor, Action<Span<float>> Fill) change)
    {
        (OnnxTensor tensor, Action<Span<float>> fill) = change;
        return new(tensor.Info.Offset, tensor.Info.ByteLength, tensor.Info.ByteLength, stream =>
        {
            float[] values = new float[tensor.Info.Count];
            fill(values);
            for (int done = 0; done < values.Length; done += PartLength)
            {
                int part = Math.Min(PartLength, values.Length - done);
                stream.Write(NamedTensor.FromSingles(tensor.Info.Name, [part], values.AsSpan(done, part), tensor.Info.Type).Bytes.Span);
            }
        }, null);
    }

    private static bool SamePath(string one, string other) =>
        string.Equals(one, other, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private TensorFileException Wrong(string what) => new($"{source.Name}: {what}");
}
