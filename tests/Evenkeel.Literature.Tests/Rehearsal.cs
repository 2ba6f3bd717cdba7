using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Interchange;
using Evenkeel.Numerics;
using Evenkeel.Sweeps;

namespace Evenkeel.Literature.Tests;

/// <summary>Runs a reproduction in a folder of its own, as the command line does.</summary>
internal sealed class Rehearsal : IDisposable
{
    private const int Threads = 2;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-literature-");

    public Reproduced Run(Reproduction reproduction, RunSize size)
    {
        StudyFolder trials = StudyFolder.Create(folder.FullName, reproduction.Study(size));
        new SweepRunner(trials, Load, new() { Threads = Threads }, TimeProvider.System).Run().ShouldBeTrue();
        return Judge(reproduction, size, trials.Read());
    }

    /// <summary>Runs the first part of a study.</summary>
    public StudyResults RunPart(string study, int parts)
    {
        StudyFolder trials = StudyFolder.Create(folder.FullName, study);
        new SweepRunner(trials, Load, new() { Shards = parts }, TimeProvider.System).Run();
        return trials.Read();
    }

    public static Reproduced Judge(Reproduction reproduction, RunSize size, StudyResults results)
    {
        using Workers workers = new(Threads);
        return Reproduced.From(reproduction, size, results, workers, TimeProvider.System);
    }

    /// <summary>About how many multiplications a study takes; inputs that are not at hand count as 1000.</summary>
    public static double WorkOf(Study study) => study.Trials.Sum(trial =>
    {
        TrialSpec spec = trial.Spec;
        (double weights, double width) = (0, 1000);
        foreach (int next in spec.Network.Hidden) (weights, width) = (weights + width * next, next);
        double samples = spec.Data.Train ?? 1000, batch = spec.Training.Batch == 0 ? samples : spec.Training.Batch;
        double steps = spec.Training.Steps ?? spec.Training.Epochs * samples / batch;
        return 3 * weights * batch * (steps + spec.Record.Readings.Length);
    });

    public void Dispose() => folder.Delete(recursive: true);

    private static DataSplit Load(DataSpec spec, long seed) => DataSource.Load(spec.Name, new()
    {
        Seed = seed, Label = spec.Label, Regression = spec.Regression, Standardise = spec.Standardize, TrainCount = spec.Train, TestCount = spec.Test, TestFraction = spec.TestFraction,
    });
}
