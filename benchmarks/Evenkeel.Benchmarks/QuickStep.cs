using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Measures the training step, or given products, in seconds rather than minutes, next to what the multiply-add units reach in the same run.</summary>
public static class QuickStep
{
    /// <summary>Prints the table.</summary>
    /// <param name="shapes">Products such as "NN 100x300x784"; none for the training step.</param>
    /// <exception cref="FormatException">One of them is no product; nothing has been measured.</exception>
    public static void Run(string[] shapes)
    {
        Product[] given = [.. shapes.Select(Product.Parse)];
        TrainingStep glorot = new(100, 784, 300, 300, 300, 300, 10);
        TrainingStep narrow = new(10, 1000, 1000, 1000, 1000);
        Console.WriteLine("On a busy machine the wall clock counts other people's work too: the last column leaves it out, and a thread that spins counts as busy.");
        (TimeSpan before, long methods) = (JitInfo.GetCompilationTime(), JitInfo.GetCompiledMethodCount());
        glorot.Run(Workers.One);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The first step of the process compiled {JitInfo.GetCompiledMethodCount() - methods} methods in {(JitInfo.GetCompilationTime() - before).TotalMilliseconds:F0} ms."));
        Console.WriteLine("what                                     threads   median ms   best ms   median GFLOP/s   best GFLOP/s   GFLOP per processor second");
        Measure("multiply-add peak (512 or 256 bits)", 1, MultiplyAddPeak.Operations, () => MultiplyAddPeak.Run(Workers.One));
        foreach (int threads in (int[])[1, 2])
        {
            using Workers workers = new(threads);
            if (shapes.Length == 0)
            {
                Measure("784-300-300-300-300-10, batch 100", threads, glorot.Operations, () => glorot.Run(workers));
                Measure("1000-1000-1000-1000, batch 10", threads, narrow.Operations, () => narrow.Run(workers));
            }

            foreach ((string name, Func<Workers, WholeStep> create) in shapes.Length == 0 ? WholeStep.All() : [])
            {
                WholeStep step = create(workers);
                Measure(name, threads, glorot.Operations, step.Run);
            }

            foreach (Product product in given)
            {
                Measure(product.ToString(), threads, product.Operations, () => product.Run(workers));
            }
        }
    }

    private static void Measure(string name, int threads, double operations, Action action)
    {
        Stopwatch warm = Stopwatch.StartNew();
        while (warm.ElapsedMilliseconds < 200) action();
        int repeats = 0;
        long start = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(start).TotalMilliseconds < 0.3; repeats++) action();

        List<double> times = [];
        Stopwatch total = Stopwatch.StartNew();
        TimeSpan processor = ProcessorTime();
        while (total.ElapsedMilliseconds < 1200 || times.Count < 15)
        {
            start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++) action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats);
        }

        double processorTime = (ProcessorTime() - processor).TotalMilliseconds / times.Count / repeats;
        times.Sort();
        double median = times[times.Count / 2], best = times[0];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-40} {threads,7} {median,11:F4} {best,9:F4} {Rate(median),16:F1} {Rate(best),14:F1} {Rate(processorTime),24:F1}"));

        double Rate(double milliseconds) => operations / milliseconds / 1e6;
    }

    private static TimeSpan ProcessorTime()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
