using System.Diagnostics;
using System.Globalization;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Times training steps of the five networks, without a peer.</summary>
public static class QuickNets
{
    public static void Run(string[] only)
    {
        foreach (int threads in (int[])[1, 2])
        {
            using Workers workers = new(threads);
            foreach (Workload load in Workload.All.Where(load => only.Length == 0 || only.Contains(load.Name)))
            foreach (string optimizer in (string[])["sgd", "adam"])
            {
                var steps = load.Train(optimizer, workers);
                Stopwatch warm = Stopwatch.StartNew();
                while (warm.ElapsedMilliseconds < 300) steps.MoveNext();
                int repeats = 0;
                long start = Stopwatch.GetTimestamp();
                for (; Stopwatch.GetElapsedTime(start).TotalMilliseconds < 5; repeats++) steps.MoveNext();
                List<double> times = [];
                Stopwatch total = Stopwatch.StartNew();
                while (total.ElapsedMilliseconds < 1500 || times.Count < 15)
                {
                    start = Stopwatch.GetTimestamp();
                    for (int i = 0; i < repeats; i++) steps.MoveNext();
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats);
                }

                times.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{load.Name,-12} {optimizer,-5} {threads} threads  median {times[times.Count / 2],9:F4} ms  best {times[0],9:F4} ms  {load.Operations / times[times.Count / 2] / 1e6,7:F1} GFLOP/s"));
            }
        }
    }
}
