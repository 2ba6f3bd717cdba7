using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Graphs;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>Trains one network from one kind of start and one seed, and records what happens.</summary>
internal sealed class Trial(ComparisonSpec spec, DataSplit data, IStart start, long seedNumber, RunProgress progress)
{
    /// <summary>Trains to the end, or until it is stopped.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="betweenSteps">Done after each step.</param>
    /// <param name="cancellation">Stops after the present step.</param>
    public RunResult Run(Workers workers, Action betweenSteps, CancellationToken cancellation)
    {
        Seed seed = seedNumber;
        Network network = Network.For(spec.Network, data.Train);
        Seed batches = seed.For("batches");
        (ParameterStore parameters, CalibrationReport? calibration) = start.Create(network, spec.GeneratorFor(seedNumber), data.Train, Trainer.FirstBatchOf(data.Train, spec.Training, batches), workers);
        SignalPath path = calibration?.Path ?? network.SignalPath(start.Initializer, parameters);
        Trainer trainer = new(network, parameters, data.Train, spec.Training, batches, workers);
        Evaluator evaluator = new(network, parameters, data.Test, workers);
        Probe probe = new(network, parameters, trainer.FirstBatch.Length, workers);
        NetworkReading first = probe.Read(data.Train, trainer.FirstBatch.AsSpan(), histograms: true);
        TrainingRecord record = new(trainer, spec.Target, first.Loss);
        progress.Begin(trainer.TotalSteps);
        foreach (TrainingStep step in trainer.Steps())
        {
            record.Add(step);
            progress.Report(step.Step, step.Loss);
            betweenSteps();
            if (network.Classes > 0 && record.WantsAccuracy)
            {
                record.Add(evaluator.Evaluate());
            }

            if (cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        Evaluation test = evaluator.Evaluate();
        NetworkReading last = record.Steps == 0 ? first : probe.Read(data.Train, trainer.FirstBatch.AsSpan(), histograms: true);
        if (record.Steps > 0 && !(double.IsFinite(test.Loss) && double.IsFinite(last.Loss)))
        {
            record.DivergeAtLastStep();
        }

        if (network.Classes > 0 && record.Steps > 0)
        {
            record.Add(test);
        }

        bool interrupted = record.Steps < trainer.TotalSteps && record.DivergedAt is null;
        bool finished = !interrupted && record.DivergedAt is null && record.Steps > 0;
        Evidence evidence = new(network, first, record.DivergedAt)
        {
            Initializer = start.Initializer, LearningRate = spec.Training.LearningRate, Optimizer = spec.Training.Optimizer,
            RateFactor = LearningRateSchedule.Parse(spec.Training.Schedule).Factor(1, trainer.TotalSteps),
        };
        RunResult result = new()
        {
            Scheme = start.Name,
            Seed = seedNumber,
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
            Calibration = calibration,
            Findings = Rules.Examine(evidence.WithTheory(path)),
        };
        progress.Finish(result);
        return result;
    }
}
