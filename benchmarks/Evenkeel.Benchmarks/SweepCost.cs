using System.Diagnostics;
using Evenkeel.Experiments.Studies;
using Evenkeel.Interchange;
using Evenkeel.Numerics;
using Evenkeel.Sweeps;

namespace Evenkeel.Benchmarks;

/// <summary>What a second worker brings to a sweep, and what the sweep itself costs a trial.</summary>
internal static class SweepCost
{
    private const int Pairs = 5;

    /// <summary>64 trials that cost the same: one network from 64 seeds.</summary>
    private const string Equal = """
        {
          "base": { "data": { "name": "digits", "train": 2000, "test": 200 }, "network": { "hidden": [100, 100, 100, 100] }, "training": { "batch": 50, "steps": 600 }, "schemes": ["xavier"] },
          "repeats": 64
        }
        """;

    /// <summary>4,000 trials with next to nothing to do.</summary>
    private const string Tiny = """
        {
          "base": { "data": { "name": "circle", "train": 20, "test": 20 }, "network": { "hidden": [2] }, "training": { "batch": 20, "steps": 1 }, "schemes": ["xavier"] },
          "repeats": 4000
        }
        """;

    public static void Run()
    {
        Measure(Equal, 1);
        List<double> ratios = [];
        for (int pair = 0; pair < Pairs; pair++)
        {
            double one, two;
            if (pair % 2 == 0) (one, two) = (Measure(Equal, 1), Measure(Equal, 2));
            else (two, one) = (Measure(Equal, 2), Measure(Equal, 1));
            ratios.Add(two / one);
            Console.WriteLine($"64 equal trials: one worker {one:F2} s, two {two:F2} s, ratio {two / one:F3}");
        }

        Console.WriteLine($"median ratio {ratios.Order().ElementAt(Pairs / 2):F3}");
        Overhead();
    }

    private static double Measure(string text, int threads)
    {
        DirectoryInfo place = Directory.CreateTempSubdirectory("evenkeel-bench-");
        try
        {
            SweepRunner runner = new(StudyFolder.Create(Path.Combine(place.FullName, "results"), text), Load, new() { Threads = threads }, TimeProvider.System);
            long began = Stopwatch.GetTimestamp();
            runner.Run();
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    /// <summary>The time of a sweep beyond that of its trials, on one thread.</summary>
    private static void Overhead()
    {
        Study study = Study.Parse(Tiny);
        double swept = double.PositiveInfinity, alone = double.PositiveInfinity;
        for (int round = 0; round < 3; round++)
        {
            swept = Math.Min(swept, Measure(Tiny, 1));
            long began = Stopwatch.GetTimestamp();
            Data.DataSplit data = Load(study.Base.Data, study.Base.Seed);
            foreach (StudyTrial trial in study.Trials) TrialRunner.Run(trial.Spec, data, Workers.One);
            alone = Math.Min(alone, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Console.WriteLine($"{study.Trials.Length} tiny trials: {1000 * swept / study.Trials.Length:F3} ms each in a sweep, {1000 * alone / study.Trials.Length:F3} ms without, {1000 * (swept - alone) / study.Trials.Length:F3} ms are the sweep's");
    }

    private static Data.DataSplit Load(Experiments.DataSpec spec, long seed) => DataSource.Load(spec.Name, new() { Seed = seed, TrainCount = spec.Train, TestCount = spec.Test });
}
