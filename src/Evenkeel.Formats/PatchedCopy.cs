namespace Evenkeel.Formats;

/// <summary>A file written anew with some of its bytes replaced by as many others.</summary>
internal static class PatchedCopy
{
    /// <summary>Writes a file beside its place and moves it there.</summary>
    /// <param name="source">The file as it is.</param>
    /// <param name="path">Where to.</param>
    /// <param name="patches">What is replaced, in any order, without overlaps.</param>
    public static void Save(ByteSource source, string path, IEnumerable<Patch> patches) => AtomicFile.Write(path, stream =>
    {
        long position = 0;
        foreach (Patch patch in patches.OrderBy(patch => patch.Offset))
        {
            Copy(source, position, patch.Offset, stream);
            patch.Write(stream);
            position = patch.Offset + patch.Length;
        }

        Copy(source, position, source.Length, stream);
    });

    /// <summary>Copies the bytes from one place up to another.</summary>
    public static void Copy(ByteSource source, long from, long to, Stream stream)
    {
        byte[] buffer = new byte[Math.Clamp(to - from, 0, 1 << 20)];
        while (from < to)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - from));
            source.ReadExactly(from, part);
            stream.Write(part);
            from += part.Length;
        }
    }
}
