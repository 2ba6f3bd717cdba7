using System.Diagnostics;
using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Experiments.Studies;
using Evenkeel.Literature;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Trains one network of the full study of Glorot and Bengio's Table 1, as a sweep trains one that is alone, and says how long its 5 million updates would take.</summary>
internal static class GlorotRate
{
    private const int Warm = 500;

    /// <summary>Prints the rate.</summary>
    /// <param name="arguments">The number of updates, 20,000 by default; the number of threads, all by default.</param>
    /// <exception cref="FormatException">One of them is no whole number.</exception>
    public static void Run(string[] arguments)
    {
        int updates = arguments.Length > 0 ? Whole(arguments[0]) : 20_000, threads = arguments.Length > 1 ? Whole(arguments[1]) : Environment.ProcessorCount;
        TrialSpec whole = Study.Parse(Reproductions.Find("glorot2010-table1").Study(RunSize.Full)).Trials[0].Spec;
        int planned = whole.Training.Steps!.Value;
        TrialSpec spec = whole with { Training = whole.Training with { Steps = Warm + updates }, Record = whole.Record with { Readings = [0] } };
        DataSplit data = new(Shapeset.Stream(whole.Data.Train!.Value, 1), Shapeset.Generate(whole.Data.Test!.Value, 2));

        (long start, long end) = (0, 0);
        TrialCrew.Run(1, threads, (_, workers, between) => TrialRunner.Run(spec, data, workers, (step, steps) =>
        {
            if (step == Warm) start = Stopwatch.GetTimestamp();
            if (step == steps) end = Stopwatch.GetTimestamp();
            between();
        }));

        double each = Stopwatch.GetElapsedTime(start, end).TotalMilliseconds / updates;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"5×1000 {whole.Network.Activation}, batch {whole.Training.Batch}, {threads} threads, {updates:#,0} updates: {each:0.000} ms an update; {planned:#,0} take {each * planned / 3.6e6:0.00} hours"));
    }

    private static int Whole(string text) => int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int number) && number > 0
        ? number
        : throw new FormatException($"'{text}' is no whole number above 0; 'glorot [UPDATES] [THREADS]' takes those.");
}
