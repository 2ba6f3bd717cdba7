using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Evenkeel.Sweeps;

/// <summary>A process that holds leases.</summary>
/// <param name="Machine">Where it runs: the machine's name, and on Linux the namespace that its number counts in.</param>
/// <param name="Process">Its number there.</param>
/// <param name="Started">When it was started, in milliseconds since 1970.</param>
internal sealed record LeaseOwner(string Machine, int Process, long Started)
{
    /// <summary>A start that is computed from the time since boot differs by some hundredths of a second from look to look.</summary>
    private const long SameStart = 2000;

    /// <summary>This process.</summary>
    public static LeaseOwner OfThisProcess()
    {
        using Process process = System.Diagnostics.Process.GetCurrentProcess();
        string machine = string.Concat(Environment.MachineName.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'));
        string space = OperatingSystem.IsLinux() ? string.Concat((new FileInfo("/proc/self/ns/pid").LinkTarget ?? "").Where(char.IsAsciiDigit)) : "";
        return new($"{machine}+{space}", Environment.ProcessId, StartOf(process));
    }

    /// <summary>Writes it as <see cref="Read"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine} {Process} {Started}");

    /// <summary>Reads an owner; null where it is none.</summary>
    public static LeaseOwner? Read(string text)
    {
        string[] parts = text.Split(' ');
        return parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int process)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long started) ? new(parts[0], process, started) : null;
    }

    /// <summary>Whether it ran on the same machine as another, and is no more.</summary>
    public bool IsGoneFrom(LeaseOwner here)
    {
        if (Machine != here.Machine) return false;
        try
        {
            using Process process = System.Diagnostics.Process.GetProcessById(Process);
            return process.HasExited || Math.Abs(StartOf(process) - Started) > SameStart;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return false;
        }
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds();
}
