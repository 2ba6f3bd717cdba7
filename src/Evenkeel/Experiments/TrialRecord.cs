using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>What a trial remembers of its steps.</summary>
internal sealed class TrialRecord
{
    private const int MostAccuracies = 50;

    private readonly CurveRecorder losses;
    private readonly TrailingAccuracy trailing;
    private readonly double target;
    private readonly int totalSteps;
    private readonly int stepsPerEpoch;
    private readonly int accuracyEvery;
    private readonly int tailFrom;
    private readonly List<int> accuracySteps = [];
    private readonly List<double> accuracies = [];
    private (double Sum, int Count) tail;

    public TrialRecord(Trainer trainer, int batch, double target, double lossAtStart)
    {
        (totalSteps, stepsPerEpoch, this.target) = (trainer.TotalSteps, trainer.StepsPerEpoch, target);
        losses = new(totalSteps);
        trailing = new(batch);
        int epochs = Math.Max(1, totalSteps / stepsPerEpoch);
        accuracyEvery = stepsPerEpoch * Math.Max(1, epochs / MostAccuracies);
        tailFrom = totalSteps - Math.Max(1, totalSteps / 10);
        (InitialLoss, LastLoss) = (lossAtStart, lossAtStart);
    }

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>The first batch's loss; before it was taken, that of the samples that were probed.</summary>
    public double InitialLoss { get; private set; }

    public double LastLoss { get; private set; }

    public int? StepsToTarget { get; private set; }

    public int? DivergedAt { get; private set; }

    /// <summary>Whether this is a step after which the test accuracy is wanted.</summary>
    public bool WantsAccuracy => Steps % accuracyEvery == 0 && Steps < totalSteps && DivergedAt is null;

    /// <summary>The mean loss of the last tenth of all steps; of the last step where it did not get there; NaN where it diverged.</summary>
    public double FinalLoss => DivergedAt is not null ? double.NaN : tail.Count > 0 ? tail.Sum / tail.Count : LastLoss;

    public Curve Loss => losses.ToCurve();

    public Curve Accuracy => new([.. accuracySteps], [.. accuracies]);

    public void Add(TrainingStep step)
    {
        (Steps, LastLoss) = (step.Step, step.Loss);
        InitialLoss = step.Step == 1 ? step.Loss : InitialLoss;
        losses.Add(step.Step, step.Loss);
        if (step.Diverged)
        {
            DivergedAt = step.Step;
            return;
        }

        tail = step.Step > tailFrom ? (tail.Sum + step.Loss, tail.Count + 1) : tail;
        bool reached = trailing.Add(step.Correct, step.Rows, stepsPerEpoch) >= target;
        StepsToTarget ??= reached ? step.Step : null;
    }

    /// <summary>Says that the last update made the network's numbers overflow.</summary>
    public void DivergeAtLastStep() => DivergedAt ??= Steps;

    public void Add(Evaluation evaluation)
    {
        accuracySteps.Add(Steps);
        accuracies.Add(evaluation.Accuracy);
    }
}
