using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Where theory ends the depths that train: 6ξ_c, over a map of starts and depths.</summary>
/// <remarks>Schoenholz, Gilmer, Ganguli and Sohl-Dickstein 2017, https://arxiv.org/abs/1611.01232, whose grids train up to about six depth scales of the correlation.</remarks>
internal sealed class DepthReach
{
    private const double Scales = 6;
    private const int Samples = 600;
    private const string ActivationField = "network.activation";

    /// <summary>Fields of which theory takes only what the base says.</summary>
    private static readonly string[] Fixed = ["network.bias", "network.branch"];

    private readonly Study study;
    private readonly MeasuredGrid grid;
    private readonly ReportAxis starts;
    private readonly double[] depths;
    private readonly int[] columns;
    private readonly bool isLog;
    private readonly bool applies;
    private readonly Dictionary<string, TheoryOverMap> known = [];

    /// <summary>Prepares for maps of two axes.</summary>
    /// <param name="study">The study.</param>
    /// <param name="grid">Its trials.</param>
    /// <param name="across">The axis of columns.</param>
    /// <param name="up">The axis of rows.</param>
    /// <param name="columns">The points drawn as columns, in their order.</param>
    /// <param name="rows">The points drawn as rows, in their order.</param>
    public DepthReach(Study study, MeasuredGrid grid, ReportAxis across, ReportAxis up, int[] columns, int[] rows)
    {
        (this.study, this.grid, starts, this.columns) = (study, grid, across, columns);
        applies = up.IsDepth && !across.Starts.IsDefault && study.Base.Network.Branch == 0 && !study.Axes.Any(axis => axis.Fields.Intersect(Fixed).Any());
        (depths, isLog) = (applies ? [.. rows.Select(row => up.Places[row])] : [], up.IsLog);
    }

    /// <summary>The lines over a map.</summary>
    /// <param name="corners">A cell for each combination of what the other axes have in the map.</param>
    /// <returns>Nothing unless depth is up, starts are across, and the networks are plain stacks of one activation.</returns>
    public TheoryOverMap Over(int[] corners)
    {
        string[] names = applies ? [.. corners.Select(NameOf).Distinct().Take(2)] : [];
        if (names.Length != 1) return TheoryOverMap.None;
        if (!known.TryGetValue(names[0], out TheoryOverMap? theory)) known.Add(names[0], theory = Of(Activations.Parse(names[0])));
        return theory;
    }

    private TheoryOverMap Of(Activation activation)
    {
        (double low, double high) = Edges(depths, isLog);
        try
        {
            PictureLine line = starts.Places.IsDefault
                ? Steps(activation, [.. columns.Select(column => starts.Starts[column])], low, high)
                : Curve(activation, [.. columns.Select(column => starts.Places[column])], starts.IsLog, starts.Starts[0]!.Value.SigmaB2, low, high);
            return line.Y.Any(double.IsFinite) ? new([line], " The line is theory: 6ξ_c, the depth beyond which networks of this start seldom train.") : TheoryOverMap.None;
        }
        catch (QuadratureException problem)
        {
            return new([], $" Theory's line, 6ξ_c, is left out. {problem.Message}");
        }
    }

    /// <summary>A curve cut where it leaves the map.</summary>
    /// <remarks>1/ξ_c crosses 0 at the edge of chaos in straight lines, so where 6ξ_c leaves the map is found by its inverse.</remarks>
    private static PictureLine Curve(Activation activation, double[] columns, bool isLog, double sigmaB2, double low, double high)
    {
        (double from, double to) = Edges(columns, isLog);
        double[] weights = [.. Enumerable.Range(0, Samples + 1).Select(i => isLog ? from * Elementary.Exp(Elementary.Log(to / from) * i / Samples) : from + (to - from) * i / Samples)];
        double[] reach = Reach(activation, weights, sigmaB2);
        ImmutableArray<double>.Builder x = ImmutableArray.CreateBuilder<double>(), y = ImmutableArray.CreateBuilder<double>();
        void Add(double place, double value)
        {
            x.Add(place);
            y.Add(value);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            bool inside = reach[i] >= low && reach[i] <= high;
            bool wasInside = i > 0 && reach[i - 1] >= low && reach[i - 1] <= high;
            if (i > 0 && inside != wasInside && reach[i - 1] > 0 && reach[i] > 0)
            {
                double edge = (inside ? reach[i - 1] : reach[i]) > high ? high : low;
                double share = (1 / edge - 1 / reach[i - 1]) / (1 / reach[i] - 1 / reach[i - 1]);
                Add(weights[i - 1] + share * (weights[i] - weights[i - 1]), edge);
            }

            if (inside) Add(weights[i], reach[i]);
            else if (wasInside) Add(weights[i], double.NaN);
        }

        return new("6ξ_c", x.ToImmutable(), y.ToImmutable()) { Style = LineStyle.Theory };
    }

    /// <summary>A level stretch over each column whose start theory knows.</summary>
    private static PictureLine Steps(Activation activation, StartVariance?[] starts, double low, double high)
    {
        ImmutableArray<double>.Builder x = ImmutableArray.CreateBuilder<double>(), y = ImmutableArray.CreateBuilder<double>();
        for (int column = 0; column < starts.Length; column++)
        {
            double reach = starts[column] is { } start ? Reach(activation, [start.SigmaW2], start.SigmaB2)[0] : double.NaN;
            if (!(reach >= low && reach <= high)) reach = double.NaN;
            x.AddRange(column - 0.5, column + 0.5, column + 0.5);
            y.AddRange(reach, reach, double.NaN);
        }

        return new("6ξ_c", x.ToImmutable(), y.ToImmutable()) { Style = LineStyle.Theory };
    }

    private static double[] Reach(Activation activation, double[] sigmaW2, double sigmaB2) =>
        [.. PhaseDiagram.Of(activation, sigmaW2, [sigmaB2]).Points.Select(point => Scales * (point.XiC ?? double.NaN))];

    /// <summary>How far the outermost cells reach: half the way to a neighbour beyond their middle.</summary>
    private static (double Low, double High) Edges(double[] places, bool isLog) => isLog
        ? (places[0] * Math.Sqrt(places[0] / places[1]), places[^1] * Math.Sqrt(places[^1] / places[^2]))
        : (Math.Max(0, places[0] - (places[1] - places[0]) / 2), places[^1] + (places[^1] - places[^2]) / 2);

    /// <summary>The activation of a cell.</summary>
    private string NameOf(int cell)
    {
        for (int axis = 0; axis < study.Axes.Length; axis++)
        {
            int field = study.Axes[axis].Fields.IndexOf(ActivationField);
            if (field >= 0) return study.Axes[axis].Points[grid.PointOf(cell, axis)].Labels[field];
        }

        return study.Base.Network.Activation;
    }
}
