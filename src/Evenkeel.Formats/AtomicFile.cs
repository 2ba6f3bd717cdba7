using System.Globalization;

namespace Evenkeel.Formats;

/// <summary>Writes files so that a reader sees the old one or the new one, never a part.</summary>
public static class AtomicFile
{
    private static int written;

    /// <summary>Writes a file beside its place and moves it there once it is whole; if writing fails, what was there stays.</summary>
    /// <param name="path">Where to; its folder exists. An existing file is replaced.</param>
    /// <param name="write">Writes the content; the stream is seekable.</param>
    /// <exception cref="IOException">The file cannot be written or moved.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string part = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref written)}.part");
        try
        {
            using (FileStream stream = new(part, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
