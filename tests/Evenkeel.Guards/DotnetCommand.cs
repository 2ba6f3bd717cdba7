using System.Diagnostics;

namespace Evenkeel.Guards;

/// <summary>Runs the SDK as a person would, in another process and with a time limit.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(4);

    /// <summary>The configuration that the tests were built in, so that what they build is built already.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).StartsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    /// <summary>Runs <c>dotnet</c> and requires that it succeeds.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="arguments">What to do.</param>
    /// <returns>What it wrote to stdout, without line breaks at the end.</returns>
    public static string Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Run("dotnet", folder, environment, Most, arguments).TrimEnd();

    /// <summary>Runs a program that may build, and requires that it succeeds.</summary>
    /// <param name="program">Which.</param>
    /// <param name="folder">Where.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="most">How long it may take.</param>
    /// <param name="arguments">What to do.</param>
    /// <returns>What it wrote to stdout.</returns>
    public static string Run(string program, string folder, IReadOnlyDictionary<string, string> environment, TimeSpan most, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        // A server that outlives the command would hold the pipes open, and a test host's own settings are not the command's.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment.Remove("MSBuildSDKsPath");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(most))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {most.TotalMinutes} minutes.");
        }

        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output.Result}\n{error.Result}");
        return output.Result;
    }
}
