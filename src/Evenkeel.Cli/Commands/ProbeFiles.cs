using System.Text;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;

namespace Evenkeel.Cli.Commands;

/// <summary>The files that <c>probe --out</c> writes.</summary>
internal static class ProbeFiles
{
    private const string Document = "probe.json";
    private const string Spec = "spec.json";

    /// <summary>Their names.</summary>
    public static string[] Names { get; } = [Document, Spec];

    public static void Write(string folder, ProbeResult result, ReadOnlyMemory<byte> document)
    {
        OutputOptionSet.Write(Path.Combine(folder, Document), stream => stream.Write(document.Span));
        OutputOptionSet.Write(Path.Combine(folder, Spec), stream => stream.Write(Encoding.UTF8.GetBytes(ExperimentJson.Write(result.Spec) + "\n")));
    }
}
