using Evenkeel.Formats.Zip;

namespace Evenkeel.Formats.Npy;

/// <summary>Arrays in NumPy's <c>.npz</c> format: a zip archive of <c>.npy</c> arrays, stored or deflated.</summary>
/// <remarks>Arrays of texts or objects are no tensors; <see cref="TensorFile.Metadata"/> names each with its type.</remarks>
internal sealed class NpzFile : TensorFile
{
    private const int MostTypeLetters = 40;

    private readonly ZipDirectory zip;
    private readonly Dictionary<string, (ZipEntry Entry, NpyHeader Header)> entries = [];

    public NpzFile(ByteSource source, ZipDirectory zip)
        : base(source)
    {
        this.zip = zip;
        Dictionary<string, string> others = new(StringComparer.Ordinal);
        Tensors = [.. zip.Entries.Select(entry => Identify(entry, others)).OfType<TensorInfo>()];
        Metadata = others;
    }

    public override string Format => "npz";

    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ChangedElements.Check(this, changes);
        ZipRewrite.Save(Source, zip, path, changes.ToDictionary(change => entries[change.Tensor.Name].Entry, Content));
    }

    private protected override Stream OpenBytes(TensorInfo tensor, long start)
    {
        (ZipEntry entry, NpyHeader header) = entries[tensor.Name];
        return entry.IsStored
            ? NpyLayout.Open(Source, zip.ContentOffset(entry) + header.Length, header, start, owns: false)
            : NpyLayout.Open(new InflatingSource(zip, entry, FileName), header.Length, header, start, owns: true);
    }

    private protected override bool IsBigEndian(TensorInfo tensor) => entries[tensor.Name].Header.BigEndian;

    /// <summary>An entry's header as it is, and new elements.</summary>
    private Action<Stream> Content(ChangedTensor change) => stream =>
    {
        (ZipEntry entry, NpyHeader header) = entries[change.Tensor.Name];
        byte[] start = new byte[header.Length];
        using (Stream content = zip.Open(entry))
        {
            content.ReadExactly(start);
        }

        stream.Write(start);
        ChangedElements.Write(NpyLayout.ToFileOrder(ChangedElements.Make(change), header), header.Type, header.BigEndian, stream);
    };

    /// <summary>What an entry says of its array; null where it is of no numbers that are read, such as texts or objects, which goes among the others.</summary>
    private TensorInfo? Identify(ZipEntry entry, Dictionary<string, string> others)
    {
        if (!entry.Name.EndsWith(".npy", StringComparison.Ordinal) || entry.Name.Length == 4)
        {
            throw Wrong($"its entry '{entry.Name}' is not an .npy array.");
        }

        NpyHeader? header;
        NpyDictionary dictionary;
        try
        {
            using Stream content = zip.Open(entry);
            header = NpyHeader.Read(content, $"{FileName}: entry '{entry.Name}'", out dictionary);
        }
        catch (InvalidDataException problem)
        {
            throw new TensorFileException($"{FileName}: its zip entry '{entry.Name}' cannot be unpacked: {problem.Message}", problem);
        }

        if (header is null)
        {
            string type = dictionary.Description.Length > MostTypeLetters ? $"{dictionary.Description[..MostTypeLetters]}…" : dictionary.Description;
            others.Add(entry.Name[..^4], $"not read: of the type '{type}', which is not one of numbers that can be read");
            return null;
        }

        TensorInfo tensor = new() { Name = entry.Name[..^4], Type = header.Type, Shape = header.Shape, Offset = header.Length };
        if (tensor.ByteLength != entry.Length - tensor.Offset)
        {
            throw Wrong($"tensor '{tensor.Name}' claims {tensor.Type.Label()} of shape {tensor.ShapeText()}, {tensor.ByteLength} bytes from byte {tensor.Offset} of its entry on, but the entry holds {entry.Length - tensor.Offset} there.");
        }

        entries.Add(tensor.Name, (entry, header));
        return tensor;
    }
}
