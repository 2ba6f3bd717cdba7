using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Calibration;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Which two points of which axis are compared.</summary>
/// <param name="Axis">The axis' number.</param>
/// <param name="First">The number of the first point.</param>
/// <param name="Second">The number of the second.</param>
internal readonly record struct ArmChoice(int Axis, int First, int Second)
{
    /// <summary>What a study of which nobody says what to compare asks for: the two points of its only axis that has two.</summary>
    public static ArmChoice? Usual(ImmutableArray<ReportAxis> axes)
    {
        int[] pairs = [.. Enumerable.Range(0, axes.Length).Where(axis => axes[axis].Labels.Length == 2)];
        return pairs.Length == 1 ? new(pairs[0], 0, 1) : null;
    }

    /// <summary>Reads what a person typed.</summary>
    /// <param name="text"><c>init:xavier,he-normal</c>; the two points alone where one axis has both; the axis alone where it has two points.</param>
    /// <param name="study">The study.</param>
    /// <param name="axes">Its axes.</param>
    /// <exception cref="FormatException">It names no two points of one axis.</exception>
    public static ArmChoice Parse(string text, Study study, ImmutableArray<ReportAxis> axes)
    {
        if (axes.All(axis => axis.Labels.Length < 2)) throw new FormatException("--compare needs an axis with two points, but no axis of this study has more than one.");
        (int[] among, string points) = Named(text.Trim(), study, axes);
        if (points.Length == 0) return WholeAxis(axes, among[0]);
        List<ArmChoice> found = [];
        for (int comma = points.IndexOf(',', StringComparison.Ordinal); comma >= 0; comma = points.IndexOf(',', comma + 1))
        {
            foreach (int axis in among)
            {
                if (Find(study.Axes[axis], axes[axis], points[..comma]) is { } first && Find(study.Axes[axis], axes[axis], points[(comma + 1)..]) is { } second) found.Add(new(axis, first, second));
            }
        }

        ArmChoice[] distinct = [.. found.Distinct()];
        return distinct.Length switch
        {
            0 => throw Refusal(points, among, study, axes),
            1 when distinct[0].First == distinct[0].Second => throw new FormatException($"--compare '{text}' names one point twice; it needs two points of an axis."),
            1 => distinct[0],
            _ => throw new FormatException($"--compare '{text}' may mean {string.Join(" or ", distinct.Select(choice => axes[choice.Axis].Word).Distinct())}; say which: --compare {axes[distinct[0].Axis].Word}:{points}."),
        };
    }

    /// <summary>The axes that are meant, and what is said of their points; the first of what stands before a colon may be a dialect's name as well.</summary>
    private static (int[] Among, string Points) Named(string text, Study study, ImmutableArray<ReportAxis> axes)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string word = (colon < 0 ? text : text[..colon]).Trim();
        int[] named = [.. Enumerable.Range(0, axes.Length).Where(axis => IsCalled(word, study.Axes[axis], axes[axis]))];
        if (named.Length > 0) return ([named[0]], colon < 0 ? "" : text[(colon + 1)..]);
        int[] all = [.. Enumerable.Range(0, axes.Length)];
        bool isDialect = colon >= 0 && axes.Any(axis => axis.Labels.Any(label => label.StartsWith(word + ":", StringComparison.OrdinalIgnoreCase)));
        return colon < 0 || isDialect || word.Contains(',', StringComparison.Ordinal) ? (all, text)
            : throw new FormatException($"--compare names an unknown axis '{word}'.{Spelling.Suggestion(word, [.. axes.Select(axis => axis.Word)])}");
    }

    private static bool IsCalled(string word, StudyAxis axis, ReportAxis shown) =>
        Same(word, shown.Word) || axis.Words.Any(name => Same(word, name)) || axis.Fields.Any(name => Same(word, name));

    private static ArmChoice WholeAxis(ImmutableArray<ReportAxis> axes, int axis) => axes[axis].Labels.Length switch
    {
        2 => new(axis, 0, 1),
        1 => throw new FormatException($"Axis '{axes[axis].Word}' has one point, {axes[axis].Labels[0]}; a comparison needs two."),
        int points => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Axis '{axes[axis].Word}' has {points} points; name two of them: --compare {axes[axis].Word}:A,B. It has {Listed(axes[axis])}.")),
    };

    private static FormatException Refusal(string points, int[] among, Study study, ImmutableArray<ReportAxis> axes)
    {
        if (among.Length == 1 && axes[among[0]].Labels.Length == 1) return new($"Axis '{axes[among[0]].Word}' has one point, {axes[among[0]].Labels[0]}; a comparison needs two.");
        string[] arms = [.. Experiments.ExperimentText.SplitSchemes(points)];
        string where = among.Length == 1 ? $"axis '{axes[among[0]].Word}' has no point" : "no axis has a point";
        if (arms.Length < 2) return new($"--compare needs two points of an axis with a comma between them, but got '{points}'.");
        string? unknown = arms.FirstOrDefault(arm => !among.Any(axis => Find(study.Axes[axis], axes[axis], arm) is not null));
        return unknown is null || arms.Length > 2 ? new($"--compare needs two points of one axis, but got '{points}'. The axes are {string.Join(", ", axes.Select(axis => axis.Word))}.")
            : new($"--compare names '{unknown}', but {where} of that name.{(Spelling.Nearest(unknown, among.SelectMany(axis => axes[axis].Labels)) is { } near ? $" Did you mean '{near}'?" : $" There are {string.Join("; ", among.Select(axis => $"{axes[axis].Word}: {Listed(axes[axis])}"))}.")}");
    }

    private static string Listed(ReportAxis axis) => string.Join(", ", axis.Labels.Take(8)) + (axis.Labels.Length > 8 ? ", …" : "");

    /// <summary>The point that a person means: by its whole name, by that of one of its fields, by its number, or by another name of the same start.</summary>
    private static int? Find(StudyAxis axis, ReportAxis shown, string text)
    {
        string wanted = Canonical(axis, text.Trim());
        int[] whole = [.. Enumerable.Range(0, shown.Labels.Length).Where(point => Same(shown.Labels[point], wanted))];
        if (whole.Length == 1) return whole[0];
        double number = double.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : double.NaN;
        int[] parts = [.. Enumerable.Range(0, axis.Points.Length).Where(point => axis.Points[point].Labels.Any(label => Same(label, wanted)) || axis.Points[point].Numbers.Contains(number))];
        return parts.Length == 1 && wanted.Length > 0 ? parts[0] : null;
    }

    private static string Canonical(StudyAxis axis, string text)
    {
        if (!axis.Words.Contains("init")) return text;
        try
        {
            return Starts.Parse(text).Name;
        }
        catch (FormatException)
        {
            return text;
        }
    }

    private static bool Same(string first, string second) =>
        string.Equals(first.Replace(" ", "", StringComparison.Ordinal), second.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
