using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Finds what the axes of a study are: numbers, depths, starts of some σw², or words.</summary>
internal static class AxisReading
{
    private const string Widths = "network.hidden";
    private const string Starts = "schemes";

    /// <summary>Reads the axes.</summary>
    public static ImmutableArray<ReportAxis> Of(Study study) => [.. study.Axes.Select(axis => Of(axis, study))];

    /// <summary>The width that all hidden layers of all trials have; null where they differ, or there are none.</summary>
    public static int? Width(Study study)
    {
        int[] widths = [.. (study.Axes.FirstOrDefault(axis => axis.Fields.Contains(Widths)) is { } varied
            ? varied.Points.SelectMany(point => WidthsOf(point.Json[varied.Fields.IndexOf(Widths)]))
            : study.Base.Network.Hidden).Distinct().Take(2)];
        return widths.Length == 1 ? widths[0] : null;
    }

    private static ReportAxis Of(StudyAxis axis, Study study)
    {
        ReportAxis words = new(string.Join('+', axis.Words), [.. axis.Points.Select(point => string.Join(" · ", point.Labels))]);
        return axis.Fields.Length > 1 ? words : axis.Fields[0] switch
        {
            Widths => OfDepth(axis, words),
            Starts => OfStarts(axis, words, study),
            _ => OfNumbers(axis, words),
        };
    }

    private static ReportAxis OfNumbers(StudyAxis axis, ReportAxis words)
    {
        ImmutableArray<double> numbers = [.. axis.Points.Select(point => point.Numbers[0])];
        return numbers.All(double.IsFinite) && numbers.Distinct().Count() == numbers.Length ? words with { Places = numbers, Scale = axis.Words[0] } : words;
    }

    private static ReportAxis OfDepth(StudyAxis axis, ReportAxis words)
    {
        int[][] widths = [.. axis.Points.Select(point => WidthsOf(point.Json[0]))];
        return widths.SelectMany(layers => layers).Distinct().Count() == 1 && widths.All(layers => layers.Length > 0)
            ? words with { Places = [.. widths.Select(layers => (double)layers.Length)], Scale = "hidden layers", IsDepth = true }
            : OfNumbers(axis, words);
    }

    /// <summary>A scale where the same rule comes with several σw² and one σb²; otherwise words, of which theory may know something all the same.</summary>
    private static ReportAxis OfStarts(StudyAxis axis, ReportAxis words, Study study)
    {
        if (Width(study) is not { } width) return OfNumbers(axis, words);
        ImmutableArray<StartVariance?> starts = [.. words.Labels.Select(label => StartVariance.Of(label, width, study.Base.Network.Bias))];
        if (starts.All(start => start is null)) return OfNumbers(axis, words);
        bool oneRule = words.Labels.Select(label => label.Split('(', '*')[0].Trim()).Distinct().Count() == 1 && starts.All(start => start is not null)
            && starts.Select(start => (start!.Value.SigmaB2, start.Value.Family)).Distinct().Count() == 1
            && starts.Select(start => start!.Value.SigmaW2).Distinct().Count() == starts.Length;
        return oneRule && starts.Length > 1 ? words with { Starts = starts, Places = [.. starts.Select(start => start!.Value.SigmaW2)], Scale = "σw²" } : words with { Starts = starts };
    }

    private static int[] WidthsOf(string json)
    {
        using JsonDocument widths = JsonDocument.Parse(json);
        return [.. widths.RootElement.EnumerateArray().Select(width => width.GetInt32())];
    }
}
