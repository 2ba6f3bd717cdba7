using System.IO.Compression;

namespace Evenkeel.Formats;

/// <summary>Arrays in NumPy's <c>.npz</c> format: a zip archive of <c>.npy</c> arrays, stored or deflated.</summary>
internal sealed class NpzFile : TensorFile
{
    private const int MostEntries = 100_000;
    private readonly ZipArchive archive;
    private readonly Dictionary<string, (ZipArchiveEntry Entry, NpyHeader Header)> entries = [];

    public NpzFile(Stream stream, string fileName)
        : base(stream, fileName)
    {
        try
        {
            archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            Tensors = Identify();
        }
        catch (InvalidDataException problem)
        {
            throw new TensorFileException($"{fileName}: its zip archive is not readable: {problem.Message}", problem);
        }
    }

    public override string Format => "npz";

    public override NamedTensor Read(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        RefuseTooLarge(tensor);
        (ZipArchiveEntry entry, NpyHeader header) = entries[tensor.Name];
        try
        {
            using Stream content = entry.Open();
            NpyHeader.Read(content, $"{FileName}: entry '{entry.FullName}'");
            byte[]? bytes = BoundedRead.Exactly(content, tensor.ByteLength, out long read);
            if (bytes is null || content.ReadByte() >= 0)
            {
                string held = bytes is null ? $"ends after {read}" : "holds more";
                throw Wrong($"tensor '{tensor.Name}' claims {tensor.ByteLength} bytes from byte {tensor.Offset} of its entry on, but the entry {held}.");
            }

            return NpyElements.Normalise(tensor, header, bytes);
        }
        catch (InvalidDataException problem)
        {
            throw new TensorFileException($"{FileName}: tensor '{tensor.Name}' cannot be unpacked: {problem.Message}", problem);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private List<TensorInfo> Identify()
    {
        if (archive.Entries.Count > MostEntries)
        {
            throw Wrong($"its zip archive has {archive.Entries.Count} entries; at most {MostEntries} are read.");
        }

        List<TensorInfo> tensors = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal) || entry.FullName.Length == 4)
            {
                throw Wrong($"its entry '{entry.FullName}' is not an .npy array.");
            }

            using Stream content = entry.Open();
            NpyHeader header = NpyHeader.Read(content, $"{FileName}: entry '{entry.FullName}'");
            TensorInfo tensor = new() { Name = entry.FullName[..^4], Type = header.Type, Shape = header.Shape, Offset = header.Length };
            if (tensor.ByteLength != entry.Length - tensor.Offset)
            {
                throw Wrong($"tensor '{tensor.Name}' claims {tensor.Type.Label()} of shape {tensor.ShapeText()}, {tensor.ByteLength} bytes from byte {tensor.Offset} of its entry on, but the entry holds {entry.Length - tensor.Offset} there.");
            }

            if (!entries.TryAdd(tensor.Name, (entry, header)))
            {
                throw Wrong($"tensor '{tensor.Name}' stands twice.");
            }

            tensors.Add(tensor);
        }

        return tensors;
    }
}
