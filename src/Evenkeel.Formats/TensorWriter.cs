using System.IO.Compression;
using Evenkeel.Formats.Npy;
using Evenkeel.Formats.Safetensors;

namespace Evenkeel.Formats;

/// <summary>Writes tensors; the same tensors give the same bytes.</summary>
public static class TensorWriter
{
    /// <summary>The endings that <see cref="Save"/> knows.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".npy", ".npz", ".safetensors"];

    /// <summary>Writes a file in the format that its ending names, beside its place, and moves it there once it is whole.</summary>
    /// <param name="path">Where to; an existing file is replaced. It ends in one of <see cref="Endings"/>.</param>
    /// <param name="tensors">What to write; exactly one for <c>.npy</c>. Names differ.</param>
    /// <param name="metadata">Remarks to keep in the file; only safetensors can.</param>
    /// <exception cref="ArgumentException">The ending is unknown, two tensors have one name, or the format cannot hold what it is given.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        switch (Path.GetExtension(path))
        {
            case ".npy" when tensors.Count == 1: AtomicFile.Write(path, stream => WriteNpy(stream, tensors[0])); break;
            case ".npy": throw new ArgumentException($"{Path.GetFileName(path)} would hold {tensors.Count} tensors, but an .npy file holds one; choose .npz or .safetensors.", nameof(tensors));
            case ".npz": AtomicFile.Write(path, stream => WriteNpz(stream, tensors)); break;
            case ".safetensors": AtomicFile.Write(path, stream => WriteSafetensors(stream, tensors, metadata)); break;
            default: throw new ArgumentException($"{Path.GetFileName(path)} ends in '{Path.GetExtension(path)}', which names no format that can be written; {string.Join(", ", Endings)} do.", nameof(path));
        }
    }

    /// <summary>Writes one array in NumPy's <c>.npy</c> format, version 1.0.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensor">The array; its name is not written.</param>
    /// <exception cref="ArgumentException">The type is bf16, which the format lacks.</exception>
    public static void WriteNpy(Stream stream, NamedTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensor);
        stream.Write(NpyHeader.Write(tensor.Info));
        stream.Write(tensor.Bytes.Span);
    }

    /// <summary>Writes arrays in NumPy's <c>.npz</c> format.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="tensors">The arrays, whose names differ.</param>
    /// <param name="compress">Whether to deflate them, as <c>numpy.savez_compressed</c> does, rather than store them as they are.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or a type is bf16, which the format lacks.</exception>
    public static void WriteNpz(Stream stream, IReadOnlyList<NamedTensor> tensors, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RefuseTwins(tensors);
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (NamedTensor tensor in tensors)
        {
            using Stream content = OpenNpzEntry(archive, tensor.Info.Name, compress);
            WriteNpy(content, tensor);
        }
    }

    /// <summary>Writes tensors in the safetensors format, in the order given.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, whose names differ.</param>
    /// <param name="metadata">Remarks to keep in the file, or null for none.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    public static void WriteSafetensors(Stream stream, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RefuseTwins(tensors);
        WriteSafetensorsHeader(stream, tensors.Select(tensor => tensor.Info), metadata);
        foreach (NamedTensor tensor in tensors)
        {
            stream.Write(tensor.Bytes.Span);
        }
    }

    /// <summary>Writes what stands before the elements of the first tensor.</summary>
    internal static void WriteSafetensorsHeader(Stream stream, IEnumerable<TensorInfo> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        byte[] header = SafetensorsHeader.Write(tensors, metadata);
        stream.Write(BitConverter.IsLittleEndian ? BitConverter.GetBytes((long)header.Length) : [.. BitConverter.GetBytes((long)header.Length).Reverse()]);
        stream.Write(header);
    }

    /// <summary>Starts an array of an <c>.npz</c> file.</summary>
    internal static Stream OpenNpzEntry(ZipArchive archive, string name, bool compress)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
        entry.LastWriteTime = ZipStart;
        return entry.Open();
    }

    /// <summary>Refuses names of which a file cannot hold both.</summary>
    internal static void RefuseTwins(IEnumerable<TensorInfo> tensors)
    {
        HashSet<string> names = [];
        foreach (TensorInfo tensor in tensors)
        {
            if (!names.Add(tensor.Name) || tensor.Name == "__metadata__")
            {
                throw new ArgumentException($"Tensor '{tensor.Name}' stands twice, or has a name that the format keeps for itself.", nameof(tensors));
            }
        }
    }

    private static void RefuseTwins(IReadOnlyList<NamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        RefuseTwins(tensors.Select(tensor => tensor.Info));
    }

    /// <summary>The first moment that a zip archive can name; a constant keeps the bytes free of the clock.</summary>
    private static readonly DateTimeOffset ZipStart = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
