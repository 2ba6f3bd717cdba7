using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Forensics;

/// <summary>Judges a whole file by its tensors.</summary>
/// <remarks>
/// A file is fresh only where no tensor says otherwise. What only neighbours tell comes in here: a bias that has moved says that its layer was
/// trained, and so do layers that are tuned to each other (<see cref="TensorReport.Tests"/> then hold a test <c>layers above</c>), where blocks
/// were kept. Either makes an untrained matrix uncertain: it may have been held fixed.
/// </remarks>
public static class FileExamination
{
    /// <summary>So many names fit into a sentence.</summary>
    private const int MostNames = 3;

    /// <summary>Judges a file.</summary>
    /// <param name="reports">Its tensors in their order.</param>
    /// <param name="options">How strictly; the same that the tensors were examined with.</param>
    /// <returns>The verdict, with the reports changed where neighbours tell more.</returns>
    public static FileVerdict Of(IReadOnlyList<TensorReport> reports, ExaminationOptions options)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(options);
        ImmutableArray<TensorReport> judged = WithDuplicates([.. WithNeighbours(reports, options)]);
        TensorReport[] weights = [.. judged.Where(report => report.Verdict != TensorVerdict.NotWeights)];
        TensorReport[] broken = [.. weights.Where(report => report.Verdict == TensorVerdict.Broken)], untrained = [.. weights.Where(report => report.Verdict == TensorVerdict.Untrained)];
        bool isFresh = untrained.Length > 0 && weights.All(ExaminationVerdict.IsFresh);
        FileExaminationOrigin? origin = isFresh ? FileExaminationOrigin.Of(weights) : null;
        (FileVerdictKind kind, string sentence) = broken.Length > 0 ? (FileVerdictKind.Broken, Counted(broken, weights.Length, "broken"))
            : isFresh ? (FileVerdictKind.Fresh, origin!.Sentence)
            : untrained.Length > 0 ? (FileVerdictKind.PartlyFresh, Counted(untrained, weights.Length, "untrained"))
            : WithoutFresh(weights);
        return new() { Sentence = sentence, Kind = kind, Untrained = untrained.Length, Framework = origin?.Framework, Scheme = origin?.Scheme, Reports = judged };
    }

    private static (FileVerdictKind Kind, string Sentence) WithoutFresh(TensorReport[] weights)
    {
        int trained = weights.Count(report => report.Verdict == TensorVerdict.Trained);
        if (weights.Length == 0) return (FileVerdictKind.Unclear, "no tensor holds weights");
        if (trained == 0) return (FileVerdictKind.Unclear, "no tensor is large or clear enough to tell fresh weights from trained ones");
        return (FileVerdictKind.Trained, string.Create(CultureInfo.InvariantCulture, $"trained: {trained} of {weights.Length} tensors are no fresh draws, and none looks like one"));
    }

    private static string Counted(TensorReport[] some, int all, string what)
    {
        string names = string.Join(", ", some.Take(MostNames).Select(report => report.Subject.Name));
        string more = some.Length > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {some.Length - MostNames} more") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{some.Length} of {all} tensors {what}: {names}{more}");
    }

    /// <summary>Doubts matrices whose bias has moved, or to which the layers above are tuned.</summary>
    private static IEnumerable<TensorReport> WithNeighbours(IReadOnlyList<TensorReport> reports, ExaminationOptions options)
    {
        EvidenceTest?[] alignments = LayerAlignment.Of(reports);
        Dictionary<string, TensorReport> movedBiases = [];
        foreach (TensorReport report in reports)
        {
            if (report.Subject.Role == TensorRole.Bias && ExaminationBias.HasMoved(report) && LayerOf(report.Subject.Name) is { Length: > 0 } layer) movedBiases.TryAdd(layer, report);
        }

        for (int i = 0; i < reports.Count; i++)
        {
            TensorReport report = alignments[i] is { } test ? reports[i] with { Tests = reports[i].Tests.Add(test) } : reports[i];
            if (report.Verdict != TensorVerdict.Untrained || report.Subject.Role == TensorRole.Bias)
            {
                yield return report;
            }
            else if (movedBiases.TryGetValue(LayerOf(report.Subject.Name), out TensorReport? bias))
            {
                yield return Doubted(report, $"Its elements look like fresh draws, but '{bias.Subject.Name}' does not: the layer was trained, these weights too little to show, or not at all.");
            }
            else
            {
                yield return alignments[i] is { } above && above.PValue * options.Tensors < options.Alpha
                    ? Doubted(report, $"Its elements look like fresh draws, but {above.Meaning}: they learned together, or it was held fixed while they learned.")
                    : report;
            }
        }
    }

    private static TensorReport Doubted(TensorReport report, string reason) => report with { Verdict = TensorVerdict.Uncertain, Reason = reason };

    /// <summary>A tensor's name without its last part, which is what it is in the layer.</summary>
    private static string LayerOf(string name)
    {
        int end = name.LastIndexOfAny(['.', '/']);
        return end > 0 ? name[..end] : "";
    }

    /// <summary>Tells tensors of the same bits of each other; those of equal elements are copies by nature.</summary>
    private static ImmutableArray<TensorReport> WithDuplicates(ImmutableArray<TensorReport> reports)
    {
        ImmutableArray<TensorReport>.Builder changed = reports.ToBuilder();
        foreach (var group in Enumerable.Range(0, reports.Length).Where(i => reports[i].Statistics is { Count: > 1 } statistics && statistics.Minimum < statistics.Maximum)
            .GroupBy(i => (reports[i].Statistics.Fingerprint, reports[i].Statistics.Count)).Where(group => group.Skip(1).Any()))
        {
            foreach (int i in group)
            {
                string[] others = [.. group.Where(other => other != i).Select(other => reports[other].Subject.Name)];
                changed[i] = reports[i] with { Findings = reports[i].Findings.Add(Forensics.Findings.Duplicated(others)) };
            }
        }

        return changed.ToImmutable();
    }
}
