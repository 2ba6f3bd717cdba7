using System.Diagnostics;
using System.Globalization;
using Evenkeel.Forensics;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Measures the one pass of forensics over elements in memory, on one and on two threads, next to numpy's mean, deviation, range and histogram of as many on one.</summary>
public static class ForensicsCost
{
    private const int Count = 1 << 24;
    private const int Rounds = 9;

    public static void Run()
    {
        using Workers two = new(2);
        using NumpyPeer? peer = NumpyPeer.Start(Count);
        float[] values = new float[Count];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} float32; medians of {Rounds} rounds, nanoseconds an element; peer: {(peer is null ? "none, since there is no numpy" : $"numpy {peer.Version}, mean, std, min, max and a histogram of 100 bins, one thread")}"));
        Console.WriteLine("what                            1 thread   2 threads     peer   peer / 1 thread   best 1");
        Draw.Normal(values, 1, 0, 0.02f);
        Measure("normal, 4096 rows", values, 4096, two, peer);
        Measure("normal, rows of 27", values.AsSpan(0, Count / 27 * 27).ToArray(), Count / 27, two, null);
        Measure("normal, no rows", values, 1, two, null);
        Draw.Uniform(values, 1, -0.05f, 0.05f);
        Measure("uniform, 4096 rows", values, 4096, two, null);
        values.AsSpan().Fill(1);
        Measure("constant, 4096 rows", values, 4096, two, null);
    }

    private static void Measure(string name, float[] values, int rows, Workers two, NumpyPeer? peer)
    {
        List<double> one = [], both = [], other = [];
        for (int round = -1; round < Rounds; round++)
        {
            double first = Time(values, rows, Workers.One), second = Time(values, rows, two), third = peer?.Run() ?? double.NaN;
            if (round < 0) continue;
            one.Add(first);
            both.Add(second);
            other.Add(third);
        }

        (double ours, double shared, double theirs) = (Median(one), Median(both), Median(other));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} {ours,9:F3} {shared,11:F3} {theirs,8:F2} {theirs / ours,17:F2} {one[0],8:F3}"));
    }

    private static double Time(float[] values, int rows, Workers workers)
    {
        long start = Stopwatch.GetTimestamp();
        StatisticsPass.Of(values, rows, workers: workers);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / values.Length;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    /// <summary>numpy in a process of its own.</summary>
    private sealed class NumpyPeer : IDisposable
    {
        private const string Program = """
            import sys, time
            import numpy as np
            values = np.random.default_rng(1).standard_normal(int(sys.argv[1]), dtype=np.float32) * np.float32(0.02)
            print(np.__version__, flush=True)
            for line in sys.stdin:
                start = time.perf_counter()
                values.mean(), values.std(), values.min(), values.max(), np.histogram(values, 100)
                print((time.perf_counter() - start) * 1e9 / values.size, flush=True)
            """;

        private readonly Process process;

        private NumpyPeer(Process process, string version) => (this.process, Version) = (process, version);

        public string Version { get; }

        public static NumpyPeer? Start(int count)
        {
            ProcessStartInfo start = new("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(Program);
            start.ArgumentList.Add(count.ToString(CultureInfo.InvariantCulture));
            start.Environment.Remove("OPENBLAS_CORETYPE");
            Process? process = Process.Start(start);
            string? version = process?.StandardOutput.ReadLine();
            return version is null ? null : new(process!, version);
        }

        public double Run()
        {
            process.StandardInput.WriteLine();
            process.StandardInput.Flush();
            return double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
