using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Sweeps.Reports;

/// <summary>An axis of a study as a report shows it.</summary>
/// <param name="Word">The short words of its fields, with <c>+</c> between those that move together; unique in the study.</param>
/// <param name="Labels">What its points are called, in the study's order.</param>
public sealed record ReportAxis(string Word, ImmutableArray<string> Labels)
{
    /// <summary>Where its points are on a scale of numbers; default where they are words.</summary>
    internal ImmutableArray<double> Places { get; init; }

    /// <summary>What the scale is, such as σw²; empty for words.</summary>
    internal string Scale { get; init; } = "";

    /// <summary>Whether the scale counts hidden layers.</summary>
    internal bool IsDepth { get; init; }

    /// <summary>What mean field sees of each point; default where it is no axis of starts, null where theory has no words for a start.</summary>
    internal ImmutableArray<StartVariance?> Starts { get; init; }

    /// <summary>What a picture says along the axis.</summary>
    internal string Title => Scale.Length > 0 ? Scale : Word;

    /// <summary>Whether equal distances on the scale are equal factors: where the points themselves are so spaced.</summary>
    internal bool IsLog
    {
        get
        {
            if (Places.IsDefault || Places.Length < 3 || Places.Min() <= 0) return false;
            double[] sorted = [.. Places.Order()];
            double Spread(Func<int, double> gap)
            {
                double[] gaps = [.. Enumerable.Range(1, sorted.Length - 1).Select(gap)];
                return gaps.Max() / gaps.Min();
            }

            return sorted[^1] >= 8 * sorted[0] && Spread(i => Elementary.Log(sorted[i] / sorted[i - 1])) < Spread(i => sorted[i] - sorted[i - 1]);
        }
    }
}
