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
        SignalPath path = rule is null ? network.SignalPath(start.Parameters) : network.SignalPath(rule);
        SignalPrediction? prediction = Predict(path, reading);
        reading = WithUpdates(reading, start.Parameters, training);
        ImmutableArray<Finding> findings = Rules.Examine(new(network, reading, divergedAt)
        {
            Path = path,
            Prediction = prediction,
            Initializer = rule,
            LearningRate = spec.Training.LearningRate,
            Optimizer = spec.Training.Optimizer,
        });
        return new()
        {
            Scheme = start.Name,
            Formula = start.Formula,
            Verdict = ProbeVerdict.Of(reading, findings),
            Steps = steps,
            Calibration = start.Calibration,
            DivergedAt = divergedAt,
            Reading = reading,
            Path = path,
            Prediction = prediction,
            Findings = findings,
        };
    }

    /// <summary>What theory says; nothing where it would have to start from what is not a finite number.</summary>
    private SignalPrediction? Predict(SignalPath path, NetworkReading reading)
    {
        bool starts = double.IsFinite(reading.InputSecondMoment) && path.Layers.All(layer => double.IsFinite(layer.WeightVariance) && double.IsFinite(layer.BiasVariance));
        return starts ? FiniteWidth.Predict(path, Batch()) : null;
    }

    private SignalInput Batch()
    {
        int width = data.InputShape.Count;
        float[] inputs = new float[rows.Length * width];
        data.Read(rows.AsSpan(), inputs, new float[rows.Length * data.TargetSize]);
        return SignalInput.Of(inputs, rows.Length, width);
    }

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
