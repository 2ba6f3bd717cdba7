using Evenkeel.Formats.Zip;

namespace Evenkeel.Formats.Torch;

/// <summary>What a file's pickle says, and where in the file the storages are that it names.</summary>
/// <param name="Root">The value that the pickle made.</param>
/// <param name="Places">Where each storage is, by its key.</param>
/// <param name="BigEndian">The order of the bytes of an element.</param>
/// <param name="Zip">The archive; null for the older form.</param>
internal sealed record TorchImage(object? Root, IReadOnlyDictionary<string, TorchPlace> Places, bool BigEndian, ZipDirectory? Zip)
{
    /// <summary>The bytes of a storage as a source of their own, for one thread; closing it leaves the file open.</summary>
    public ByteSource Open(ByteSource file, TorchStorage storage)
    {
        TorchPlace place = Places[storage.Key];
        return place.IsPacked ? new InflatingSource(Zip!, place.Entry!, file.Name) : new PartByteSource(file, place.Offset, storage.Bytes);
    }
}

/// <summary>Where the bytes of a storage are.</summary>
/// <param name="Offset">The first: from the start of the file, or of the unpacked entry where it is deflated.</param>
/// <param name="Entry">The entry of the archive; null for the older form.</param>
internal sealed record TorchPlace(long Offset, ZipEntry? Entry)
{
    /// <summary>Whether the bytes are packed, so that none can be read before those in front of it.</summary>
    public bool IsPacked => Entry is { IsStored: false };
}
