using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>Trains one network from one kind of start and one seed, and records what happens.</summary>
internal sealed class Trial(ComparisonSpec spec, DataSplit data, IStart start, long seed, RunProgress progress)
{
    private const Readings Read = Readings.Batch | Readings.Histograms;

    /// <summary>Trains to the end, or until it is stopped.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="betweenSteps">Done after each step.</param>
    /// <param name="cancellation">Stops after the present step.</param>
    public RunResult Run(Workers workers, Action betweenSteps, CancellationToken cancellation)
    {
        TrainingRun run = new(spec, data, start, seed, workers);
        Network network = run.Network;
        NetworkReading first = run.Read(run.FirstBatch.AsSpan(), Read);
        TrainingRecord record = run.Record(spec.Target, first.Loss);
        progress.Begin(run.TotalSteps);
        while (run.Step < run.TotalSteps && run.DivergedAt is null)
        {
            TrainingStep step = run.Next();
            record.Add(step);
            progress.Report(step.Step, step.Loss);
            betweenSteps();
            if (network.Classes > 0 && record.WantsAccuracy)
            {
                record.Add(run.Evaluate());
            }

            if (cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        Evaluation test = run.Evaluate();
        NetworkReading last = record.Steps == 0 ? first : run.Read(run.FirstBatch.AsSpan(), Read);
        if (record.Steps > 0 && !(double.IsFinite(test.Loss) && double.IsFinite(last.Loss)))
        {
            record.DivergeAtLastStep();
        }

        if (network.Classes > 0 && record.Steps > 0)
        {
            record.Add(test);
        }

        bool interrupted = record.Steps < run.TotalSteps && record.DivergedAt is null;
        bool finished = !interrupted && record.DivergedAt is null && record.Steps > 0;
        Evidence evidence = new(network, first, record.DivergedAt)
        {
            Initializer = start.Initializer, RuleOf = layer => start.RuleOf(network, layer), LearningRate = spec.Training.LearningRate, Optimizer = spec.Training.Optimizer,
            RateFactor = LearningRateSchedule.Parse(spec.Training.Schedule).Factor(1, run.TotalSteps),
        };
        RunResult result = new()
        {
            Scheme = start.Name,
            Seed = seed,
            InitialLoss = record.InitialLoss,
            FinalLoss = record.FinalLoss,
            TestAccuracy = network.Classes > 0 ? test.Accuracy : null,
            TestLoss = test.Loss,
            StepsToTarget = network.Classes > 0 ? record.StepsToTarget : null,
            DivergedAt = record.DivergedAt,
            Steps = record.Steps,
            Interrupted = interrupted,
            Snapshots = finished ? [new(0, first), new(record.Steps, last)] : [new(0, first)],
            Loss = record.Loss,
            Accuracy = record.Accuracy,
            Calibration = run.Calibration,
            Findings = Rules.Examine(evidence.WithTheory(run.SignalPath)),
        };
        progress.Finish(result);
        return result;
    }
}
