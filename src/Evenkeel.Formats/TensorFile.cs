using System.Collections.Frozen;

namespace Evenkeel.Formats;

/// <summary>A file of tensors, open for reading: what it holds is known from its headers, elements are read one tensor at a time.</summary>
/// <remarks>Reading is bounded by what the file really holds: a header that claims more is refused before its claim is allocated.</remarks>
public abstract class TensorFile : IDisposable
{
    private readonly Stream stream;

    private protected TensorFile(Stream stream, string fileName)
    {
        this.stream = stream;
        FileName = fileName;
    }

    /// <summary>The file's name as messages show it.</summary>
    public string FileName { get; }

    /// <summary>The format, for example <c>safetensors</c>.</summary>
    public abstract string Format { get; }

    /// <summary>What the file holds, in the file's order, each name once.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; private protected set; } = [];

    /// <summary>The file's remarks on itself; empty where the format or the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; private protected set; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Opens a file, telling its format from its first bytes.</summary>
    /// <param name="path">Where it is.</param>
    /// <returns>The open file; dispose it.</returns>
    /// <exception cref="TensorFileException">It is none of the known formats, or its headers are wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream stream = File.OpenRead(path);
        return Open(stream, Path.GetFileName(path));
    }

    /// <summary>Opens a stream, telling its format from its first bytes.</summary>
    /// <param name="stream">Readable and seekable, at its start; the file owns it, also when opening fails.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <returns>The open file; dispose it.</returns>
    /// <exception cref="TensorFileException">It is none of the known formats, or its headers are wrong.</exception>
    public static TensorFile Open(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        try
        {
            Span<byte> start = stackalloc byte[9];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            stream.Position = 0;
            if (start.StartsWith(NpyHeader.Magic))
            {
                return new NpyFile(stream, fileName);
            }

            if (start.StartsWith("PK\x3\x4"u8) || start.StartsWith("PK\x5\x6"u8))
            {
                return new NpzFile(stream, fileName);
            }

            if (start.Length == 9 && start[8] == '{')
            {
                return new SafetensorsFile(stream, fileName);
            }

            throw new TensorFileException($"{fileName}: its first bytes are those of no known format; npy, npz and safetensors are read.");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Looks a tensor up.</summary>
    /// <param name="name">Its name, compared exactly.</param>
    /// <returns>What the file says of it, or null where the file has none of that name.</returns>
    public TensorInfo? Find(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>Reads a tensor's elements.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <returns>The tensor, row-major and little-endian whatever the file's order.</returns>
    /// <exception cref="TensorFileException">The file ends early, or the tensor exceeds 2³¹ − 57 bytes, the most one array can hold.</exception>
    public abstract NamedTensor Read(TensorInfo tensor);

    /// <summary>Reads a tensor's elements part by part.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="start">The element to begin with, 0 … <see cref="TensorInfo.Count"/>.</param>
    /// <returns>The reader; dispose it.</returns>
    /// <exception cref="TensorFileException">The file ends early.</exception>
    public virtual ElementReader OpenElements(TensorInfo tensor, long start = 0) => new ArrayElements(Read(tensor).ToSingles(), start);

    /// <summary>Writes the file anew with other elements in some tensors, and every other byte as it was, beside its place, and moves it there once it is whole.</summary>
    /// <param name="path">Where to; an existing file is replaced, this one too.</param>
    /// <param name="changes">The tensors that change, each once.</param>
    /// <exception cref="TensorFileException">The format or a tensor's type cannot be written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public virtual void SaveAs(string path, IReadOnlyList<ChangedTensor> changes) => throw Wrong($"a {Format} file can be read, but not written anew.");

    /// <summary>Reads every tensor.</summary>
    /// <returns>The tensors in the file's order, row-major and little-endian.</returns>
    /// <exception cref="TensorFileException">The file ends early, or a tensor exceeds 2³¹ − 57 bytes, the most one array can hold.</exception>
    public IReadOnlyList<NamedTensor> ReadAll() => [.. Tensors.Select(Read)];

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    /// <param name="disposing">Whether it is closed on purpose.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }
    }

    private protected TensorFileException Wrong(string what) => new($"{FileName}: {what}");

    /// <summary>Refuses a tensor whose bytes no array can hold.</summary>
    private protected void RefuseTooLarge(TensorInfo tensor)
    {
        if (tensor.ByteLength > Array.MaxLength)
        {
            throw Wrong($"tensor '{tensor.Name}' at byte {tensor.Offset} takes {tensor.ByteLength} bytes, more than the {Array.MaxLength} that can be read at once.");
        }
    }
}
