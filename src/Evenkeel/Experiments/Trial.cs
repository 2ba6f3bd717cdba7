using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>Trains one network from one kind of start and one seed, and records what happens.</summary>
internal sealed class Trial(ComparisonSpec spec, DataSplit data, IInitializer initializer, long seedNumber, RunProgress progress)
{
    private const int ProbeRows = 300;
    private const int MostAccuracies = 50;

    public RunResult Run(Workers workers, CancellationToken cancellation)
    {
        Seed seed = seedNumber;
        Network network = Network.For(spec.Network, data.Train);
        ParameterStore parameters = network.Initialize(initializer, seed.For("weights"));
        Trainer trainer = new(network, parameters, data.Train, spec.Training, seed.For("batches"), workers);
        Evaluator evaluator = new(network, parameters, data.Test, workers);
        int[] probed = [.. Enumerable.Range(0, Math.Min(ProbeRows, data.Train.Count))];
        Probe probe = new(network, parameters, probed.Length, workers);
        NetworkReading first = probe.Read(data.Train, probed, histograms: true);
        progress.Begin(trainer.TotalSteps);

        CurveRecorder losses = new(trainer.TotalSteps);
        List<int> accuracySteps = [];
        List<double> accuracies = [];
        int accuracyEvery = trainer.StepsPerEpoch * Math.Max(1, trainer.TotalSteps / trainer.StepsPerEpoch / MostAccuracies);
        TrailingAccuracy trailing = new(Math.Min(data.Train.Count, spec.Training.Batch == 0 ? data.Train.Count : spec.Training.Batch));
        (double initialLoss, double tailLoss, int tailCount) = (first.Loss, 0, 0);
        int? stepsToTarget = null;
        int? divergedAt = null;
        int taken = 0;
        int tailFrom = trainer.TotalSteps - trainer.TotalSteps / 10;
        bool interrupted = false;
        foreach (TrainingStep step in trainer.Steps())
        {
            taken = step.Step;
            initialLoss = taken == 1 ? step.Loss : initialLoss;
            losses.Add(taken, step.Loss);
            progress.Report(taken, step.Loss);
            if (step.Diverged)
            {
                divergedAt = taken;
                break;
            }

            if (taken >= tailFrom)
            {
                (tailLoss, tailCount) = (tailLoss + step.Loss, tailCount + 1);
            }

            if (network.Classes > 0)
            {
                stepsToTarget ??= trailing.Add(step.Correct, step.Rows, trainer.StepsPerEpoch) >= spec.Target ? taken : null;
                if (taken % accuracyEvery == 0 && taken < trainer.TotalSteps)
                {
                    accuracySteps.Add(taken);
                    accuracies.Add(evaluator.Evaluate().Accuracy);
                }
            }

            if (cancellation.IsCancellationRequested)
            {
                interrupted = taken < trainer.TotalSteps;
                break;
            }
        }

        Evaluation test = evaluator.Evaluate();
        if (network.Classes > 0 && taken > 0)
        {
            accuracySteps.Add(taken);
            accuracies.Add(test.Accuracy);
        }

        ImmutableArray<Snapshot> snapshots = [new(0, first)];
        if (divergedAt is null && !interrupted && taken > 0)
        {
            snapshots = snapshots.Add(new(taken, probe.Read(data.Train, probed, histograms: true)));
        }

        RunResult result = new()
        {
            Scheme = initializer.Name,
            Seed = seedNumber,
            InitialLoss = initialLoss,
            FinalLoss = divergedAt is not null ? double.NaN : tailCount > 0 ? tailLoss / tailCount : progress.Loss,
            TestAccuracy = network.Classes > 0 ? test.Accuracy : null,
            TestLoss = test.Loss,
            StepsToTarget = stepsToTarget,
            DivergedAt = divergedAt,
            Steps = taken,
            Interrupted = interrupted,
            Snapshots = snapshots,
            Loss = losses.ToCurve(),
            Accuracy = new([.. accuracySteps], [.. accuracies]),
            Findings = Rules.Examine(new(network, first, divergedAt)),
        };
        progress.Finish(result);
        return result;
    }
}
