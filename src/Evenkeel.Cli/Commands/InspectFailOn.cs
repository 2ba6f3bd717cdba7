using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Interchange.Models;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Commands;

/// <summary>What lets <c>inspect</c> end with another exit code: a finding's severity, as everywhere, or weights that nobody has trained.</summary>
internal static class InspectFailOn
{
    private const string Untrained = "untrained";

    private static readonly string[] Words = ["never", "warning", "error", Untrained];

    /// <summary>The option.</summary>
    public static Option<string?> Option() => Choice.Text(
        "--fail-on", "LEVEL",
        $"End with exit code {ExitCode.FindingsReached} where a finding is as grave as that: never, warning or error; error by default. {Untrained}: where a tensor of weights is untrained. A comma joins two: {Untrained},warning.",
        Words);

    /// <summary>What the words ask for.</summary>
    /// <param name="text">The words; null for the default.</param>
    /// <returns>Whether a tensor reaches it.</returns>
    public static Func<ModelReportTensor, bool> Read(string? text)
    {
        string[] words = [.. (text ?? "error").Split(',').Select(word => word.Trim())];
        foreach (string word in words)
        {
            if (!Words.Contains(word))
            {
                throw new UsageException($"--fail-on is never, warning, error or {Untrained}, or two of them with a comma between, but got '{word}'.{Spelling.Hint(word, Words)}");
            }
        }

        if (words is ["never"])
        {
            return _ => false;
        }

        return words.Contains("never")
            ? throw new UsageException($"--fail-on never stands alone, but got '{text}'; leave never out.")
            : tensor => (words.Contains(Untrained) && tensor.IsUntrainedWeights)
                || (words.Any(word => word != Untrained) && tensor.Has("error"))
                || (words.Contains("warning") && tensor.Has("warning"));
    }
}
