using Microsoft.Win32.SafeHandles;

namespace Evenkeel.Formats;

/// <summary>The bytes of a file on disk.</summary>
internal sealed class FileByteSource(string path) : ByteSource
{
    private readonly SafeFileHandle handle = File.OpenHandle(path);

    public override string Name { get; } = Path.GetFileName(path);

    public override string? Folder { get; } = Path.GetDirectoryName(Path.GetFullPath(path));

    public override long Length => RandomAccess.GetLength(handle);

    public override int Read(long offset, Span<byte> into)
    {
        int filled = 0;
        while (filled < into.Length)
        {
            int read = RandomAccess.Read(handle, into[filled..], offset + filled);
            if (read == 0) break;
            filled += read;
        }

        return filled;
    }

    protected override void Dispose(bool disposing) => handle.Dispose();
}
