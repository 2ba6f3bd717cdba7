using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>What a study says so far: its cells, two arms compared, pictures, and the trials that failed.</summary>
public sealed class SweepReport
{
    private SweepReport()
    {
    }

    /// <summary>The study.</summary>
    public required Study Study { get; init; }

    /// <summary>What its trials are judged by.</summary>
    public required SweepMeasure Measure { get; init; }

    /// <summary>The axes, in the study's order.</summary>
    public required ImmutableArray<ReportAxis> Axes { get; init; }

    /// <summary>The cells with a result, in the study's order.</summary>
    public required ImmutableArray<ReportCell> Cells { get; init; }

    /// <summary>The same cells, best first; those of which most trials have no number come last.</summary>
    public required ImmutableArray<ReportCell> Ranked { get; init; }

    /// <summary>Two arms, compared; null where none were asked for and no axis alone has two points.</summary>
    public required ArmComparison? Comparison { get; init; }

    /// <summary>The pictures.</summary>
    public required ImmutableArray<Picture> Pictures { get; init; }

    /// <summary>Trials that diverged, were ended early for another reason than that they reached their target, or cannot be run; in the study's order.</summary>
    public required ImmutableArray<TrialFailure> Failures { get; init; }

    /// <summary>Lines of the folder that cannot be used.</summary>
    public required ImmutableArray<ShardDamage> Damages { get; init; }

    /// <summary>Trials with a result.</summary>
    public required int Done { get; init; }

    /// <summary>Trials that diverged.</summary>
    public required int Diverged { get; init; }

    /// <summary>Trials that were ended early.</summary>
    public required int Aborted { get; init; }

    /// <summary>Trials that cannot be run.</summary>
    public required int Refused { get; init; }

    /// <summary>Lines of trials that are not the study's, as another version of the program writes them.</summary>
    public required int Foreign { get; init; }

    /// <summary>The report's heading.</summary>
    public string Title => (Study.Name.Length > 0 ? $"{Study.Name}: {Measure.Label}" : PictureName.Sentence(Measure.Label)) + $" of {Counted(Study.Cells, "cell")}";

    /// <summary>Reads a study's folder.</summary>
    /// <param name="folder">The study and its results.</param>
    /// <param name="measure">What trials are judged by; null for the usual: test accuracy where there are classes, test loss otherwise.</param>
    /// <param name="compare">Two arms as a person types them: <c>init:xavier,he-normal</c>, <c>xavier,he-normal</c>, or an axis that has two points; null for the usual.</param>
    /// <param name="threads">How many threads work; the report is the same for any number.</param>
    /// <returns>The report.</returns>
    /// <exception cref="SweepException">No trial has a result yet, or none has the measure.</exception>
    /// <exception cref="FormatException">The arms are no two points of one axis.</exception>
    /// <exception cref="IOException">A shard cannot be read.</exception>
    public static SweepReport Read(StudyFolder folder, SweepMeasure? measure = null, string? compare = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Study study = folder.Study;
        ImmutableArray<ReportAxis> axes = AxisReading.Of(study);
        ArmChoice? arms = compare is null ? ArmChoice.Usual(axes) : ArmChoice.Parse(compare, study, axes);
        StudyScan scan = StudyScan.Read(folder, threads);
        TrialResult[] done = [.. Enumerable.Range(0, study.Trials.Length).Select(scan.Values).OfType<TrialResult>()];
        if (done.Length == 0) throw new SweepException($"No trial in '{folder.Root}' has a result yet{(scan.Damages.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $", and {scan.Damages.Length} {(scan.Damages.Length == 1 ? "line is" : "lines are")} damaged"))}; 'evenkeel sweep run STUDY --out {folder.Root}' runs them.");
        MeasuredGrid grid = new(scan, axes, Checked(measure, done), threads);
        ImmutableArray<LineChoice> choices = LineChoice.Of(grid, arms?.Axis);
        return new()
        {
            Study = study,
            Measure = grid.Measure,
            Axes = axes,
            Cells = [.. grid.Ranked.OrderBy(cell => cell.Cell)],
            Ranked = grid.Ranked,
            Comparison = arms is { } chosen ? ArmReading.Of(grid, chosen, threads) : null,
            Pictures =
            [
                .. MapDrawing.Of(grid, study),
                .. MeasureDrawing.Profiles(grid, choices[0]),
                MeasureDrawing.Dots(grid, choices[0].Axis),
                .. choices.SelectMany((choice, i) => CurveDrawing.Of(grid, choice, i == 0)),
            ],
            Failures = [.. study.Trials.OrderBy(trial => trial.Cell).ThenBy(trial => trial.Repeat).Select(trial => FailureOf(trial, scan.Values(trial.Index), grid)).OfType<TrialFailure>()],
            Damages = scan.Damages,
            Done = done.Length,
            Diverged = done.Count(result => result.DivergedAt is not null),
            Aborted = done.Count(result => result.AbortedAt is not null),
            Refused = done.Count(result => result.Refused is not null),
            Foreign = scan.Foreign,
        };
    }

    /// <summary>A count with its noun.</summary>
    internal static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {noun}{(count == 1 ? "" : "s")}");

    private static SweepMeasure Checked(SweepMeasure? asked, TrialResult[] done)
    {
        SweepMeasure usual = done.Any(result => result.TestAccuracy is not null) ? SweepMeasure.TestAccuracy : SweepMeasure.TestLoss;
        if (asked is null) return usual;
        string[] there = [.. SweepMeasure.All.Where(measure => done.Any(result => double.IsFinite(measure.Of(result)))).Select(measure => measure.Word)];
        return there.Contains(asked.Word) || there.Length == 0 ? asked
            : throw new SweepException($"No trial of this study has a number for '{asked.Word}'{Why(asked, usual)}. There is {string.Join(", ", there)}.");
    }

    private static string Why(SweepMeasure asked, SweepMeasure usual) => asked.Word switch
    {
        _ when usual == SweepMeasure.TestLoss && asked.Word is "test-accuracy" or "train-accuracy" or "steps-to-target" => ": it has no classes",
        "steps-to-target" => ": none reached its target",
        "train-accuracy" => ": it is taken over a thousand samples, and none saw as many",
        _ => "",
    };

    private static TrialFailure? FailureOf(StudyTrial trial, TrialResult? result, MeasuredGrid grid)
    {
        (string what, int? step, string why) = result switch
        {
            { Refused: { } reason } => ("cannot be run", null, reason),
            { DivergedAt: { } at } => ("diverged", at, ""),
            { AbortedAt: { } at } when result.StepsToTarget != at => ("ended early", at, result.AbortedBecause ?? ""),
            _ => ("", (int?)null, ""),
        };
        return what.Length == 0 ? null : new(grid.Labels(trial.Cell), trial.Spec.Seed, what, step, why);
    }
}
