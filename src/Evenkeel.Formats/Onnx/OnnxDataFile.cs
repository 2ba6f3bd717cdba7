namespace Evenkeel.Formats.Onnx;

/// <summary>A file beside a model that holds elements of its tensors.</summary>
/// <param name="Location">Its name as the model gives it, relative to the model's folder.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Length">The bytes it has.</param>
/// <param name="HasChecksum">Whether the model says a checksum of it.</param>
internal sealed record OnnxDataFile(string Location, string Path, long Length, bool HasChecksum)
{
    private static readonly char[] separators = ['/', '\\'];

    /// <summary>Finds a data file within its model's folder, and nowhere else.</summary>
    /// <param name="source">The model.</param>
    /// <param name="tensor">The tensor that wants it, for messages.</param>
    /// <param name="location">What the model calls it.</param>
    /// <param name="hasChecksum">Whether the model says a checksum of it.</param>
    /// <exception cref="TensorFileException">It lies elsewhere, or is not there.</exception>
    public static OnnxDataFile Find(ByteSource source, string tensor, string location, bool hasChecksum)
    {
        string claim = $"{source.Name}: tensor '{tensor}' keeps its elements in '{Shown(location)}'";
        if (source.Folder is not { } folder)
        {
            throw new TensorFileException($"{claim}, a file beside the model, but only the model itself is given; save it with its data inside, or read it from its folder.");
        }

        string[] parts = location.Split(separators);
        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal) || location.Contains(':', StringComparison.Ordinal) || parts[0].Length == 0 || parts.Contains("..", StringComparer.Ordinal))
        {
            throw new TensorFileException($"{claim}, which may lie outside the model's folder; a name within the folder is needed.");
        }

        string path = System.IO.Path.Combine([folder, .. parts]);
        RefuseLinksOutside(folder, path, claim);
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new TensorFileException($"{claim}, but there is no such file in the model's folder; put it there.");
        }

        if (string.Equals(file.Name, source.Name, StringComparison.OrdinalIgnoreCase) && parts.Length == 1)
        {
            throw new TensorFileException($"{claim}, which is the model itself; another file is needed.");
        }

        return new(location, path, file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : file.Length, hasChecksum);
    }

    /// <summary>Refuses a way that a symbolic link leads out of the folder.</summary>
    private static void RefuseLinksOutside(string folder, string path, string claim)
    {
        for (string? step = path; step is not null && step.Length > folder.Length; step = System.IO.Path.GetDirectoryName(step))
        {
            FileSystemInfo entry = Directory.Exists(step) ? new DirectoryInfo(step) : new FileInfo(step);
            if (entry.LinkTarget is null) continue;
            string target = Target(entry)?.FullName ?? "";
            if (!target.StartsWith(folder.TrimEnd(System.IO.Path.DirectorySeparatorChar) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new TensorFileException($"{claim}, but a symbolic link leads from there out of the model's folder; put the file itself there.");
            }
        }
    }

    private static FileSystemInfo? Target(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            // A circle of links leads nowhere.
            return null;
        }
    }

    /// <summary>A name fit for a message: without control characters, and not longer than a line.</summary>
    private static string Shown(string location)
    {
        string clean = new([.. location.Take(100).Select(letter => char.IsControl(letter) ? '?' : letter)]);
        return location.Length > 100 ? clean + "…" : clean;
    }
}
