namespace Evenkeel.Literature;

/// <summary>The study files that come with the assembly.</summary>
internal static class StudyText
{
    public static bool Exists(string name, RunSize size) => typeof(StudyText).Assembly.GetManifestResourceInfo(FileOf(name, size)) is not null;

    public static string Read(string name, RunSize size)
    {
        using Stream file = typeof(StudyText).Assembly.GetManifestResourceStream(FileOf(name, size))
            ?? throw new InvalidOperationException($"The assembly holds no '{FileOf(name, size)}'; each reproduction has its study in studies/.");
        using StreamReader reader = new(file);
        return reader.ReadToEnd();
    }

    private static string FileOf(string name, RunSize size) => size switch
    {
        RunSize.Quick => $"{name}.quick.json",
        RunSize.Full => $"{name}.full.json",
        _ => $"{name}.json",
    };
}
