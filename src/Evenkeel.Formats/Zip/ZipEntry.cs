namespace Evenkeel.Formats.Zip;

/// <summary>One entry of a zip archive, as its directory says it.</summary>
internal sealed record ZipEntry
{
    /// <summary>Its path inside the archive, as written there.</summary>
    public required string Name { get; init; }

    /// <summary>Where its record stands in the directory: bytes from the start of the file.</summary>
    public required long RecordOffset { get; init; }

    /// <summary>Where its own header stands: bytes from the start of the file.</summary>
    public required long HeaderOffset { get; init; }

    /// <summary>0 stored, 8 deflated.</summary>
    public required ushort Method { get; init; }

    /// <summary>Bit 0 says encrypted, bit 3 that a descriptor follows the content.</summary>
    public required ushort Flags { get; init; }

    /// <summary>The bytes it takes in the archive.</summary>
    public required long PackedLength { get; init; }

    /// <summary>The bytes it claims to hold once unpacked.</summary>
    public required long Length { get; init; }

    /// <summary>Whether it lies in the archive as it is, so that it can be read at any place.</summary>
    public bool IsStored => Method == 0;

    /// <summary>Whether its checksum and lengths follow its content.</summary>
    public bool HasDescriptor => (Flags & 8) != 0;
}
