using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Formats;

namespace Evenkeel.Cli.Options;

/// <summary>The options that say where results go.</summary>
internal sealed class OutputOptionSet
{
    private readonly Option<string?> report = Choice.Text("--report", "FILE.html", "Write what was found as a page that needs no network.");
    private readonly Option<string?> folder = Choice.Text("--out", "DIR", "Write JSON and CSV files into a folder.");
    private readonly Option<bool> force = Choice.Switch("--force", "Overwrite files that are there.");

    /// <summary>Whether results are wanted as one JSON document.</summary>
    public Option<bool> Json { get; } = Choice.Json();

    public void AddTo(Command command)
    {
        Option[] all = [Json, report, folder, force];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Refuses what would be overwritten, before any work is done.</summary>
    /// <param name="line">The line.</param>
    /// <param name="files">The files that <c>--out</c> would write.</param>
    public Targets Check(ParseResult line, params ReadOnlySpan<string> files)
    {
        Targets targets = new(line.GetValue(report), line.GetValue(folder));
        List<string> planned = targets.Report is { } page ? [page] : [];
        foreach (string file in files)
        {
            if (targets.Folder is { } place)
            {
                planned.Add(Path.Combine(place, file));
            }
        }

        foreach (string path in planned)
        {
            Guard(path, line.GetValue(force));
        }

        return targets;
    }

    /// <summary>Refuses to overwrite a file unless that was asked for, and a place that takes no file.</summary>
    public static void Guard(string path, bool force)
    {
        if (File.Exists(path) && !force)
        {
            throw new UsageException($"'{path}' is there already; add --force to overwrite it.");
        }

        if (Directory.Exists(path))
        {
            throw new UsageException($"'{path}' is a folder; a file is needed.");
        }

        string? parent = Path.GetDirectoryName(Path.GetFullPath(path));
        while (parent is not null && !Directory.Exists(parent))
        {
            if (File.Exists(parent))
            {
                throw new UsageException($"'{parent}' is a file, but '{path}' needs a folder of that name.");
            }

            parent = Path.GetDirectoryName(parent);
        }

        TryWriting(path, parent ?? ".");
    }

    /// <summary>Finds out before hours of work, not after, that a folder takes no files.</summary>
    private static void TryWriting(string path, string folder)
    {
        try
        {
            using FileStream trial = new(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be written: no file can be made in '{folder}'.", problem);
        }
    }

    /// <summary>Writes a file beside its place and moves it there when it is whole.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, write);
    }

    /// <summary>Where results go besides the terminal.</summary>
    /// <param name="Report">The page's file; null for none.</param>
    /// <param name="Folder">The folder for JSON and CSV; null for none.</param>
    internal sealed record Targets(string? Report, string? Folder);
}
