using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Reports;

/// <summary>One number a trial, by cell and repeat.</summary>
internal sealed class MeasuredGrid
{
    private readonly StudyScan scan;
    private readonly int[] strides;
    private readonly double[] values;
    private readonly ReportCell?[] summaries;

    /// <summary>Measures all trials, and sums up all cells.</summary>
    public MeasuredGrid(StudyScan scan, ImmutableArray<ReportAxis> axes, SweepMeasure measure, int threads)
    {
        (this.scan, Axes, Measure) = (scan, axes, measure);
        (Cells, Repeats) = (scan.Study.Cells, scan.Study.Repeats);
        strides = new int[axes.Length];
        for (int axis = axes.Length - 1, stride = 1; axis >= 0; stride *= axes[axis].Labels.Length, axis--) strides[axis] = stride;
        values = new double[Cells * Repeats];
        for (int trial = 0; trial < values.Length; trial++) values[trial] = scan.Values(trial) is { } result ? measure.Of(result) : double.NaN;
        summaries = new ReportCell?[Cells];
        Parallel.For(0, Cells, new ParallelOptions { MaxDegreeOfParallelism = threads }, cell => summaries[cell] = Summary(cell));
        Ranked = [.. summaries.OfType<ReportCell>().OrderBy(cell => ReportCell.IsMostlyMissing(cell.Summary.Missing, cell.Summary.Count + cell.Summary.Missing))
            .ThenBy(cell => cell.Summary.Mean, Comparer<double>.Create(measure.Compare)).ThenBy(cell => cell.Cell)];
    }

    /// <summary>The axes.</summary>
    public ImmutableArray<ReportAxis> Axes { get; }

    /// <summary>What is measured.</summary>
    public SweepMeasure Measure { get; }

    /// <summary>The number of cells.</summary>
    public int Cells { get; }

    /// <summary>Seeds a cell.</summary>
    public int Repeats { get; }

    /// <summary>The cells with a result, best first; those of which most trials have no number come last.</summary>
    public ImmutableArray<ReportCell> Ranked { get; }

    /// <summary>How far apart the cells of an axis' neighbouring points are.</summary>
    public int Stride(int axis) => strides[axis];

    /// <summary>The point that a cell has on an axis.</summary>
    public int PointOf(int cell, int axis) => cell / strides[axis] % Axes[axis].Labels.Length;

    /// <summary>The cell that differs from another in its point on one axis.</summary>
    public int Moved(int cell, int axis, int point) => cell + (point - PointOf(cell, axis)) * strides[axis];

    /// <summary>What each axis has in a cell.</summary>
    public ImmutableArray<string> Labels(int cell) => [.. Axes.Select((axis, i) => axis.Labels[PointOf(cell, i)])];

    /// <summary>What the axes have in a cell but for some, as <c>lr 0.1, hidden 100x4</c>; empty for nothing.</summary>
    public string Described(int cell, params int[] but) =>
        string.Join(", ", Axes.Select((axis, i) => (Text: $"{axis.Word} {axis.Labels[PointOf(cell, i)]}", Axis: i)).Where(part => !but.Contains(part.Axis)).Select(part => part.Text));

    /// <summary>Whether a trial has a result.</summary>
    public bool IsDone(int cell, int repeat) => scan.Values(Trial(cell, repeat)) is not null;

    /// <summary>The number of a trial; NaN for none.</summary>
    public double Value(int cell, int repeat) => values[Trial(cell, repeat)];

    /// <summary>A cell with what its trials say; null where none has a result.</summary>
    public ReportCell? Of(int cell) => summaries[cell];

    /// <summary>All that the trials of a cell recorded.</summary>
    public TrialResult[] Whole(int cell) => [.. Enumerable.Range(0, Repeats).Select(repeat => scan.Whole(Trial(cell, repeat))).OfType<TrialResult>()];

    private int Trial(int cell, int repeat) => repeat * Cells + cell;

    private ReportCell? Summary(int cell)
    {
        double[] done = [.. Enumerable.Range(0, Repeats).Where(repeat => IsDone(cell, repeat)).Select(repeat => Value(cell, repeat))];
        return done.Length == 0 ? null : new(cell, Labels(cell), CellSummary.Of(done));
    }
}
