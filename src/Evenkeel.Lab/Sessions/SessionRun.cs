using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Lab.Protocol;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Lab.Sessions;

/// <summary>One of the runs of a session: its training, its curves, and what a page sees of it.</summary>
internal sealed class SessionRun
{
    private const int MostPoints = 400;

    private readonly CurveKeeper losses = new(MostPoints);
    private readonly CurveKeeper accuracies = new(MostPoints);
    private readonly Evaluator? evaluator;
    private DecisionMap? map;
    private AccuracyMoment? accuracy;
    private double lastLoss;
    private SteadyMeter meter;

    /// <param name="training">The training.</param>
    /// <param name="formula">The rule of its start, in TeX.</param>
    /// <param name="judges">The samples that it is judged by; null for none.</param>
    public SessionRun(TrainingRun training, string formula, IDataSet? judges)
    {
        (Training, Formula) = (training, formula);
        evaluator = judges is null ? null : new(training.Network, training.Parameters, judges, Workers.One);
    }

    public TrainingRun Training { get; }

    public string Formula { get; }

    /// <summary>Takes a step, unless the run has diverged.</summary>
    /// <param name="rate">The learning rate.</param>
    public void Tick(double rate)
    {
        if (Training.DivergedAt is not null) return;
        Training.LearningRate = rate;
        TrainingStep step = Training.Next();
        lastLoss = step.Loss;
        losses.Add(step.Step - 1, lastLoss);
    }

    /// <summary>Hears what a clock says of the last step, and says what it took without interruptions.</summary>
    public long Count(long took) => meter.Count(took);

    /// <summary>Goes back to the start.</summary>
    public void Restart()
    {
        Training.Restart();
        losses.Clear();
        accuracies.Clear();
        accuracy = null;
    }

    /// <summary>Measures the accuracy on samples that training never sees.</summary>
    /// <param name="step">The step that the session is at.</param>
    public void Judge(int step)
    {
        if (evaluator is null || accuracy?.Step == step) return;
        accuracy = new(step, evaluator.Evaluate().Accuracy);
        accuracies.Add(step, accuracy.Value);
    }

    /// <summary>Reads the run on the batch that comes next.</summary>
    /// <param name="step">The step that the session is at.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="parts">What is looked at.</param>
    /// <param name="axes">The bins of histograms.</param>
    public FrameRun Read(int step, ReadOnlySpan<int> rows, Part parts, LayerAxes axes)
    {
        NetworkReading reading = Training.Read(rows, Readings.Moments);
        Network network = Training.Network;
        Plan plan = Training.Probe.Plan;
        string? right = parts.HasFlag(Part.Digits) && network.Classes > 0 ? Right(network, plan) : null;
        if (parts.HasFlag(Part.Map)) map ??= DecisionMap.For(network, Training.Parameters);
        double loss = Training.DivergedAt is null ? reading.Loss : lastLoss;
        return new()
        {
            Loss = loss,
            Correct = network.CountCorrect(plan),
            Right = right,
            Accuracy = parts.HasFlag(Part.Accuracy) ? accuracy : null,
            DivergedAt = Training.DivergedAt,
            Curve = losses.With(Training.DivergedAt is { } at ? at - 1 : step, loss),
            AccuracyCurve = accuracy is { } last ? accuracies.With(last.Step, last.Value) : new([], []),
            Layers = LayerReader.Read(network, reading, plan, parts.HasFlag(Part.Histograms) ? axes : null),
            OutputGradient = Math.Sqrt(reading.OutputGradients.SecondMoment),
            Map = parts.HasFlag(Part.Map) ? map?.Draw() : null,
            Edges = parts.HasFlag(Part.Edges) ? EdgeReader.Read(network, plan) : null,
        };
    }

    private static string Right(Network network, Plan plan)
    {
        ReadOnlySpan<float> outputs = plan.Value(network.Output);
        ReadOnlySpan<float> targets = plan.Value(network.Target);
        char[] right = new char[plan.Rows];
        for (int i = 0; i < right.Length; i++)
        {
            right[i] = network.Classify(outputs.Slice(i * network.Outputs, network.Outputs)) == (int)targets[i] ? '1' : '0';
        }

        return new(right);
    }
}
