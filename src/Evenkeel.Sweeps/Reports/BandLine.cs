using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Makes lines with bands: at each place the mean over the seeds, and where it lies with 95 % confidence.</summary>
internal static class BandLine
{
    /// <summary>The ratio from which on sizes are shown by equal factors.</summary>
    private const double Wide = 20;

    /// <summary>Makes a line.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="points">Where its points are, ascending, and the seeds' numbers there, of which those that are none are left out.</param>
    /// <returns>The line; null where no point has a number.</returns>
    public static PictureLine? Of(string name, IEnumerable<(double X, double[] Values)> points)
    {
        (ImmutableArray<double>.Builder x, ImmutableArray<double>.Builder y) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>());
        (ImmutableArray<double>.Builder low, ImmutableArray<double>.Builder high) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>());
        foreach ((double place, double[] values) in points)
        {
            CellSummary summary = CellSummary.Of(values);
            x.Add(place);
            y.Add(summary.Mean);
            low.Add(summary.MeanInterval?.Low ?? double.NaN);
            high.Add(summary.MeanInterval?.High ?? double.NaN);
        }

        if (!y.Any(double.IsFinite)) return null;
        PictureLine line = new(name, x.ToImmutable(), y.ToImmutable());
        return low.Any(double.IsFinite) ? line with { Low = low.ToImmutable(), High = high.ToImmutable() } : line;
    }

    /// <summary>Whether sizes differ by so much that equal factors show them better.</summary>
    public static bool IsWide(IEnumerable<PictureLine> lines)
    {
        double[] all = [.. lines.SelectMany(line => line.Y).Where(double.IsFinite)];
        return all.Length > 0 && all.Min() > 0 && all.Max() > Wide * all.Min();
    }
}
