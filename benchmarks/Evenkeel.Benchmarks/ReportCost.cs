using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;
using Evenkeel.Sweeps;
using Evenkeel.Sweeps.Reports;

namespace Evenkeel.Benchmarks;

/// <summary>What a report of a large study costs: 100,000 trials, 20,000 cells of five seeds, with curves and readings.</summary>
public static class ReportCost
{
    private const int Points = 20;
    private const int Layers = 4;

    private const string Large = """
        {
          "name": "large",
          "base": { "data": { "name": "digits", "train": 8000, "test": 2000 }, "training": { "batch": 50, "epochs": 10 } },
          "axes": [
            { "set": "init", "values": ["xavier", "he-normal"] },
            { "set": "hidden", "values": ["100x1", "100x2", "100x3", "100x4", "100x5", "100x6", "100x8", "100x10", "100x15", "100x20"] },
            { "set": "weight-decay", "range": { "from": 0, "to": 0.0019, "step": 0.0001 } },
            { "set": "lr", "logRange": { "from": 0.001, "to": 1, "count": 50 } }
          ],
          "repeats": 5,
          "record": { "curves": 20, "readings": [0, "end"] }
        }
        """;

    /// <summary>Makes such a folder where there is none, and times what is done with it.</summary>
    /// <param name="folder">Where to; empty for one that is taken away afterwards.</param>
    public static void Run(string folder)
    {
        string place = folder.Length > 0 ? folder : Directory.CreateTempSubdirectory("evenkeel-sweep-").FullName;
        StudyFolder study = Time("open", () => StudyFolder.Create(place, Large));
        if (!Directory.Exists(Path.Combine(place, "trials"))) Time("write", () => Write(study));
        study = Time("open again", () => StudyFolder.Open(place));
        Time("trials", () => study.Study.Trials.Length);
        SweepReport report = Time("report", () => SweepReport.Read(study, threads: Environment.ProcessorCount));
        long bytes = Time("document", () => Document(report));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Done} trials, {report.Cells.Length} cells, {report.Pictures.Length} pictures, {bytes} bytes of JSON; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        if (folder.Length == 0) Directory.Delete(place, recursive: true);
    }

    private static T Time<T>(string what, Func<T> work)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        T result = work();
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-12} {watch.Elapsed.TotalSeconds:0.00} s, {(process.TotalProcessorTime - before).TotalSeconds:0.00} s of processors"));
        return result;
    }

    private static long Write(StudyFolder study)
    {
        using ShardWriter shard = new(Path.Combine(study.Root, StudyFolder.TrialsName), "made", TimeProvider.System);
        long bytes = 0;
        RandomSequence random = ((Seed)1).Sequence();
        foreach (StudyTrial trial in study.Study.Trials)
        {
            byte[] line = TrialLine.Write(trial.Key, trial.Spec.ToJson(), TrialResultJson.Write(Result(ref random)).Span, Encoding.UTF8.GetBytes("{\"seconds\":1}"));
            bytes += line.Length;
            shard.Append(line);
        }

        return bytes;
    }

    private static TrialResult Result(ref RandomSequence random)
    {
        double quality = random.NextDouble();
        double[] noise = [.. Enumerable.Repeat(0, Points)];
        for (int i = 0; i < Points; i++) noise[i] = random.NextDouble();
        ImmutableArray<int> steps = [.. Enumerable.Range(1, Points).Select(i => 80 * i)];
        double[] sizes = [.. noise.Take(2 * Layers)];
        return new()
        {
            Steps = 1600,
            InitialLoss = 2.3,
            FinalLoss = 1 - quality,
            TrainAccuracy = quality,
            TestLoss = 1.1 - quality,
            TestAccuracy = quality,
            DivergedAt = quality < 0.05 ? 7 : null,
            Loss = new(steps, [.. noise]),
            Accuracy = new(steps, [.. noise]),
            Readings = [Reading(0, sizes.AsSpan(0, Layers)), Reading(1600, sizes.AsSpan(Layers))],
        };
    }

    private static TrialReading Reading(int step, ReadOnlySpan<double> sizes)
    {
        ImmutableArray<TrialLayer>.Builder layers = ImmutableArray.CreateBuilder<TrialLayer>();
        foreach (double size in sizes)
        {
            layers.Add(new()
            {
                Layer = layers.Count + 1, ActivationMean = size, ActivationStd = size, Q = size, GradientStd = size, PreActivationGradientQ = size,
                WeightGradientStd = size, WeightStd = size, Saturated = size, Dead = 0, Symmetric = 0,
            });
        }

        return new(step, 1, layers.ToImmutable());
    }

    private static long Document(SweepReport report)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            SweepReportJson.Write(json, report, "", "");
            json.WriteEndObject();
        }

        return stream.Length;
    }
}
