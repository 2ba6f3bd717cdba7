using Evenkeel.Cli.Options;

namespace Evenkeel.Cli.Commands;

/// <summary>The file that <c>inspect --out</c> writes.</summary>
internal static class InspectFiles
{
    private const string Document = "inspect.json";

    /// <summary>Its name.</summary>
    public static string[] Names { get; } = [Document];

    public static void Write(string folder, ReadOnlyMemory<byte> document) =>
        OutputOptionSet.Write(Path.Combine(folder, Document), stream => stream.Write(document.Span));
}
