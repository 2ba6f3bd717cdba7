using System.Diagnostics;

namespace Evenkeel.Tests.Shared;

/// <summary>Python with PyTorch, where this machine has it.</summary>
internal static class Python
{
    private static readonly Lazy<string?> Found = new(() => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasTorch));

    public static bool HasPyTorch => Found.Value is not null;

    /// <summary>Runs a script that must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string script) => Start(Found.Value!, ["-W", "ignore", "-c", script]) is (0, var output, _) ? output : throw new InvalidOperationException(Start(Found.Value!, ["-c", script]).Error);

    private static bool HasTorch(string python)
    {
        try
        {
            return Start(python, ["-c", "import torch"]).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output, string Error) Start(string python, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
