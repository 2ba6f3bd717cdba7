using System.Diagnostics;
using System.Globalization;
using Evenkeel.Graphs;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Benchmarks;

/// <summary>Where the time of a training step goes, on one thread, beside what its arithmetic takes at the machine's measured peak.</summary>
internal static class StepParts
{
    private const int Rounds = 9;
    private const double RoundMilliseconds = 100;

    /// <summary>Prints a table for each network.</summary>
    /// <param name="names">Networks of <see cref="Workload.All"/>; none for all.</param>
    /// <exception cref="FormatException">A network is unknown; nothing has been measured.</exception>
    public static void Run(string[] names)
    {
        foreach (string name in names)
        {
            if (Workload.All.All(load => load.Name != name)) throw new FormatException($"Unknown network '{name}'; there are {string.Join(", ", Workload.All.Select(load => load.Name))}.");
        }

        double peak = PeakRate();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"milliseconds of one thread, medians and minima of {Rounds} rounds; peak {peak:F0} GFLOP/s"));
        foreach (Workload load in Workload.All.Where(load => names.Length == 0 || names.Contains(load.Name)))
        {
            (Plan plan, Action read) = load.Compile(Workers.One);
            Optimizer sgd = Optimizers.Create("sgd", plan.Graph), adam = Optimizers.Create("adam", plan.Graph);
            read();
            plan.Forward();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{load.Name}: products at the peak {load.Operations / peak / 1e6:F4}"));
            Measure("read the batch", read);
            Measure("forward, with activations and loss", plan.Forward);
            Measure("backward, gradients handed to nobody", () => plan.Backward(new Nobody()));
            Measure("backward, sgd", () => Step(plan, sgd));
            Measure("backward, adam", () => Step(plan, adam));
        }
    }

    private static double PeakRate()
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < 200; i++)
        {
            long start = Stopwatch.GetTimestamp();
            MultiplyAddPeak.Run(Workers.One);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return MultiplyAddPeak.Operations / least / 1e6;
    }

    private static void Step(Plan plan, Optimizer optimizer)
    {
        optimizer.Begin(1e-6, 0);
        plan.Backward(optimizer);
    }

    private static void Measure(string name, Action action)
    {
        int repeats = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < RoundMilliseconds; repeats++) action();
        List<double> times = [];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++) action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-40} {times[Rounds / 2],10:F4} {times[0],10:F4}"));
    }

    private sealed class Nobody : IParameterUpdate
    {
        public void Apply(ParameterId parameter, int start, Span<float> values, ReadOnlySpan<float> gradient)
        {
        }
    }
}
