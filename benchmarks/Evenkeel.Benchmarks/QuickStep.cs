using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Measures the training step, or given products, in seconds rather than minutes, next to what the multiply-add units reach in the same run.</summary>
public static class QuickStep
{
    public static void Run(string[] shapes)
    {
        TrainingStep glorot = new(100, 784, 300, 300, 300, 300, 10);
        TrainingStep narrow = new(10, 1000, 1000, 1000, 1000);
        Console.WriteLine("On a busy machine the wall clock counts other people's work too: the last column leaves it out, and a thread that spins counts as busy.");
        (TimeSpan before, long methods) = (JitInfo.GetCompilationTime(), JitInfo.GetCompiledMethodCount());
        glorot.Run(Workers.One);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The first step of the process compiled {JitInfo.GetCompiledMethodCount() - methods} methods in {(JitInfo.GetCompilationTime() - before).TotalMilliseconds:F0} ms."));
        Peak(1000);
        Console.WriteLine("what                                     threads   median ms   best ms   median GFLOP/s   best GFLOP/s   GFLOP per processor second");
        Measure("multiply-add peak (512 or 256 bits)", 1, 2.0 * PeakOperations(100_000), () => Peak(100_000));
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

            foreach (string shape in shapes)
            {
                Product product = Product.Parse(shape);
                Measure(shape, threads, product.Operations, () => product.Run(workers));
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

    private static double PeakOperations(int steps) => 24.0 * steps * (Vector512.IsHardwareAccelerated ? 16 : 8);

    /// <summary>24 independent chains of multiply-adds in registers: nothing to load, so this is what the units can do at most.</summary>
    private static void Peak(int steps)
    {
        if (Vector512.IsHardwareAccelerated) Peak<Lanes512>(steps);
        else Peak<Lanes256>(steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Peak<T>(int steps)
        where T : struct, ILanes<T>
    {
        T x = T.Broadcast(0.999f), y = T.Broadcast(0.001f);
        T a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int s = 0; s < 2 * steps; s++)
        {
            a = T.MultiplyAdd(a, x, y); b = T.MultiplyAdd(b, x, y); c = T.MultiplyAdd(c, x, y); d = T.MultiplyAdd(d, x, y);
            e = T.MultiplyAdd(e, x, y); f = T.MultiplyAdd(f, x, y); g = T.MultiplyAdd(g, x, y); h = T.MultiplyAdd(h, x, y);
            i = T.MultiplyAdd(i, x, y); j = T.MultiplyAdd(j, x, y); k = T.MultiplyAdd(k, x, y); l = T.MultiplyAdd(l, x, y);
        }

        T.Store(a + b + c + d + e + f + g + h + i + j + k + l, ref Unsafe.As<Sink, float>(ref sunk));
    }

    private static Sink sunk;

    [InlineArray(16)]
    private struct Sink
    {
        private float first;
    }
}
