using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>Weighs the tests of a tensor whose elements differ.</summary>
internal sealed record ExaminationJudgement(
    TensorSubject Subject, TensorStatistics Statistics, ExaminationOptions Options, ImmutableArray<SchemeCandidate> Candidates, SchemeCandidate? Best, ImmutableArray<EvidenceTest> Tests)
{
    /// <summary>The name of the test of family and scale.</summary>
    public const string SchemeTest = "scheme";

    /// <summary>The verdict and the sentence for it.</summary>
    public ExaminationVerdict Verdict()
    {
        EvidenceTest? strongest = Tests.MinBy(test => test.PValue);
        double corrected = strongest is null ? 1 : Corrected(strongest.PValue);
        if (strongest is not null && strongest.Name != SchemeTest && corrected < Options.TrainedAlpha) return new(TensorVerdict.Trained, Sentence(strongest));
        if (Best is null || Best.IsFitted && Subject.Role == TensorRole.Bias) return WithoutScheme(strongest, corrected);
        if (Subject is { Role: TensorRole.Bias, Weights: { } weights } && ExaminationBias.Drawing([.. Candidates, Best], weights).IsEmpty)
        {
            return new(TensorVerdict.Uncertain, $"Biases start at zero or by a layer's own rule, and these do neither: they have moved, unless they were drawn on purpose, as by {Name}.");
        }

        if (strongest is not null && corrected < Options.Alpha)
        {
            return strongest.Name == SchemeTest ? Unlikely() : new(TensorVerdict.Uncertain, $"{Sentence(strongest)} With so many tests this is a doubt, no proof.");
        }

        if (Candidates.IsEmpty) return Unlikely();
        if (Best.IsFitted)
        {
            return new(TensorVerdict.Uncertain, $"It looks like a fresh draw, but no initializer's rule gives its scale, only {Name} does: made with a scale of its own, shrunk by weight decay, or trained a little.");
        }

        int least = Statistics.Matrix is null ? Examination.LeastOfVector : Examination.LeastElements;
        if (Statistics.Count < least)
        {
            return new(TensorVerdict.TooSmall, string.Create(CultureInfo.InvariantCulture, $"{Name} could have made it, but {Statistics.Count} elements are too few to tell: {least} are the least."));
        }

        // Elements that depend on each other, such as orthogonal ones, answer to the test of their own family alone.
        string tests = Tests is [{ Name: SchemeTest }] && Statistics.Matrix is not null && Best.Promise.Law is null
            ? $"It is what {Name} makes, by the structure of its own; rows and singular values of independent draws are no measure for it"
            : $"No test tells it from fresh draws of {Name}{Others}";
        return new(TensorVerdict.Untrained, $"{tests}: untrained, or trained so little that statistics cannot tell{Detectable()}.");
    }

    /// <summary>The name that says most to a person: of biases the rule that draws them, else of the candidates that fit well one without arguments, of the catalogue before the frameworks.</summary>
    private string Name => Subject is { Role: TensorRole.Bias, Weights: { } weights } && ExaminationBias.Drawing(Candidates, weights) is [var drawing, ..] ? drawing.Scheme : (Candidates.IsEmpty ? [Best!] : Candidates)
        .Where(candidate => candidate.PValue >= Math.Min(0.01, Best!.PValue)).SelectMany(candidate => candidate.SameLaw.Insert(0, candidate.Scheme))
        .MinBy(FileExaminationOrigin.Oddness)!;

    private string Others => Candidates.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $" (or {Candidates.Length - 1} other {(Candidates.Length == 2 ? "law" : "laws")})") : "";

    private double Corrected(double p) => Math.Min(1, p * Math.Max(1, Tests.Length) * Options.Tensors);

    private ExaminationVerdict Unlikely() => new(TensorVerdict.Uncertain, $"The nearest initializer, {Name}, would seldom draw such elements ({EvidenceText.P(Best!.PValue)}).");

    /// <summary>No known initializer: a vector can have no other reason than training; a matrix may come from a scheme that nobody told us of.</summary>
    private ExaminationVerdict WithoutScheme(EvidenceTest? strongest, double corrected)
    {
        if (Subject.Weights is null && Subject.Role is TensorRole.Unknown)
        {
            return new(TensorVerdict.Uncertain, "Nothing says what it does, so that no initializer can be named; its elements alone do not tell.");
        }

        if (Statistics.Matrix is null || Subject.Role == TensorRole.Bias) return new(TensorVerdict.Trained, "No known initializer draws such elements.");
        string look = strongest is not null && corrected < Options.Alpha ? $"and {strongest.Meaning}" : "though rows, columns and singular values look like independent draws: trained a little, or made by a scheme of its own";
        return new(TensorVerdict.Uncertain, $"No known initializer draws elements of such scale and shape, {look}.");
    }

    private static string Sentence(EvidenceTest test) => $"{char.ToUpperInvariant(test.Meaning[0])}{test.Meaning[1..]}.";

    /// <summary>The smallest changes that would have shown.</summary>
    private string Detectable()
    {
        if (Best!.Promise.Law is null || Statistics.Matrix is not { } matrix) return "";
        (int rows, int columns) = Spectra.Looked(matrix, Options.SpectrumElements, Options.FullSpectra);
        if (rows < Spectra.Least || columns < Spectra.Least) return "";
        double spike = 1 / Math.Sqrt(Math.Sqrt((double)rows * columns));

        // Lengths of rows that differ by a share d add 4d²·n/(m₄ − 1) per row to a χ² whose deviation is √(2·rows).
        double spread = Math.Sqrt(5 * Math.Sqrt(2.0 / matrix.Rows) * Math.Max(0.5, Statistics.Kurtosis - 1) / (4.0 * matrix.Columns));
        string block = rows < matrix.Rows || columns < matrix.Columns ? string.Create(CultureInfo.InvariantCulture, $" of its first {rows}×{columns}") : "";
        return $"; a direction added with less than {EvidenceText.Percent(spike)} of the norm{block}, or rows whose lengths differ by less than {EvidenceText.Percent(spread)}, would not show";
    }
}
