using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>What is remembered of a run's steps.</summary>
public sealed class TrainingRecord
{
    /// <summary>Accuracy changes fast at first: each evaluation comes at least this many times as late as the one before, and at the end of an epoch.</summary>
    private const double Spacing = 1.3;

    private readonly CurveRecorder losses;
    private readonly TrailingAccuracy trailing;
    private readonly double target;
    private readonly int totalSteps;
    private readonly int stepsPerEpoch;
    private readonly int tailFrom;
    private readonly List<int> accuracySteps = [];
    private readonly List<double> accuracies = [];
    private (double Sum, int Count) tail;

    /// <summary>Remembers nothing yet.</summary>
    /// <param name="trainer">Whose steps will be added.</param>
    /// <param name="target">The accuracy that the run is timed to, in (0, 1].</param>
    /// <param name="lossAtStart">The first batch's loss before any step.</param>
    public TrainingRecord(Trainer trainer, double target, double lossAtStart)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        (totalSteps, stepsPerEpoch, this.target) = (trainer.TotalSteps, trainer.StepsPerEpoch, target);
        losses = new(totalSteps);
        trailing = new(trainer.FirstBatch.Length);
        tailFrom = totalSteps - Math.Max(1, totalSteps / 10);
        (InitialLoss, LastLoss) = (lossAtStart, lossAtStart);
    }

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>The first batch's loss, before the first update.</summary>
    public double InitialLoss { get; private set; }

    /// <summary>The loss of the last batch.</summary>
    public double LastLoss { get; private set; }

    /// <summary>The first step at which the accuracy over the last thousand training samples seen reached the target; null until it does.</summary>
    public int? StepsToTarget { get; private set; }

    /// <summary>The accuracy over the last thousand training samples seen, each judged before its update; null until there were as many.</summary>
    public double? SeenAccuracy { get; private set; }

    /// <summary>The step at which loss or network were not finite; null where they always were.</summary>
    public int? DivergedAt { get; private set; }

    /// <summary>Whether this is a step after which the test accuracy is wanted.</summary>
    public bool WantsAccuracy =>
        Steps % stepsPerEpoch == 0 && Steps < totalSteps && DivergedAt is null && (accuracySteps.Count == 0 || Steps >= Spacing * accuracySteps[^1]);

    /// <summary>The mean loss of the last tenth of all steps; of the last step where it did not get there; NaN where it diverged.</summary>
    public double FinalLoss => DivergedAt is not null ? double.NaN : tail.Count > 0 ? tail.Sum / tail.Count : LastLoss;

    /// <summary>The loss of the batches, thinned to at most about 200 points.</summary>
    public Curve Loss => losses.ToCurve();

    /// <summary>The evaluations that were added.</summary>
    public Curve Accuracy => new([.. accuracySteps], [.. accuracies]);

    /// <summary>Adds a step, the steps in their order.</summary>
    /// <param name="step">What it did.</param>
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
        SeenAccuracy = trailing.Add(step.Correct, step.Rows, stepsPerEpoch);
        StepsToTarget ??= SeenAccuracy >= target ? step.Step : null;
    }

    /// <summary>Says that the last update made the network's numbers overflow.</summary>
    public void DivergeAtLastStep() => DivergedAt ??= Steps;

    /// <summary>Adds how well the network does after the last step.</summary>
    /// <param name="evaluation">On the samples that judge.</param>
    public void Add(Evaluation evaluation)
    {
        accuracySteps.Add(Steps);
        accuracies.Add(evaluation.Accuracy);
    }
}
