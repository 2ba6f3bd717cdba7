using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Experiments.Studies;

/// <summary>Trains a trial's network and records what the trial asks for.</summary>
/// <remarks>The result is a pure function of specification and data: the same bits for any number of threads, on any machine. Final values are those of the run of the same experiment and seed in <see cref="Comparison"/>.</remarks>
public sealed class TrialRunner
{
    private readonly TrialSpec spec;
    private readonly TrainingRun run;
    private readonly TrainingRecord record;
    private readonly Hopelessness hopeless;
    private readonly CurveRecorder? losses;
    private readonly ImmutableArray<TrialReading>.Builder readings = ImmutableArray.CreateBuilder<TrialReading>();
    private string? aborted;

    private TrialRunner(TrialSpec spec, DataSplit data, Workers workers)
    {
        this.spec = spec;
        run = new(spec.Experiment, data, spec.Scheme, spec.Seed, workers);
        record = run.Record(spec.Target, double.NaN);
        losses = spec.Record.Curves > 0 ? new(run.TotalSteps, spec.Record.Curves) : null;
        hopeless = new(spec.Abort);
    }

    /// <summary>Runs a trial.</summary>
    /// <param name="spec">What to train.</param>
    /// <param name="data">The data that <see cref="TrialSpec.Data"/> and <see cref="TrialSpec.DataSeed"/> name; it may be shared by any number of trials at once.</param>
    /// <param name="workers">Who shares the work; it changes the speed, never a result.</param>
    /// <param name="afterStep">Done after each step with the steps taken and those planned; null for nothing.</param>
    /// <param name="cancellation">Stops after the present step.</param>
    /// <returns>What was found; null where it was stopped. A trial that cannot be run gives a result too, which says why.</returns>
    public static TrialResult? Run(TrialSpec spec, DataSplit data, Workers workers, Action<int, int>? afterStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(workers);
        TrialRunner trial;
        try
        {
            trial = new(spec, data, workers);
        }
        catch (Exception problem) when (LinkReader.IsRefusal(problem))
        {
            return new() { Refused = LinkReader.Sentence(problem) };
        }

        return trial.Train(afterStep, cancellation) ? trial.Finish() : null;
    }

    private bool Judges => run.Network.Classes > 0;

    private bool Train(Action<int, int>? afterStep, CancellationToken cancellation)
    {
        ReadAt(0);
        while (run.Step < run.TotalSteps && run.DivergedAt is null && aborted is null)
        {
            if (cancellation.IsCancellationRequested) return false;
            TrainingStep step = run.Next();
            record.Add(step);
            losses?.Add(step.Step, step.Loss);
            if (!step.Diverged)
            {
                if (losses is not null && Judges && record.WantsAccuracy) record.Add(run.Evaluate());
                aborted = hopeless.Judge(record);
                ReadAt(step.Step);
            }

            afterStep?.Invoke(step.Step, run.TotalSteps);
        }

        return true;
    }

    private void ReadAt(int step)
    {
        if (spec.Record.Readings.Contains(step)) readings.Add(Read(step));
    }

    private TrialReading Read(int step)
    {
        Readings detail = Readings.Moments
            | (spec.Record.Read.Contains("histograms") ? Readings.Histograms : 0)
            | (spec.Record.Read.Contains("quantiles") ? Readings.Quantiles : 0)
            | (spec.Record.Read.Contains("correlation") ? Readings.Correlation : 0);
        NetworkReading reading = run.Read(run.FirstBatch.AsSpan(), detail);
        return new(step, reading.Loss, [.. reading.Layers.Select(TrialLayer.Of)]);
    }

    private TrialResult Finish()
    {
        Evaluation test = run.Evaluate();
        if (record.Steps > 0 && !double.IsFinite(test.Loss)) record.DivergeAtLastStep();
        if (losses is not null && Judges && record.Steps > 0) record.Add(test);
        if (spec.Record.Readings.Contains(RecordSpec.End) && record.DivergedAt is null && !spec.Record.Readings.Contains(run.Step)) readings.Add(Read(run.Step));
        return new()
        {
            Steps = record.Steps,
            InitialLoss = record.InitialLoss,
            FinalLoss = record.FinalLoss,
            TrainAccuracy = Judges ? record.SeenAccuracy : null,
            TestLoss = test.Loss,
            TestAccuracy = Judges ? test.Accuracy : null,
            StepsToTarget = Judges ? record.StepsToTarget : null,
            DivergedAt = record.DivergedAt,
            AbortedAt = aborted is null ? null : run.Step,
            AbortedBecause = aborted,
            Loss = losses?.ToCurve() ?? Curve.Empty,
            Accuracy = losses is null ? Curve.Empty : record.Accuracy,
            Readings = readings.ToImmutable(),
        };
    }

    /// <summary>Judges after each step whether a trial is worth the next.</summary>
    private sealed class Hopelessness(AbortSpec abort)
    {
        private readonly Queue<double> window = new();

        /// <summary>Why the trial ends after the last step; null where it goes on.</summary>
        public string? Judge(TrainingRecord record)
        {
            if (abort.Reached && record.StepsToTarget == record.Steps) return "the target accuracy was reached";
            if (abort.Hopeless.IsEmpty) return null;
            window.Enqueue(record.LastLoss);
            if (window.Count > AbortRule.Window) window.Dequeue();
            foreach (AbortRule rule in abort.Hopeless)
            {
                if (rule.At is null && record.LastLoss > rule.LossAbove) return Text($"loss {record.LastLoss:0.####} is above {rule.LossAbove}");
                if (rule.At == record.Steps && JudgeByNow(rule, record) is { } why) return why;
            }

            return null;
        }

        private string? JudgeByNow(AbortRule rule, TrainingRecord record)
        {
            double mean = window.Average();
            return mean > rule.LossAbove ? Text($"loss {mean:0.####} is above {rule.LossAbove}")
                : rule.LossNotBelow is { } share && !(mean < share * record.InitialLoss) ? Text($"loss {mean:0.####} is not below {share} of the initial {record.InitialLoss:0.####}")
                : record.SeenAccuracy < rule.AccuracyBelow ? Text($"accuracy {record.SeenAccuracy:0.###} is below {rule.AccuracyBelow}")
                : null;
        }

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
