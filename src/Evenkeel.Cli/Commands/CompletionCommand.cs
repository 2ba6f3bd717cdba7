using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Commands;

/// <summary>Scripts that let a shell complete commands and options.</summary>
internal sealed class CompletionCommand : Command
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _evenkeel() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(evenkeel "[suggest:$((COMP_POINT - ${#COMP_WORDS[0]} - 1))]" "${COMP_LINE#* }" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _evenkeel evenkeel
            """,
        ["zsh"] = """
            _evenkeel() {
              local line="${BUFFER#* }"
              compadd -- ${(f)"$(evenkeel "[suggest:${#line}]" "$line" 2>/dev/null)"}
            }
            compdef _evenkeel evenkeel
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName evenkeel -ScriptBlock {
              param($word, $ast, $cursor)
              $line = $ast.ToString() -replace '^\S+\s?', ''
              evenkeel "[suggest:$($line.Length)]" "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
        ["fish"] = """
            complete -c evenkeel -a '(set -l line (string replace -r "^\S+\s?" "" (commandline -cp)); evenkeel "[suggest:"(string length -- "$line")"]" "$line")'
            """,
    };

    public CompletionCommand(Shell shell)
        : base("completion", "A script for bash, zsh, pwsh or fish that completes commands and options.\n\nExample:\n  evenkeel completion bash")
    {
        Argument<string> name = new("SHELL") { Description = "bash, zsh, pwsh or fish." };
        name.CompletionSources.Add([.. Scripts.Keys]);
        Arguments.Add(name);
        SetAction(line => shell.Out.WriteLine(Scripts.TryGetValue(line.GetValue(name)!, out string? script)
            ? script
            : throw new UsageException($"Unknown shell '{line.GetValue(name)}'.{Spelling.Suggestion(line.GetValue(name)!, Scripts.Keys)}")));
    }
}
