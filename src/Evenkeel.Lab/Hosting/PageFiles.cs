using System.Reflection;

namespace Evenkeel.Lab.Hosting;

/// <summary>The files of the built page: inside this assembly, or in a folder. What is not among them is not served, whatever a path says.</summary>
internal sealed class PageFiles
{
    private const string Root = "lab/";

    private readonly Dictionary<string, PageFile> files = new(StringComparer.Ordinal);

    private PageFiles(Dictionary<string, byte[]> contents)
    {
        foreach ((string path, byte[] plain) in contents)
        {
            if (!path.EndsWith(".br", StringComparison.Ordinal) && !path.EndsWith(".gz", StringComparison.Ordinal))
            {
                files[path] = new(path, plain, contents.GetValueOrDefault($"{path}.br"), contents.GetValueOrDefault($"{path}.gz"));
            }
        }
    }

    /// <summary>The paths, without a slash at their start.</summary>
    public IReadOnlyCollection<string> Paths => files.Keys;

    /// <summary>The page itself; null where it was not built in.</summary>
    public PageFile? Index => Find("lab.html");

    /// <summary>Reads them all.</summary>
    /// <param name="folder">A folder; null for those inside this assembly.</param>
    public static PageFiles Load(string? folder) => new(folder is null ? Inside() : In(Path.GetFullPath(folder)));

    /// <summary>A file by its path without a slash at the start; null where there is none.</summary>
    public PageFile? Find(string path) => files.GetValueOrDefault(path);

    private static Dictionary<string, byte[]> Inside()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            using Stream resource = assembly.GetManifestResourceStream(name)!;
            byte[] bytes = new byte[resource.Length];
            resource.ReadExactly(bytes);
            contents[name[Root.Length..]] = bytes;
        }

        return contents;
    }

    private static Dictionary<string, byte[]> In(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);
}
