using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>A grid of experiments: a base, what is varied, how often, and what is recorded.</summary>
public sealed class Study
{
    /// <summary>The most trials of a study.</summary>
    public const int MostTrials = 1_000_000;

    private readonly Lazy<ImmutableArray<StudyTrial>> trials;

    internal Study(ComparisonSpec start, ImmutableArray<StudyAxis> axes)
    {
        (Base, Axes) = (start, axes);
        trials = new(() => StudyGrid.Trials(this));
    }

    /// <summary>What it is called; empty for nothing.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; empty for nothing.</summary>
    public required string About { get; init; }

    /// <summary>The experiment, of which the axes change fields.</summary>
    public ComparisonSpec Base { get; }

    /// <summary>What is varied, the slowest first. The schemes of a base that names several are the last.</summary>
    public ImmutableArray<StudyAxis> Axes { get; }

    /// <summary>Seeds for each cell; ≥ 1.</summary>
    public required int Repeats { get; init; }

    /// <summary>What is recorded.</summary>
    public required RecordSpec Record { get; init; }

    /// <summary>When a trial ends early.</summary>
    public required AbortSpec Abort { get; init; }

    /// <summary>The number of cells: the product of the axes' points.</summary>
    public int Cells => Axes.Aggregate(1, (product, axis) => product * axis.Points.Length);

    /// <summary>All trials in the order in which they are run: every cell's first repeat, every cell's second, and so on, so that a part of them holds whole rounds. No two have the same key.</summary>
    public ImmutableArray<StudyTrial> Trials => trials.Value;

    /// <summary>Where a cell lies.</summary>
    /// <param name="cell">Its number, from 0.</param>
    /// <returns>The point on each axis, as <see cref="Axes"/> has them.</returns>
    public ImmutableArray<AxisPoint> PointsOf(int cell)
    {
        AxisPoint[] points = new AxisPoint[Axes.Length];
        for (int i = Axes.Length - 1; i >= 0; i--)
        {
            (cell, int place) = Math.DivRem(cell, Axes[i].Points.Length);
            points[i] = Axes[i].Points[place];
        }

        return [.. points];
    }

    /// <summary>Reads a study file.</summary>
    /// <param name="json">JSON, comments and trailing commas allowed; docs/sweeps.md lists its fields.</param>
    /// <returns>The study.</returns>
    /// <exception cref="FormatException">It is not JSON, a field is unknown, a value does not fit, a grid is empty, or axes contradict; the message says where.</exception>
    public static Study Parse(string json) => StudyJson.Read(json);
}
