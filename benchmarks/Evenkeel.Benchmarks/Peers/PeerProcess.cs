using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>A peer in a process of its own, which works when it is told to and sleeps otherwise.</summary>
/// <remarks>
/// It first writes a line that says what it is. Then it reads lines <c>repeats task…</c> and answers each with the milliseconds of one repeat:
/// a task that it has not seen, or 0 repeats, is made ready first, and each turn begins with uncounted work (<see cref="Turn"/>).
/// </remarks>
internal sealed class PeerProcess : IDisposable
{
    /// <summary>Longer than any peer's threads spin: OpenBLAS's do it for 2²⁸ ticks of the processor's clock, a tenth of a second.</summary>
    private const double LongestSpin = 500;

    /// <summary>Settings of somebody's shell that would change what a peer does by itself.</summary>
    private static readonly string[] Unset =
        ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_THREAD_TIMEOUT", "OMP_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "GOTO_NUM_THREADS", "ATEN_CPU_CAPABILITY"];

    private readonly Process process;

    private PeerProcess(Process process, PeerSetting setting, string version) => (this.process, Setting, Version) = (process, setting, version);

    public PeerSetting Setting { get; }

    /// <summary>What the peer says it is.</summary>
    public string Version { get; }

    /// <summary>Its processor time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a peer.</summary>
    /// <returns>The peer, or null where it cannot run here; what it complains about goes to the error stream.</returns>
    public static PeerProcess? Start(PeerSetting setting)
    {
        ProcessStartInfo start = new(setting.Command[0], setting.Command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string name in Unset) start.Environment.Remove(name);
        foreach ((string name, string value) in setting.Environment) start.Environment[name] = value;
        try
        {
            Process process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() is string version) return new(process, setting, version);
            process.Dispose();
            return null;
        }
        catch (Win32Exception missing)
        {
            Console.Error.WriteLine($"{setting.Command[0]} cannot be started: {missing.Message}");
            return null;
        }
    }

    /// <summary>Has a task done.</summary>
    /// <returns>Milliseconds of one repeat.</returns>
    public double Run(string task, int repeats)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{repeats} {task}"));
        process.StandardInput.Flush();
        string answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Version} ended while it did '{task}'.");
        return double.TryParse(answer, CultureInfo.InvariantCulture, out double milliseconds)
            ? milliseconds
            : throw new InvalidOperationException($"{Version} answered '{answer}' to '{task}', not a number of milliseconds.");
    }

    /// <summary>Returns when no thread of the peer runs: a pool's threads spin for a while before they sleep, and would take the next side's time.</summary>
    public void ComeToRest()
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            Thread.Sleep(1);
        }
        while (IsBusy() && Stopwatch.GetElapsedTime(start).TotalMilliseconds < LongestSpin);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private bool IsBusy()
    {
        string tasks = $"/proc/{process.Id}/task";

        // Elsewhere than on Linux the wait is simply as long as it may be.
        if (!Directory.Exists(tasks)) return true;
        foreach (string task in Directory.EnumerateDirectories(tasks))
        {
            try
            {
                string stat = File.ReadAllText(Path.Combine(task, "stat"));
                if (stat[stat.LastIndexOf(')') + 2] == 'R') return true;
            }
            catch (IOException)
            {
                // The thread has ended.
            }
        }

        return false;
    }
}
