using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>Trains a network to a step, reads it there, predicts the reading, and examines both.</summary>
internal sealed class ProbeReader(ComparisonSpec spec, Network network, IDataSet data, ImmutableArray<int> rows, ProbeOptions options)
{
    public ProbedStart Read(Start start, Trainer trainer, Workers workers, CancellationToken cancellation)
    {
        using IEnumerator<TrainingStep> training = trainer.Steps().GetEnumerator();
        (int steps, int? divergedAt) = Train(training, cancellation);
        NetworkReading reading = new Probe(network, start.Parameters, rows.Length, workers).Read(data, rows.AsSpan(), options.Histograms ? Readings.All : Readings.All & ~Readings.Histograms);
        IInitializer? rule = steps == 0 ? start.Initializer : null;
        SignalPath path = PathOf(start, steps);
        reading = WithUpdates(reading, start.Parameters, training);
        Evidence evidence = new Evidence(network, reading, divergedAt)
        {
            Initializer = rule,
            RuleOf = steps == 0 ? start.RuleOf : null,
            LearningRate = spec.Training.LearningRate,
            Optimizer = spec.Training.Optimizer,
            RateFactor = LearningRateSchedule.Parse(spec.Training.Schedule).Factor(steps + 1, trainer.TotalSteps),
            Step = steps,
        }.WithTheory(path);
        ImmutableArray<Finding> findings = Rules.Examine(evidence);
        return new()
        {
            Scheme = start.Name,
            Formula = start.Formula,
            Verdict = ProbeVerdict.Of(reading, findings, network.Spec.Branches > 0),
            Steps = steps,
            Calibration = start.Calibration,
            DivergedAt = divergedAt,
            Reading = reading,
            Path = path,
            Prediction = evidence.Prediction,
            NoTheory = path.NoTheory,
            Findings = findings,
        };
    }

    /// <summary>The network as theory sees it: as its start says before the first update, as its weights are after it, which are draws no longer.</summary>
    private SignalPath PathOf(Start start, int steps) => steps > 0
        ? network.SignalPath(start.Parameters) with { NoBand = "Training has made the weights depend on one another, and theory says how independent draws scatter only." }
        : start.Calibration?.Path ?? start.Path ?? network.SignalPath(start.Parameters);

    private (int Steps, int? DivergedAt) Train(IEnumerator<TrainingStep> training, CancellationToken cancellation)
    {
        int taken = 0;
        while (taken < options.Step && !cancellation.IsCancellationRequested && training.MoveNext())
        {
            taken = training.Current.Step;
            if (training.Current.Diverged)
            {
                return (taken, taken);
            }
        }

        return (taken, null);
    }

    /// <summary>Takes one step more, which nobody sees, to compare each layer's update with its weights.</summary>
    private NetworkReading WithUpdates(NetworkReading reading, ParameterStore parameters, IEnumerator<TrainingStep> training)
    {
        ParameterStore before = new(network.Graph);
        before.CopyFrom(parameters);
        if (!training.MoveNext() || training.Current.Diverged)
        {
            return reading;
        }

        ImmutableArray<double> ratios = UpdateRatios.Of(before, parameters, network);
        return reading with
        {
            Layers = [.. reading.Layers.Select((layer, i) => layer with { UpdateRatio = ratios[i] })],
            OutputUpdateRatio = ratios[^1],
        };
    }
}
