using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature;

/// <summary>Lines of means over seeds with the intervals of those means for bands.</summary>
internal static class Bands
{
    /// <summary>Makes a line.</summary>
    /// <param name="name">What it is called in the legend.</param>
    /// <param name="x">Where its points are.</param>
    /// <param name="points">What the seeds say at each.</param>
    public static PictureLine Line(string name, IEnumerable<double> x, IReadOnlyList<CellSummary> points)
    {
        PictureLine line = new(name, [.. x], [.. points.Select(point => point.Mean)]);
        return points.Any(point => point.MeanInterval is not null)
            ? line with { Low = [.. points.Select(point => point.MeanInterval?.Low ?? double.NaN)], High = [.. points.Select(point => point.MeanInterval?.High ?? double.NaN)] }
            : line;
    }

    /// <summary>Makes a line over layers, from 1 on, out of one number a layer of each run.</summary>
    public static PictureLine ByLayer(string name, IReadOnlyList<Run> runs, int layers, Func<Run, int, double> number) =>
        Line(name, Texts.Layers(layers), [.. Enumerable.Range(0, layers).Select(layer => Texts.Summary(runs, run => number(run, layer)))]);

    /// <summary>A derived line, without a band.</summary>
    public static PictureLine Theory(string name, ImmutableArray<double> x, IEnumerable<double> y) => new(name, x, [.. y]) { Style = LineStyle.Theory };
}
