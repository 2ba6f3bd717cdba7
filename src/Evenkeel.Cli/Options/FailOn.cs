using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Diagnosis;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Options;

/// <summary>The option that lets findings decide the exit code.</summary>
internal static class FailOn
{
    private static readonly string[] Levels = ["never", "warning", "error"];

    /// <summary>The option.</summary>
    public static Option<string?> Option() =>
        Choice.Text("--fail-on", "LEVEL", $"End with exit code {ExitCode.FindingsReached} where a finding is as grave as that: never, warning or error; error by default.", Levels);

    /// <summary>The severity that a word means.</summary>
    /// <param name="text">The word; null for the default.</param>
    /// <returns>The severity; null for never.</returns>
    public static Severity? Read(string? text) => text switch
    {
        "never" => null,
        "warning" => Severity.Warning,
        null or "error" => Severity.Error,
        _ => throw new UsageException($"--fail-on is never, warning or error, but got '{text}'.{Spelling.Hint(text, Levels)}"),
    };

    /// <summary>The exit code of a command that has findings.</summary>
    public static int Code(Severity? limit, IEnumerable<Finding> findings) =>
        limit is { } least && findings.Any(finding => finding.Severity >= least) ? ExitCode.FindingsReached : ExitCode.Done;
}
