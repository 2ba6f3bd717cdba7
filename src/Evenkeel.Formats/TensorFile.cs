using System.Collections.Frozen;

namespace Evenkeel.Formats;

/// <summary>A file of tensors, open for reading: what it holds is known from its headers, elements are read one tensor at a time.</summary>
/// <remarks>Reading is bounded by what the file really holds: a header that claims more is refused before its claim is allocated.</remarks>
public abstract class TensorFile : IDisposable
{
    private Dictionary<string, TensorInfo>? byName;

    private protected TensorFile(ByteSource source)
    {
        Source = source;
        FileName = source.Name;
    }

    private protected ByteSource Source { get; }

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
        return TensorFormat.Open(new FileByteSource(path));
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
        return TensorFormat.Open(new StreamByteSource(stream, fileName));
    }

    /// <summary>Looks a tensor up.</summary>
    /// <param name="name">Its name, compared exactly.</param>
    /// <returns>What the file says of it, or null where the file has none of that name.</returns>
    public TensorInfo? Find(string name)
    {
        byName ??= Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        return byName.GetValueOrDefault(name);
    }

    /// <summary>Reads a tensor's elements.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <returns>The tensor, row-major and little-endian whatever the file's order.</returns>
    /// <exception cref="TensorFileException">The file ends early, or the tensor exceeds 2³¹ − 57 bytes, the most one array can hold.</exception>
    public virtual NamedTensor Read(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.ByteLength > Array.MaxLength)
        {
            throw Wrong($"tensor '{tensor.Name}' at byte {tensor.Offset} takes {tensor.ByteLength} bytes, more than the {Array.MaxLength} that can be read at once.");
        }

        try
        {
            using Stream content = OpenBytes(tensor, 0);
            byte[]? bytes = BoundedRead.Exactly(content, tensor.ByteLength, out long read);
            if (bytes is null || content.ReadByte() >= 0)
            {
                string held = bytes is null ? $"ends after {read}" : "holds more";
                throw Wrong($"tensor '{tensor.Name}' claims {tensor.ByteLength} bytes from byte {tensor.Offset} on, but what is stored there {held}.");
            }

            if (IsBigEndian(tensor))
            {
                ElementDecoder.ToMachineOrder(bytes, tensor.Type.Size(), BitConverter.IsLittleEndian);
            }

            return new(tensor.Name, tensor.Type, tensor.Shape, bytes);
        }
        catch (InvalidDataException problem)
        {
            throw new TensorFileException($"{FileName}: tensor '{tensor.Name}' cannot be unpacked: {problem.Message}", problem);
        }
    }

    /// <summary>Reads a tensor's elements part by part.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="start">The element to begin with, 0 … <see cref="TensorInfo.Count"/>.</param>
    /// <returns>The reader; dispose it.</returns>
    /// <exception cref="TensorFileException">The file ends early, or the elements are of a type that is only identified.</exception>
    public virtual ElementReader OpenElements(TensorInfo tensor, long start = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, tensor.Count);
        return tensor.Type.IsReadable()
            ? new DecodedElements(OpenBytes(tensor, start), tensor, IsBigEndian(tensor), start, FileName)
            : throw Wrong($"tensor '{tensor.Name}' is of {tensor.Type.Label()}, whose elements cannot be read as numbers.");
    }

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
            Source.Dispose();
        }
    }

    /// <summary>The bytes of a tensor's elements, row-major, from an element on, to the last; several may be open at once, and each may be read by a thread of its own.</summary>
    private protected abstract Stream OpenBytes(TensorInfo tensor, long start);

    /// <summary>Whether <see cref="OpenBytes"/> gives the highest byte of an element first.</summary>
    private protected virtual bool IsBigEndian(TensorInfo tensor) => false;

    private protected TensorFileException Wrong(string what) => new($"{FileName}: {what}");
}
