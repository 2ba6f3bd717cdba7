using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Draws the measure over two axes, and theory over it where it has something to say.</summary>
internal static class MapDrawing
{
    /// <summary>The most points of a side.</summary>
    private const int MostPoints = 120;

    /// <summary>The most maps beside each other; of more combinations of the other axes, the mean is drawn.</summary>
    private const int MostMaps = 6;

    private const int FewestPoints = 3;

    /// <summary>Draws maps of the two longest axes, or of depth and start where theory knows where the border lies.</summary>
    /// <returns>No map where fewer than two axes have at least three points.</returns>
    public static IEnumerable<Picture> Of(MeasuredGrid grid, Study study)
    {
        if (Choose(grid) is not var (across, up)) yield break;
        int[] others = [.. Enumerable.Range(0, grid.Axes.Length).Where(axis => axis != across && axis != up)];
        int[] corners = [.. Enumerable.Range(0, grid.Cells).Where(cell => grid.PointOf(cell, across) == 0 && grid.PointOf(cell, up) == 0)];
        bool apart = corners.Length <= MostMaps;
        (int[] columns, int[] rows) = (Points(grid.Axes[across]), Points(grid.Axes[up]));
        DepthReach theory = new(study, grid, grid.Axes[across], grid.Axes[up], columns, rows);
        int number = 0;
        foreach (int[] of in apart ? corners.Select(corner => new[] { corner }) : [corners])
        {
            string where = apart ? grid.Described(of[0], across, up) : $"mean over {string.Join(" and ", others.Select(axis => grid.Axes[axis].Word))}";
            string name = PictureName.Of("map", grid.Axes[up].Word, grid.Axes[across].Word, apart && corners.Length > 1 ? (++number).ToString(CultureInfo.InvariantCulture) : "");
            yield return Map(grid, (across, columns), (up, rows), of, theory.Over(of), name, where);
        }
    }

    private static (int Across, int Up)? Choose(MeasuredGrid grid)
    {
        int[] long3 = [.. Enumerable.Range(0, grid.Axes.Length).Where(axis => grid.Axes[axis].Labels.Length >= FewestPoints)];
        if (long3.Length < 2) return null;
        int depth = Array.FindIndex(long3, axis => grid.Axes[axis].IsDepth), start = Array.FindIndex(long3, axis => !grid.Axes[axis].Starts.IsDefault);
        if (depth >= 0 && start >= 0) return (long3[start], long3[depth]);
        int[] longest = [.. long3.OrderByDescending(axis => grid.Axes[axis].Labels.Length).ThenBy(axis => axis).Take(2)];
        return (longest[0], longest[1]);
    }

    private static MapPicture Map(MeasuredGrid grid, (int Axis, int[] Points) across, (int Axis, int[] Points) up, int[] corners, TheoryOverMap theory, string name, string where)
    {
        (ReportAxis x, ReportAxis y, int[] columns, int[] rows) = (grid.Axes[across.Axis], grid.Axes[up.Axis], across.Points, up.Points);
        MapCell[][] all = [.. rows.Select(row => columns.Select(column => Over(grid, corners, across.Axis, column, up.Axis, row)).ToArray())];
        ImmutableArray<ImmutableArray<double>> cells = [.. all.Select(row => row.Select(cell => cell.Mean).ToImmutableArray())];
        SweepMeasure measure = grid.Measure;
        double[] numbers = [.. cells.SelectMany(row => row).Where(double.IsFinite)];
        return new()
        {
            Name = name,
            Title = PictureName.Sentence($"{measure.Label} by {y.Title} and {x.Title}{(where.Length > 0 ? $", {where}" : "")}"),
            Summary = Summary(grid, x, y, columns, rows, all) + theory.Note,
            X = new(x.Title, x.IsLog),
            Y = new(y.Title, y.IsLog),
            Value = new(measure.Label, !measure.IsShare && numbers.Length > 0 && numbers.Min() > 0 && numbers.Max() > 100 * numbers.Min()),
            Columns = Places(x, columns),
            Rows = Places(y, rows),
            ColumnNames = x.Places.IsDefault ? [.. columns.Select(point => x.Labels[point])] : default,
            RowNames = y.Places.IsDefault ? [.. rows.Select(point => y.Labels[point])] : default,
            Cells = cells,
            Low = measure.IsShare ? 0 : null,
            High = measure.IsShare ? 1 : null,
            Lines = theory.Lines,
        };
    }

    private static string Summary(MeasuredGrid grid, ReportAxis x, ReportAxis y, int[] columns, int[] rows, MapCell[][] cells)
    {
        (int row, int column, MapCell best) = (0, 0, new(double.NaN, 0, 0));
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                if (cells[i][j].IsBefore(best, grid.Measure)) (row, column, best) = (i, j, cells[i][j]);
            }
        }

        string thinned = columns.Length < x.Labels.Length || rows.Length < y.Labels.Length ? " Not every point of the axes is drawn." : "";
        string missing = best.Missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({best.Missing} of {best.Trials} without a number)");
        return double.IsNaN(best.Mean) ? $"No cell has a number.{thinned}"
            : string.Create(CultureInfo.InvariantCulture, $"The mean over the seeds of each cell; best, {best.Mean:0.####}{missing}, at {y.Word} {y.Labels[rows[row]]}, {x.Word} {x.Labels[columns[column]]}.{thinned}");
    }

    /// <summary>The points that are drawn, in ascending order of their places.</summary>
    private static int[] Points(ReportAxis axis)
    {
        int[] order = [.. Enumerable.Range(0, axis.Labels.Length)];
        if (!axis.Places.IsDefault) Array.Sort(axis.Places.ToArray(), order);
        return [.. Selection.Of(order.Length, MostPoints).Select(i => order[i])];
    }

    private static ImmutableArray<double> Places(ReportAxis axis, int[] points) => axis.Places.IsDefault ? [.. Enumerable.Range(0, points.Length)] : [.. points.Select(point => axis.Places[point])];

    private static MapCell Over(MeasuredGrid grid, int[] corners, int across, int column, int up, int row)
    {
        (double sum, int count, int missing, int trials) = (0, 0, 0, 0);
        foreach (int corner in corners)
        {
            if (grid.Of(grid.Moved(grid.Moved(corner, across, column), up, row))?.Summary is not { } summary) continue;
            (missing, trials) = (missing + summary.Missing, trials + summary.Count + summary.Missing);
            if (!double.IsNaN(summary.Mean)) (sum, count) = (sum + summary.Mean, count + 1);
        }

        return new(sum / count, missing, trials);
    }

    /// <summary>A cell of the map.</summary>
    /// <param name="Mean">The mean of its means; NaN where none has a number.</param>
    /// <param name="Missing">Its trials that have a result, but no number.</param>
    /// <param name="Trials">Its trials that have a result.</param>
    private readonly record struct MapCell(double Mean, int Missing, int Trials)
    {
        /// <summary>Whether it is better: as cells are ranked, where most trials have no number, the mean of the others comes last.</summary>
        public bool IsBefore(MapCell other, SweepMeasure measure)
        {
            bool isNumber = !double.IsNaN(Mean), isOther = !double.IsNaN(other.Mean);
            if (!isNumber || !isOther) return isNumber;
            (bool mostly, bool mostlyOther) = (ReportCell.IsMostlyMissing(Missing, Trials), ReportCell.IsMostlyMissing(other.Missing, other.Trials));
            return mostly == mostlyOther ? measure.Compare(Mean, other.Mean) < 0 : mostlyOther;
        }
    }
}
