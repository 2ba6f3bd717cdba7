using Evenkeel.Cli.Host;

namespace Evenkeel.Cli.Options;

/// <summary>Text files that a person names.</summary>
internal static class TextFile
{
    private const long MostBytes = 64 << 20;

    public static string Read(string path)
    {
        FileInfo file = new(path);
        return Directory.Exists(path) ? throw new UsageException($"'{path}' is a folder; a file is needed.")
            : !file.Exists ? throw new UsageException($"There is no file '{path}'.")
            : file.Length > MostBytes ? throw new UsageException($"'{path}' holds {file.Length} bytes; at most {MostBytes} are read.")
            : File.ReadAllText(path);
    }
}
