using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Interchange.Models;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>All that is known of some tensors: numbers, candidates, tests, and a histogram beside the best candidate's law.</summary>
internal static class InspectDetails
{
    private const int MostNames = 12;

    /// <summary>Writes tensors one below the other.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="tensors">The tensors.</param>
    public static void Write(Shell shell, ImmutableArray<ModelReportTensor> tensors)
    {
        foreach (ModelReportTensor tensor in tensors)
        {
            shell.Out.WriteLine();
            Write(shell, tensor);
        }
    }

    private static void Write(Shell shell, ModelReportTensor tensor)
    {
        ModelTensor about = tensor.Tensor;
        Style bold = new(decoration: Decoration.Bold);
        IAnsiConsole console = shell.Results();
        string verdict = tensor.Report?.Verdict.Word() ?? "skipped";
        console.Write(new Paragraph(ShortName.Plain(about.Info.Name), bold).Append("  ").Append(verdict, InspectTable.Colour(tensor.Report?.Verdict)).Append("\n"));
        shell.Say($"  {about.Info.ShapeText()} {about.Info.Encoding ?? about.Info.Type.Label()}, {ModelRoles.Word(about.Role)}: {Text(about.Reason)}", 2);
        if (about.Weights is { } weights)
        {
            shell.Say($"  {Text(weights.Arithmetic)}", 2);
        }

        if (tensor.Report is not { } report)
        {
            shell.Say($"  {Text(tensor.Skipped!)}", 2);
            return;
        }

        shell.Say($"  {Text(report.Reason)}", 2);
        foreach (TensorFinding finding in report.Findings)
        {
            shell.Say($"  {finding.Severity}, {finding.Kind}: {Text(finding.Message)}", 2);
        }

        Statistics(shell, report.Statistics);
        Candidates(shell, report);
        Tests(shell, report);
        if (tensor.Spectrum is { } spectrum)
        {
            string extent = spectrum.IsWhole ? "the whole matrix" : $"the first {spectrum.Rows}×{spectrum.Columns}";
            shell.Say($"  singular values of {extent}: {Number(spectrum.Smallest)} … {Number(spectrum.Largest)}; those of independent draws end at {Number(spectrum.LowEdge)} … {Number(spectrum.Edge)}", 2);
        }

        if (tensor.Elements is { } elements)
        {
            shell.Out.WriteLine();
            InspectHistogram.Write(shell, elements);
        }
    }

    private static void Statistics(Shell shell, TensorStatistics statistics)
    {
        string bad = statistics.NotNumbers + statistics.Infinite > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {statistics.NotNumbers:#,0} NaN, {statistics.Infinite:#,0} infinite") : "";
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"  {statistics.Count:#,0} elements{bad}, {statistics.Zeros:#,0} zeros; {Number(statistics.Minimum)} … {Number(statistics.Maximum)}"), 2);
        shell.Say($"  mean {Number(statistics.Mean)}, standard deviation {Number(Math.Sqrt(statistics.Variance))}, skewness {Number(statistics.Skewness)}, kurtosis {Number(statistics.Kurtosis)}", 2);
    }

    private static void Candidates(Shell shell, TensorReport report)
    {
        if (report.Candidates.IsDefaultOrEmpty)
        {
            shell.Out.WriteLine("  no initializer fits");
            return;
        }

        shell.Out.WriteLine($"  {"p",8}  could be made by");
        foreach (SchemeCandidate candidate in report.Candidates)
        {
            string names = string.Join(", ", candidate.SameLaw.Take(MostNames));
            string more = candidate.SameLaw.Length > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {candidate.SameLaw.Length - MostNames} more") : "";
            string same = candidate.SameLaw.Length > 0 ? $"; the same law: {names}{more}" : "";
            shell.Say($"  {Probability(candidate.PValue),8}  {candidate.Scheme}, {candidate.Promise.Family.Word()} of standard deviation {Number(candidate.Promise.StandardDeviation)}{same}", 12);
        }
    }

    private static void Tests(Shell shell, TensorReport report)
    {
        if (report.Tests.IsDefaultOrEmpty)
        {
            return;
        }

        shell.Out.WriteLine($"  {"p",8}  test");
        foreach (EvidenceTest test in report.Tests)
        {
            shell.Say($"  {Probability(test.PValue),8}  {test.Name} {Number(test.Statistic)}: {Text(test.Meaning)}", 12);
        }
    }

    /// <summary>A p-value with as many digits as it has meaning.</summary>
    public static string Probability(double p) => double.IsNaN(p) ? "–"
        : p >= 0.001 ? p.ToString("0.000", CultureInfo.InvariantCulture)
        : p > 0 ? p.ToString("0e-0", CultureInfo.InvariantCulture)
        : "0";

    /// <summary>A number of four digits.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Text(string sentence) => ShortName.Plain(sentence);
}
