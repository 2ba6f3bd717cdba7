using System.Diagnostics;
using System.Globalization;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>Watches how busy other programs keep the processors during a race: what says how far its times can be believed.</summary>
internal sealed class OtherLoad
{
    private readonly PeerPool pool;
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly (double Busy, double All) before;
    private readonly TimeSpan known;

    /// <summary>Starts to watch.</summary>
    public OtherLoad(PeerPool pool)
    {
        this.pool = pool;
        (before, known) = (Processors(), Known());
    }

    /// <summary>The share of all processors' time since the start that went to others, the hypervisor's guests included; NaN where the system does not say.</summary>
    public double Share
    {
        get
        {
            (double busy, double all) = Processors();
            double ticksPerSecond = (all - before.All) / (Environment.ProcessorCount * Stopwatch.GetElapsedTime(start).TotalSeconds);
            double ours = (Known() - known).TotalSeconds * ticksPerSecond;
            return Math.Max(0, (busy - before.Busy - ours) / (all - before.All));
        }
    }

    private TimeSpan Known() => Environment.CpuUsage.TotalTime + pool.ProcessorTime;

    /// <summary>Ticks in which processors worked, and all ticks.</summary>
    private static (double Busy, double All) Processors()
    {
        const string Source = "/proc/stat";
        if (!File.Exists(Source)) return (double.NaN, double.NaN);

        // user, nice, system, idle, waiting, interrupts, soft interrupts, stolen; guests are counted in user.
        double[] ticks = [.. File.ReadLines(Source).First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }
}
