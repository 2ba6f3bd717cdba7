namespace Evenkeel.Formats.Safetensors;

/// <summary>A model in several safetensors files and an index of them, read as one.</summary>
internal sealed class ShardedFile : TensorFile
{
    private readonly Dictionary<string, SafetensorsFile> shards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsFile> holders = new(StringComparer.Ordinal);
    private readonly string folder;

    public ShardedFile(ByteSource source)
        : base(source)
    {
        folder = source.Folder ?? throw Wrong("it is an index of safetensors files, which lie beside it; open it from its folder.");
        ShardIndex index = ShardIndex.Read(source);
        try
        {
            Tensors = Identify(index);
        }
        catch
        {
            CloseShards();
            throw;
        }

        Metadata = index.Metadata;
    }

    public override string Format => "safetensors";

    public static bool Recognises(ReadOnlySpan<byte> start, ByteSource source) =>
        start.TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']).StartsWith("{"u8) && !start[..Math.Min(8, start.Length)].Contains((byte)0)
        && (source.Name.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase) || start.IndexOf("\"weight_map\""u8) >= 0);

    /// <summary>Writes the changed shards and, into another folder, all others and the index.</summary>
    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ChangedElements.Check(this, changes);
        string full = Path.GetFullPath(path);
        string target = Path.GetDirectoryName(full)!;
        bool inPlace = full == Path.Combine(folder, FileName);
        if (!inPlace && target == folder)
        {
            throw Wrong($"its {shards.Count} shards would overwrite themselves when written to '{Path.GetFileName(path)}' in the same folder; choose another folder, or the index itself to change it in place.");
        }

        if (shards.ContainsKey(Path.GetFileName(full)))
        {
            throw Wrong($"its index would be written over its shard '{Path.GetFileName(full)}'; choose another name.");
        }

        if (!inPlace && !File.Exists(full) && shards.Keys.FirstOrDefault(name => File.Exists(Path.Combine(target, name))) is { } there)
        {
            throw Wrong($"its shard would be written to '{Path.Combine(target, there)}', where another file is; write the new model into an empty folder.");
        }

        foreach ((string name, SafetensorsFile shard) in shards)
        {
            ChangedTensor[] own = [.. changes.Where(change => holders[change.Tensor.Name] == shard)];
            if (!inPlace || own.Length > 0)
            {
                shard.SaveAs(Path.Combine(target, name), own);
            }
        }

        if (!inPlace)
        {
            PatchedCopy.Save(Source, full, []);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CloseShards();
        }

        base.Dispose(disposing);
    }

    private protected override Stream OpenBytes(TensorInfo tensor, long start) => holders[tensor.Name].OpenBytesOf(tensor, start);

    private List<TensorInfo> Identify(ShardIndex index)
    {
        List<TensorInfo> tensors = [];
        foreach ((string name, HashSet<string> wanted) in index.Shards.OrderBy(shard => shard.Key, StringComparer.Ordinal))
        {
            SafetensorsFile shard = OpenShard(name);
            shards.Add(name, shard);
            foreach (TensorInfo tensor in shard.Tensors.Where(tensor => wanted.Remove(tensor.Name)))
            {
                holders.Add(tensor.Name, shard);
                tensors.Add(tensor);
            }

            if (wanted.Count > 0)
            {
                throw Wrong($"tensor '{wanted.Order(StringComparer.Ordinal).First()}' is said to lie in '{name}', which does not hold it.");
            }
        }

        return tensors;
    }

    private SafetensorsFile OpenShard(string name)
    {
        FileInfo file = new(Path.Combine(folder, name));
        if (!file.Exists)
        {
            throw Wrong($"its shard '{name}' is missing; it should lie beside the index; fetch it, or inspect the shards that are there one by one.");
        }

        if (Path.GetDirectoryName(RealPath(file)) is { } real && real != folder && real != Path.GetDirectoryName(RealPath(new(Path.Combine(folder, FileName)))))
        {
            throw Wrong($"its shard '{name}' is a link to another folder than the index's; put the file itself beside the index.");
        }

        FileByteSource source = new(file.FullName);
        try
        {
            Span<byte> start = stackalloc byte[9];
            return SafetensorsFile.Recognises(start[..source.Read(0, start)], source)
                ? new(source)
                : throw Wrong($"its shard '{name}' does not start as a safetensors file; 8 bytes of length and '{{' were expected.");
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Where a file really lies: a cache of downloads links index and shards alike to files of one other folder.</summary>
    private static string RealPath(FileInfo file) => file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;

    private void CloseShards()
    {
        foreach (SafetensorsFile shard in shards.Values)
        {
            shard.Dispose();
        }
    }
}
