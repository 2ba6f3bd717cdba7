namespace Evenkeel.Guards;

/// <summary>The files of this repository, as text.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = ["artifacts", "bin", "obj", "node_modules", "dist", ".git", ".vs", ".idea"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file, by its path relative to the root.</summary>
    public static string Read(string path) => File.ReadAllText(At(path));

    /// <summary>The files below a folder whose names end in one of some ways, relative to the root, with '/' between folders, in a fixed order.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings)
    {
        List<string> found = [];
        if (Directory.Exists(At(folder)))
        {
            Collect(At(folder), endings, found);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Collect(string folder, string[] endings, List<string> found)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            if (endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            {
                found.Add(Path.GetRelativePath(Root, file).Replace('\\', '/'));
            }
        }

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            if (!Skipped.Contains(Path.GetFileName(inner)))
            {
                Collect(inner, endings, found);
            }
        }
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Evenkeel.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("No folder above the tests holds Evenkeel.slnx.");
    }
}
