using System.Collections.Immutable;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Which cells are drawn as lines beside each other: those of one axis through the best cell, so that they differ in one thing.</summary>
/// <param name="Axis">The axis; −1 where the study has none.</param>
/// <param name="Cells">The cells with a result, at most <see cref="MostLines"/>, in the axis' order.</param>
/// <param name="Names">What they are called.</param>
/// <param name="Where">What the other axes have; empty for none.</param>
internal sealed record LineChoice(int Axis, ImmutableArray<int> Cells, ImmutableArray<string> Names, string Where)
{
    /// <summary>The most lines that one tells apart.</summary>
    private const int MostLines = 8;

    private const int MostAxes = 3;

    /// <summary>Choices by the axes that matter most: those whose arms are compared, starts, and then the study's order.</summary>
    /// <param name="grid">The measured trials, with at least one result.</param>
    /// <param name="compared">The axis of the arms; null for none.</param>
    /// <returns>At least one and at most three.</returns>
    public static ImmutableArray<LineChoice> Of(MeasuredGrid grid, int? compared)
    {
        int best = grid.Ranked[0].Cell;
        int[] axes = [.. Enumerable.Range(0, grid.Axes.Length).Where(axis => grid.Axes[axis].Labels.Length > 1)
            .OrderBy(axis => axis == compared ? 0 : grid.Axes[axis].Word == "init" ? 1 : 2).Take(MostAxes)];
        return axes.Length == 0 ? [new(-1, [best], [grid.Axes.Length == 0 ? "all" : grid.Described(best)], "")] : [.. axes.Select(axis => Along(grid, axis, best))];
    }

    /// <summary>The title's last words.</summary>
    public string By(MeasuredGrid grid) => (Axis < 0 ? "" : $" by {grid.Axes[Axis].Word}") + (Where.Length > 0 ? $", at {Where}" : "");

    private static LineChoice Along(MeasuredGrid grid, int axis, int best)
    {
        ReportAxis shown = grid.Axes[axis];
        int[] cells = [.. Selection.Of(shown.Labels.Length, MostLines, grid.PointOf(best, axis)).Select(point => grid.Moved(best, axis, point)).Where(cell => grid.Of(cell) is not null)];
        return new(axis, [.. cells], [.. cells.Select(cell => shown.Labels[grid.PointOf(cell, axis)])], grid.Described(best, axis));
    }
}
