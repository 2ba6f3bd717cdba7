namespace Evenkeel.Formats;

/// <summary>The bytes of a file, read at any place and by any number of threads.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>The file's name as messages show it.</summary>
    public abstract string Name { get; }

    /// <summary>The folder that the file lies in, where other files of the same model may lie; null where there is none.</summary>
    public virtual string? Folder => null;

    /// <summary>The bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>Reads bytes.</summary>
    /// <param name="offset">Where from, ≥ 0.</param>
    /// <param name="into">Receives them.</param>
    /// <returns>How many came: fewer than asked for only at the end.</returns>
    public abstract int Read(long offset, Span<byte> into);

    /// <summary>Reads exactly as many bytes as there is room for.</summary>
    /// <exception cref="TensorFileException">The file ends before.</exception>
    public void ReadExactly(long offset, Span<byte> into)
    {
        int read = Read(offset, into);
        if (read < into.Length)
        {
            throw new TensorFileException($"{Name}: it ends at byte {offset + read}, but {into.Length} bytes are needed from byte {offset} on.");
        }
    }

    /// <summary>The bytes as a stream of their own, at its start; closing it leaves the source open.</summary>
    public Stream OpenStream() => new ByteSourceStream(this, 0, Length);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
