using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Interchange.Models;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>The tensors of a model file on a terminal, a line each, the worst first.</summary>
internal static class InspectTable
{
    /// <summary>Lines that are shown where nobody asks for all.</summary>
    public const int Usual = 40;

    private const int Gap = 2;
    private const int MostName = 72;
    private const int MostShape = 20;
    private const int ReadableName = 34;
    private const int ReadableBest = 20;
    private const int LeastName = 14;
    private const int LeastBest = 8;

    /// <summary>Columns that a pipe is written for.</summary>
    private const int PipeWidth = 160;

    /// <summary>Writes a table.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="report">The file.</param>
    /// <param name="tensors">Its tensors, in the order in which they are shown; at least one.</param>
    public static void Write(Shell shell, ModelReport report, ImmutableArray<ModelReportTensor> tensors)
    {
        Line[] lines = [.. tensors.Select(tensor => Line.Of(report, tensor))];
        int width = shell.OutIsTerminal ? shell.Width : PipeWidth;
        Layout layout = Layout.For(width, lines);
        IAnsiConsole console = shell.Results();
        console.Write(new Text(layout.Write(Line.Head) + "\n", new Style(decoration: Decoration.Bold)));
        foreach (Line line in lines)
        {
            string text = layout.Write(line);
            int mark = layout.VerdictAt;
            int end = Math.Min(text.Length, mark + line.Verdict.Length);
            console.Write(new Paragraph(text[..mark]).Append(text[mark..end], line.Style).Append(text[end..] + "\n"));
        }
    }

    /// <summary>A verdict's colour.</summary>
    public static Style Colour(TensorVerdict? verdict) => verdict switch
    {
        TensorVerdict.Broken => new(Color.Red, decoration: Decoration.Bold),
        TensorVerdict.Untrained => new(Color.Olive, decoration: Decoration.Bold),
        TensorVerdict.Trained => new(Color.Green),
        TensorVerdict.Uncertain => new(Color.Teal),
        _ => new(Color.Grey),
    };

    /// <summary>The initializer to name in one cell, and how many other laws fit as well.</summary>
    private static string Best(ModelReport report, ModelReportTensor tensor)
    {
        int more = tensor.Report?.Candidates is { IsDefaultOrEmpty: false } candidates ? candidates.Length - 1 : 0;
        return report.NameOf(tensor) is not { } name ? "–" : more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name} +{more}") : name;
    }

    /// <summary>The texts of one line.</summary>
    private sealed record Line(string Name, string Shape, string Type, string Role, string Verdict, string Best, string Findings, Style Style)
    {
        public static Line Head { get; } = new("tensor", "shape", "type", "role", "verdict", "could be made by", "findings", Style.Plain);

        public static Line Of(ModelReport report, ModelReportTensor tensor) => new(
            tensor.Tensor.Info.Name, tensor.Tensor.Info.ShapeText(), tensor.Tensor.Info.Encoding ?? tensor.Tensor.Info.Type.Label(), ModelRoles.Word(tensor.Tensor.Role),
            tensor.Report?.Verdict.Word() ?? "skipped", InspectTable.Best(report, tensor),
            tensor.Report is { } about ? string.Join(", ", about.Findings.Select(finding => finding.Kind).Distinct()) : "",
            Colour(tensor.Report?.Verdict));
    }

    /// <summary>Columns of each cell; 0 for one that a narrow terminal leaves out.</summary>
    private sealed record Layout(int Name, int Shape, int Type, int Role, int Verdict, int Best, int Findings)
    {
        /// <summary>Where the verdict begins.</summary>
        public int VerdictAt => Name + Gap + Wide(Shape) + Wide(Type) + Wide(Role);

        /// <summary>The most that fits: findings go first, since they are told below the table, then role and type; then names and candidates give way by turns.</summary>
        public static Layout For(int width, Line[] lines)
        {
            Layout full = new(
                Math.Min(MostName, Most(lines, line => line.Name)), Math.Min(MostShape, Most(lines, line => line.Shape)), Most(lines, line => line.Type), Most(lines, line => line.Role),
                Most(lines, line => line.Verdict), Most(lines, line => line.Best), lines.Any(line => line.Findings.Length > 0) ? Most(lines, line => line.Findings) : 0);
            Layout[] choices = [full, full with { Findings = 0 }, full with { Findings = 0, Role = 0 }, full with { Findings = 0, Role = 0, Type = 0 }, full with { Findings = 0, Role = 0, Type = 0, Shape = 0 }];
            Layout chosen = Array.Find(choices, choice => choice.With(ReadableName, ReadableBest).Width <= width) ?? choices[^1];
            foreach ((int name, int best) in ((int, int)[])[(ReadableName, chosen.Best), (ReadableName, ReadableBest), (LeastName, ReadableBest), (LeastName, LeastBest)])
            {
                Layout least = chosen.With(name, best);
                if (least.Width <= width || (name, best) == (LeastName, LeastBest))
                {
                    // What room there is goes to the names first.
                    int room = Math.Max(0, width - least.Width);
                    int more = Math.Min(room, chosen.Name - least.Name);
                    return least with { Name = least.Name + more, Best = Math.Min(chosen.Best, least.Best + room - more) };
                }
            }

            return chosen;
        }

        private Layout With(int name, int best) => this with { Name = Math.Min(Name, name), Best = Math.Min(Best, best) };

        public string Write(Line line) => string.Concat(
            ShortName.Of(line.Name, Name).PadRight(Name + Gap),
            Cell(line.Shape, Shape), Cell(line.Type, Type), Cell(line.Role, Role), Cell(line.Verdict, Verdict), Cell(line.Best, Best), Cell(line.Findings, Findings)).TrimEnd();

        private int Width => Name + Gap + Wide(Shape) + Wide(Type) + Wide(Role) + Wide(Verdict) + Wide(Best) + Findings - (Findings == 0 ? Gap : 0);

        private static string Cell(string text, int width) => width == 0 ? "" : ShortName.Cut(text, width).PadRight(width + Gap);

        private static int Wide(int width) => width == 0 ? 0 : width + Gap;

        private static int Most(Line[] lines, Func<Line, string> of) => Math.Max(of(Line.Head).Length, lines.Max(line => of(line).Length));
    }
}
