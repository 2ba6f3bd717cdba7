using System.Diagnostics;

namespace Evenkeel.Guards;

/// <summary>The launcher in a small clone, with an SDK that only writes down what it is asked for: building and running are what the script decides, not what it does.</summary>
internal sealed class LaunchFolder : IDisposable
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private readonly string root = Directory.CreateTempSubdirectory("evenkeel-launch-").FullName;

    public LaunchFolder()
    {
        foreach (string folder in new[] { "src/Evenkeel.Cli", "web/src", "web/node_modules", "web/dist", "tools" })
        {
            Directory.CreateDirectory(At(folder));
        }

        foreach (string file in new[] { "src/Evenkeel.Cli/Program.cs", "web/src/page.ts", "Directory.Build.props", "Directory.Packages.props", "global.json" })
        {
            File.WriteAllText(At(file), "");
        }

        Script("evenkeel", Repository.Read("evenkeel"));
        Script("tools/node", "");
        Script("tools/npm", "");
        Script("tools/dotnet", """
            #!/usr/bin/env bash
            set -euo pipefail
            home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
            echo "$*" >>"$home/calls"
            if [[ "$1" == exec ]]; then
              shift
              echo "program $*"
              cat
              exit 0
            fi
            cat >/dev/null
            while (($#)); do
              [[ "$1" != -o ]] || folder="$2"
              native="${native:-}$([[ "$1" != -p:PublishReadyToRun=true ]] || echo native)"
              shift
            done
            [[ ! -f "$home/during" ]] || bash "$home/during"
            [[ ! -f "$home/trouble" ]] || { cat "$home/trouble"; exit 1; }
            [[ ! -f "$home/no-compiler" || -z "$native" ]] || { cat "$home/no-compiler"; exit 1; }
            mkdir -p "$folder"
            touch "$folder/Evenkeel.Cli.dll"
            """);
    }

    /// <summary>What the SDK was asked for, in order: 'exec' or 'publish'.</summary>
    public IEnumerable<string> Calls => File.Exists(At("calls")) ? File.ReadAllLines(At("calls")).Select(line => line.Split(' ')[0]) : [];

    /// <summary>The folders of programs that are there.</summary>
    public IReadOnlyList<string> Programs => Directory.GetDirectories(At("artifacts/launch"), "program.*");

    /// <summary>A path in the clone.</summary>
    public string At(string path) => Path.Combine(root, path);

    /// <summary>Runs the launcher to its end.</summary>
    /// <returns>Its exit code, and what went to stdout and stderr.</returns>
    public (int Code, string Output, string Error) Run(string input = "", params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return End(process);
    }

    /// <summary>Starts the launcher.</summary>
    public Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(At("evenkeel"), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{At("tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        return Process.Start(start)!;
    }

    /// <summary>Waits for a launcher.</summary>
    public static (int Code, string Output, string Error) End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Most))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The launcher did not end within {Most.TotalMinutes} minutes.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Changes a file, as an editor does: a while after the last build started.</summary>
    public void Change(string path)
    {
        File.WriteAllText(At(path), "changed");
        File.SetLastWriteTimeUtc(At(path), File.GetLastWriteTimeUtc(At("artifacts/launch/built")).AddSeconds(1));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Script(string path, string text)
    {
        File.WriteAllText(At(path), text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
