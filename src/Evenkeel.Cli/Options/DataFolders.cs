using Evenkeel.Cli.Host;
using Evenkeel.Interchange;

namespace Evenkeel.Cli.Options;

/// <summary>Where downloaded data may lie.</summary>
internal static class DataFolders
{
    /// <summary>The folder that was named, then <c>$EVENKEEL_DATA</c>, then the user's cache.</summary>
    public static IReadOnlyList<string> Of(Shell shell, string? named)
    {
        if (named is not null && !Directory.Exists(named))
        {
            throw new UsageException($"--data-dir names '{named}', which is no folder.");
        }

        string?[] folders = [named, shell.Variable("EVENKEEL_DATA"), Cache(shell)];
        return [.. folders.Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => folder!)];
    }

    /// <summary>The user's own folder for downloads; null where the user has none.</summary>
    public static string? Cache(Shell shell) => DataCatalog.CacheFolder(
        shell.Variable("XDG_CACHE_HOME"),
        shell.Variable("LOCALAPPDATA"),
        shell.Variable("HOME") ?? shell.Variable("USERPROFILE"),
        OperatingSystem.IsWindows());
}
