using System.Text;
using Evenkeel.Formats.Zip;

namespace Evenkeel.Formats.Torch;

/// <summary>The form that PyTorch writes since 1.6: a zip archive of a pickle, <c>data.pkl</c>, and of one entry for each storage, <c>data/0</c> and on.</summary>
/// <remarks>https://pytorch.org/docs/stable/notes/serialization.html, "Serialized file format for torch.save".</remarks>
internal static class TorchArchive
{
    private const string Pickle = "data.pkl";

    /// <summary>Whether an archive is of this form.</summary>
    public static bool Recognises(ZipDirectory zip) => zip.Entries.Any(IsPickle);

    /// <summary>Reads the pickle, and finds the storages.</summary>
    /// <exception cref="TensorFileException">The pickle wants code, or the archive does not hold what it claims.</exception>
    public static TorchImage Read(ByteSource source, ZipDirectory zip)
    {
        ZipEntry pickle = Shallowest(source, zip);
        string folder = pickle.Name[..^Pickle.Length];
        Dictionary<string, ZipEntry> entries = zip.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        if (entries.ContainsKey(folder + "constants.pkl") || zip.Entries.Any(entry => entry.Name.StartsWith(folder + "code/", StringComparison.Ordinal)))
        {
            throw new TensorFileException($"{source.Name}: it is a TorchScript program, which holds code beside its tensors; save the tensors alone, for example torch.save(torch.jit.load(path).state_dict(), other).");
        }

        PickleBudget budget = new();
        TorchGlobals globals = new(budget);
        object? root;
        try
        {
            root = Run(source, zip, pickle, globals, budget);
        }
        catch (InvalidDataException problem)
        {
            throw new TensorFileException($"{source.Name}: its zip entry '{pickle.Name}' cannot be unpacked: {problem.Message}", problem);
        }

        Dictionary<string, TorchPlace> places = new(StringComparer.Ordinal);
        foreach (TorchStorage storage in globals.Storages.Values)
        {
            places.Add(storage.Key, Place(source, zip, entries, folder, storage));
        }

        return new(root, places, IsBigEndian(source, zip, entries, folder), zip);
    }

    private static bool IsPickle(ZipEntry entry) => entry.Name == Pickle || entry.Name.EndsWith('/' + Pickle, StringComparison.Ordinal);

    private static ZipEntry Shallowest(ByteSource source, ZipDirectory zip)
    {
        ZipEntry[] pickles = [.. zip.Entries.Where(IsPickle).OrderBy(entry => entry.Name.Count(letter => letter == '/'))];
        return pickles.Length == 1 || Depth(pickles[0]) < Depth(pickles[1])
            ? pickles[0]
            : throw new TensorFileException($"{source.Name}: its zip archive holds both '{pickles[0].Name}' and '{pickles[1].Name}'; one alone says what the tensors are.");

        static int Depth(ZipEntry entry) => entry.Name.Count(letter => letter == '/');
    }

    private static object? Run(ByteSource source, ZipDirectory zip, ZipEntry pickle, TorchGlobals globals, PickleBudget budget)
    {
        long offset = zip.ContentOffset(pickle);
        using InflatingSource? unpacked = pickle.IsStored ? null : new(zip, pickle, source.Name);
        string within = $" of '{pickle.Name}'";
        using ByteSource content = unpacked ?? (ByteSource)new PartByteSource(source, offset, pickle.Length);
        return new PickleMachine(new(content, 0, content.Length, within), budget, globals).Run();
    }

    private static TorchPlace Place(ByteSource source, ZipDirectory zip, Dictionary<string, ZipEntry> entries, string folder, TorchStorage storage)
    {
        string name = $"{folder}data/{storage.Key}";
        if (!entries.TryGetValue(name, out ZipEntry? entry))
        {
            throw new TensorFileException($"{source.Name}: storage '{storage.Key}', which the pickle names at byte {storage.At}, should be the zip entry '{name}', but there is none.");
        }

        if (entry.Length != storage.Bytes)
        {
            throw new TensorFileException($"{source.Name}: storage '{storage.Key}' claims {storage.Count} elements of {storage.Type.Name}, {storage.Bytes} bytes, but the zip entry '{name}' holds {entry.Length}.");
        }

        long offset = zip.ContentOffset(entry);
        return new(entry.IsStored ? offset : 0, entry);
    }

    private static bool IsBigEndian(ByteSource source, ZipDirectory zip, Dictionary<string, ZipEntry> entries, string folder)
    {
        if (!entries.TryGetValue(folder + "byteorder", out ZipEntry? entry))
        {
            return false;
        }

        Span<byte> text = stackalloc byte[8];
        try
        {
            using Stream content = zip.Open(entry);
            text = text[..content.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException problem)
        {
            throw new TensorFileException($"{source.Name}: its zip entry '{entry.Name}' cannot be unpacked: {problem.Message}", problem);
        }

        return text.SequenceEqual("big"u8) ? true
            : text.SequenceEqual("little"u8) ? false
            : throw new TensorFileException($"{source.Name}: its zip entry '{entry.Name}' says the order of bytes is '{Encoding.Latin1.GetString(text)}'; little or big is needed.");
    }
}
