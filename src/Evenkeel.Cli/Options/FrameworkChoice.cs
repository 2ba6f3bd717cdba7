using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Options;

/// <summary>The option that says in whose code a fix is shown.</summary>
internal static class FrameworkChoice
{
    private static readonly (string Word, string Framework)[] All = [("pytorch", "PyTorch"), ("keras", "Keras"), ("jax", "JAX"), ("csharp", "C#")];

    private static readonly string[] Words = [.. All.Select(pair => pair.Word)];

    /// <summary>The option.</summary>
    public static Option<string?> Option() => Choice.Text("--framework", "NAME", $"Whose code shows the fix of a finding: {string.Join(", ", Words)}; pytorch by default.", Words);

    /// <summary>The framework's name, as a fix has it.</summary>
    /// <param name="word">What was typed; null for the default.</param>
    public static string Read(string? word) => word is null ? All[0].Framework
        : Array.Find(All, pair => pair.Word == word).Framework
            ?? throw new UsageException($"--framework is {string.Join(", ", Words[..^1])} or {Words[^1]}, but got '{word}'.{Spelling.Hint(word, Words)}");
}
