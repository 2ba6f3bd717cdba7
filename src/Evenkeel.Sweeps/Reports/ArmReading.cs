using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Compares two arms of a study.</summary>
internal static class ArmReading
{
    /// <summary>Compares them at every combination of the other axes, and over all.</summary>
    /// <param name="grid">The measured trials.</param>
    /// <param name="choice">The arms.</param>
    /// <param name="threads">How many work at a time.</param>
    public static ArmComparison Of(MeasuredGrid grid, ArmChoice choice, int threads)
    {
        int[] cells = [.. Enumerable.Range(0, grid.Cells).Where(cell => grid.PointOf(cell, choice.Axis) == choice.First)];
        int step = grid.Stride(choice.Axis) * (choice.Second - choice.First);
        ArmRow?[] rows = new ArmRow?[cells.Length];
        Parallel.For(0, cells.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => rows[i] = Row(grid, choice.Axis, cells[i], cells[i] + step));
        ReportAxis axis = grid.Axes[choice.Axis];
        bool isOne = cells.Length == 1;
        int[] whole = [.. cells.Where(cell => isOne || IsWhole(grid, cell) && IsWhole(grid, cell + step))];
        return new()
        {
            Axis = axis,
            First = axis.Labels[choice.First],
            Second = axis.Labels[choice.Second],
            Others = [.. grid.Axes.Where((_, i) => i != choice.Axis).Select(other => other.Word)],
            Rows = [.. rows.OfType<ArmRow>()],
            Combinations = cells.Length,
            LeftOut = cells.Length - whole.Length,
            Overall = isOne ? new([], rows[0]?.Pairs ?? Compare([])) : Overall(grid, whole, step),
        };
    }

    private static ArmRow? Row(MeasuredGrid grid, int axis, int first, int second)
    {
        List<(double First, double Second)> pairs = [];
        for (int repeat = 0; repeat < grid.Repeats; repeat++)
        {
            if (grid.IsDone(first, repeat) && grid.IsDone(second, repeat)) pairs.Add((grid.Value(first, repeat), grid.Value(second, repeat)));
        }

        return pairs.Count == 0 ? null : new(grid.Labels(first).RemoveAt(axis), Compare(pairs));
    }

    /// <summary>Whether every seed of a cell has a number.</summary>
    private static bool IsWhole(MeasuredGrid grid, int cell) => Enumerable.Range(0, grid.Repeats).All(repeat => double.IsFinite(grid.Value(cell, repeat)));

    private static ArmRow Overall(MeasuredGrid grid, int[] cells, int step) => new([], Compare(cells.Length == 0 ? [] :
    [
        .. Enumerable.Range(0, grid.Repeats).Select(repeat => (cells.Average(cell => grid.Value(cell, repeat)), cells.Average(cell => grid.Value(cell + step, repeat)))),
    ]));

    private static PairedComparison Compare(List<(double First, double Second)> pairs) =>
        PairedComparison.Of([.. pairs.Select(pair => pair.First)], [.. pairs.Select(pair => pair.Second)]);
}
