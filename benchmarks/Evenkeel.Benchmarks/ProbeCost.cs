using System.Diagnostics;
using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Benchmarks;

/// <summary>What a reading costs beside a training step of the same network on as many samples, in turn with it.</summary>
internal static class ProbeCost
{
    private const int Rounds = 15;

    /// <summary>Prints the table.</summary>
    public static void Run()
    {
        Console.WriteLine($"784-300-300-300-300-10, tanh, digits; milliseconds, medians of {Rounds} rounds in turn, fastest in brackets; times a training step of as many samples");
        foreach (int threads in (int[])[1, 2])
        {
            using Workers workers = new(threads);
            foreach (int batch in (int[])[100, 1000]) Measure(batch, workers);
            MeasureValues(workers);
        }
    }

    private static void MeasureValues(Workers workers)
    {
        const int Size = 1000;
        float[] matrix = new float[Size * Size];
        Draw.Normal(matrix, 1, 0, 1);
        double[] times = new double[Rounds];
        for (int round = -2; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            SingularValues.Of(matrix, Size, Size, workers);
            if (round >= 0) times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"singular values of 1000×1000",-32} {times[Rounds / 2],9:F2} [{times[0],8:F2}]"));
    }

    private static void Measure(int batch, Workers workers)
    {
        IDataSet data = Digits.Generate(2000, 0);
        Network network = Network.For(new() { Hidden = [300, 300, 300, 300] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 0);
        IEnumerator<Training.TrainingStep> steps =
            new Training.Trainer(network, parameters, data, new() { Steps = int.MaxValue, LearningRate = 0.01, Batch = batch }, 0, workers).Steps().GetEnumerator();
        Probe probe = new(network, parameters, batch, workers);
        int[] rows = [.. Enumerable.Range(0, batch)];
        List<(string Name, Action Do)> actions = [("training step", () => steps.MoveNext()), ("moments", () => probe.Read(data, rows, Readings.Moments))];
        foreach (Readings one in Enum.GetValues<Readings>().Where(one => one is not (Readings.Moments or Readings.All)))
        {
            actions.Add(($"moments, {one}", () => probe.Read(data, rows, one)));
        }

        actions.Add(("all, and an adam step planned", () =>
        {
            Training.Optimizer adam = Training.Optimizers.Create("adam", network.Graph);
            adam.Begin(0.01, 0);
            probe.Read(data, rows, Readings.All, adam);
        }));
        double[][] times = [.. actions.Select(_ => new double[Rounds])];
        for (int round = -3; round < Rounds; round++)
        {
            for (int i = 0; i < actions.Count; i++)
            {
                long start = Stopwatch.GetTimestamp();
                actions[i].Do();
                if (round >= 0) times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        foreach (double[] row in times) Array.Sort(row);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{batch} samples, {workers.Count} {(workers.Count == 1 ? "thread" : "threads")}"));
        for (int i = 0; i < actions.Count; i++)
        {
            double median = times[i][Rounds / 2];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {actions[i].Name,-32} {median,9:F2} [{times[i][0],8:F2}]   × {median / times[0][Rounds / 2]:F2}"));
        }
    }
}
