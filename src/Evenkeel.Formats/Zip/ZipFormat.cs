using System.Collections.Immutable;
using Evenkeel.Formats.Npy;
using Evenkeel.Formats.Torch;

namespace Evenkeel.Formats.Zip;

/// <summary>One format whose files are zip archives: told from the others by the names of the entries.</summary>
/// <param name="Recognises">Whether an archive of these names is of this format.</param>
/// <param name="Read">Opens an archive that was recognised.</param>
internal sealed record ZipFormat(Func<ZipDirectory, bool> Recognises, Func<ByteSource, ZipDirectory, TensorFile> Read)
{
    /// <summary>All formats; the first that recognises an archive reads it.</summary>
    private static readonly ImmutableArray<ZipFormat> All =
    [
        new(TorchArchive.Recognises, (source, zip) => new TorchFile(source, TorchArchive.Read(source, zip))),
        new(zip => zip.Entries.Any(entry => entry.Name.EndsWith(".npy", StringComparison.Ordinal)) || zip.Entries.Count == 0, (source, zip) => new NpzFile(source, zip)),
        new(zip => Holds(zip, "model.weights.h5"), (source, _) => throw new TensorFileException($"{source.Name}: .keras archives are recognised but cannot be read; save the weights as safetensors or npz.")),
    ];

    /// <summary>Opens a zip archive by what its entries are called.</summary>
    public static TensorFile Open(ByteSource source)
    {
        ZipDirectory zip = ZipDirectory.Read(source);
        foreach (ZipFormat format in All)
        {
            if (format.Recognises(zip))
            {
                return format.Read(source, zip);
            }
        }

        string names = string.Join(", ", zip.Entries.Take(5).Select(entry => $"'{entry.Name}'"));
        throw new TensorFileException($"{source.Name}: its zip archive of {zip.Entries.Count} entries ({names}{(zip.Entries.Count > 5 ? ", …" : "")}) holds neither .npy arrays nor the data.pkl of PyTorch.");
    }

    private static bool Holds(ZipDirectory zip, string name) => zip.Entries.Any(entry => entry.Name == name);
}
