namespace Evenkeel.Interchange;

/// <summary>Finds a data set's files: in each folder given, under the set's own name first, packed before unpacked.</summary>
internal sealed class DataFinder(string name, IReadOnlyList<string> directories)
{
    /// <summary>Finds a file or a folder.</summary>
    /// <param name="fileName">Its name, without <c>.gz</c>.</param>
    /// <returns>Where it is, or null.</returns>
    public string? Find(string fileName)
    {
        foreach (string folder in Folders())
        {
            foreach (string candidate in new[] { Path.Combine(folder, fileName + ".gz"), Path.Combine(folder, fileName) })
            {
                if (Path.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>Says what was looked for, where, and how to get it.</summary>
    public DataSourceException Missing(params string[] fileNames)
    {
        string places = directories.Count == 0 ? "no folder was given to look in" : $"looked in {string.Join(", ", Folders())}";
        return new($"Data set '{name}' needs {string.Join(" and ", fileNames)}, which {(fileNames.Length > 1 ? "are" : "is")} not there ({places}). `evenkeel data fetch {name}` gets {(fileNames.Length > 1 ? "them" : "it")}.");
    }

    private IEnumerable<string> Folders() => directories.SelectMany(directory => new[] { Path.Combine(directory, name), directory });
}
