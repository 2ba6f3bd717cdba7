using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Literature;

/// <summary>Numbers as findings and judgements say them.</summary>
internal static class Texts
{
    /// <summary>A text with the numbers of the invariant culture.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Four significant digits; <c>never</c> for what is not there.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "never" : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>The interval of a mean over seeds; empty over fewer than two.</summary>
    public static string Interval(CellSummary summary, string format = "G4") => summary.MeanInterval is { } interval
        ? string.Create(CultureInfo.InvariantCulture, $"{interval.Low.ToString(format, CultureInfo.InvariantCulture)} … {interval.High.ToString(format, CultureInfo.InvariantCulture)}, {summary.Count} seeds")
        : "";

    /// <summary>The interval of a geometric mean over seeds, from that of the logarithms; empty over fewer than two.</summary>
    public static string Exponential(CellSummary logarithms) => logarithms.MeanInterval is { } interval
        ? string.Create(CultureInfo.InvariantCulture, $"{Elementary.Exp(interval.Low):G3} … {Elementary.Exp(interval.High):G3}, {logarithms.Count} seeds")
        : "";

    /// <summary>The mean over seeds of a number of each run.</summary>
    public static CellSummary Summary(IEnumerable<Run> runs, Func<Run, double> number) => CellSummary.Of([.. runs.Select(number)]);

    /// <summary>A number of updates; <c>never</c> for none.</summary>
    public static string Updates(int? updates) => updates?.ToString("#,0", CultureInfo.InvariantCulture) ?? "never";

    /// <summary>Places from 1 on, for pictures by layer.</summary>
    public static ImmutableArray<double> Layers(int count) => [.. Enumerable.Range(1, count).Select(layer => (double)layer)];
}
