using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Draws the measure itself: over the axes that are numbers, and cell by cell with intervals.</summary>
internal static class MeasureDrawing
{
    /// <summary>The most cells of a picture of dots.</summary>
    private const int MostDots = 60;

    private const int MostPoints = 200;
    private const int FewestPoints = 3;

    /// <summary>The measure over each axis of numbers, a line a point of the axis that is looked at.</summary>
    public static IEnumerable<Picture> Profiles(MeasuredGrid grid, LineChoice choice)
    {
        for (int axis = 0; axis < grid.Axes.Length; axis++)
        {
            ReportAxis shown = grid.Axes[axis];
            if (axis == choice.Axis || shown.Places.IsDefault || shown.Labels.Length < FewestPoints) continue;
            int along = axis;
            ImmutableArray<PictureLine> lines = [.. choice.Cells.Select((cell, i) => Profile(grid, choice.Names[i], along, cell)).OfType<PictureLine>()];
            if (lines.IsEmpty) continue;
            string where = grid.Described(choice.Cells[0], axis, choice.Axis);
            yield return new LinePicture
            {
                Name = PictureName.Of(grid.Measure.Word, "over", shown.Word),
                Title = PictureName.Sentence($"{grid.Measure.Label} over {shown.Title}{(choice.Axis < 0 ? "" : $" by {grid.Axes[choice.Axis].Word}")}{(where.Length > 0 ? $", at {where}" : "")}"),
                Summary = "The mean over the seeds of each cell, and where it lies with 95 % confidence.",
                X = new(shown.Title, shown.IsLog),
                Y = new(grid.Measure.Label, !grid.Measure.IsShare && BandLine.IsWide(lines)),
                Lines = lines,
            };
        }
    }

    /// <summary>The cells with their intervals, all in the study's order where they are few, and otherwise the best.</summary>
    public static DotPicture Dots(MeasuredGrid grid, int grouped)
    {
        bool few = grid.Ranked.Length <= MostDots;
        ReportCell[] cells = few ? [.. grid.Ranked.OrderBy(cell => cell.Cell)] : [.. grid.Ranked.Take(MostDots)];
        string which = few ? "Every cell" : string.Create(CultureInfo.InvariantCulture, $"The {MostDots} best of {grid.Ranked.Length} cells");
        return new()
        {
            Name = "cells",
            Title = PictureName.Sentence($"{grid.Measure.Label} of {(few ? "all cells" : "the best cells")}"),
            Summary = $"{which}: the mean over its seeds, and where it lies with 95 % confidence.",
            X = new(grid.Measure.Label, !grid.Measure.IsShare && IsWide(cells)),
            Rows = [.. cells.Select(cell => Dot(grid, cell, grouped))],
        };
    }

    private static bool IsWide(ReportCell[] cells)
    {
        double[] means = [.. cells.Select(cell => cell.Summary.Mean).Where(double.IsFinite)];
        return means.Length > 0 && means.Min() > 0 && means.Max() > 100 * means.Min();
    }

    private static PictureDot Dot(MeasuredGrid grid, ReportCell cell, int grouped)
    {
        string name = grid.Axes.Length == 1 ? cell.At[0] : grid.Described(cell.Cell, grouped);
        (double low, double high) = cell.Summary.MeanInterval ?? (double.NaN, double.NaN);
        return new(name.Length > 0 ? name : "all", cell.Summary.Mean, low, high)
        {
            Group = grouped < 0 || grid.Axes.Length == 1 ? "" : cell.At[grouped],
            Instead = cell.Summary.Count > 0 ? "" : grid.Measure.Never,
        };
    }

    private static PictureLine? Profile(MeasuredGrid grid, string name, int axis, int through)
    {
        ImmutableArray<double> places = grid.Axes[axis].Places;
        int[] order = [.. Enumerable.Range(0, places.Length).OrderBy(point => places[point])];
        return BandLine.Of(name, Selection.Of(order.Length, MostPoints).Select(i => order[i]).Where(point => grid.Of(grid.Moved(through, axis, point)) is not null).Select(point =>
        {
            int cell = grid.Moved(through, axis, point);
            return (places[point], Enumerable.Range(0, grid.Repeats).Where(repeat => grid.IsDone(cell, repeat)).Select(repeat => grid.Value(cell, repeat)).ToArray());
        }));
    }
}
