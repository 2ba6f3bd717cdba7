using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Interchange.Models;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>What changed from one model file to another, on a terminal: a sentence, then a line a tensor, those that did not move first.</summary>
internal static class InspectChanges
{
    private const int Number = 10;
    private const int Change = 12;
    private const int LeastName = 24;

    /// <summary>Columns that a pipe is written for.</summary>
    private const int PipeWidth = 140;

    /// <summary>Writes what changed.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="patterns">Which tensors are listed; none for all.</param>
    /// <param name="all">Whether every tensor gets its line.</param>
    public static void Write(Shell shell, ModelComparison comparison, string[] patterns, bool all)
    {
        string sentence = comparison.Sentence();
        shell.Say($"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}.", 2);
        ImmutableArray<ModelComparisonTensor> chosen =
        [
            .. comparison.Tensors.Where(tensor => patterns.Length == 0 || Array.Exists(patterns, pattern => TensorGlob.IsMatch(pattern, tensor.Name)))
                .OrderBy(tensor => Rank(tensor.Kind)).ThenByDescending(tensor => tensor.Distance ?? 0),
        ];
        ImmutableArray<ModelComparisonTensor> shown = all || patterns.Length > 0 ? chosen : Some(chosen);
        int longest = Math.Max(shown.Max(tensor => tensor.Name.Length), 6);
        int screen = shell.OutIsTerminal ? shell.Width : PipeWidth;

        // A narrow terminal gets fewer numbers rather than broken lines.
        int numbers = Math.Clamp((screen - Change - 1 - Math.Min(longest, LeastName)) / Number, 1, 3);
        int name = Math.Min(longest, Math.Max(LeastName, screen - Change - numbers * Number - 1));
        IAnsiConsole console = shell.Results();
        shell.Out.WriteLine();
        console.Write(new Text($"{"tensor".PadRight(name)} {"change",-Change}{Cells(numbers, "distance", "correl.", "equal")}\n", new Style(decoration: Decoration.Bold)));
        foreach (ModelComparisonTensor tensor in shown)
        {
            string cells = Cells(numbers, Size(tensor.Distance), Correlation(tensor.Correlation), Share(tensor.Equal));
            console.Write(new Paragraph(ShortName.Of(tensor.Name, name).PadRight(name) + " ").Append(tensor.Kind.Word().PadRight(Change), Colour(tensor.Kind)).Append($"{cells}\n"));
        }

        if (shown.Length < chosen.Length)
        {
            shell.Say(string.Create(CultureInfo.InvariantCulture, $"… and {chosen.Length - shown.Length} more; --all lists them."));
        }

        shell.Out.WriteLine();
        shell.Say("distance: ‖second − first‖ / ‖first‖; correl.: the elements' correlation; equal: elements that are the same to the last bit. With one FILE, its tensors are listed.");
    }

    private static string Cells(int count, params ReadOnlySpan<string> cells)
    {
        string line = "";
        foreach (string cell in cells[..count])
        {
            line += cell.PadLeft(Number);
        }

        return line;
    }

    /// <summary>As many as a screen takes, some of every kind of change.</summary>
    private static ImmutableArray<ModelComparisonTensor> Some(ImmutableArray<ModelComparisonTensor> tensors)
    {
        if (tensors.Length <= InspectTable.Usual)
        {
            return tensors;
        }

        int kinds = tensors.Select(tensor => tensor.Kind).Distinct().Count();
        return [.. tensors.GroupBy(tensor => tensor.Kind).SelectMany(group => group.Take(InspectTable.Usual / kinds))];
    }

    private static int Rank(ModelComparisonKind kind) => kind switch
    {
        ModelComparisonKind.Reshaped => 0,
        ModelComparisonKind.OnlyFirst => 1,
        ModelComparisonKind.OnlySecond => 2,
        ModelComparisonKind.Same => 3,
        ModelComparisonKind.Rounded => 4,
        _ => 5,
    };

    private static Style Colour(ModelComparisonKind kind) => kind switch
    {
        ModelComparisonKind.Moved => new(Color.Green),
        ModelComparisonKind.Same or ModelComparisonKind.Rounded => new(Color.Olive),
        _ => new(Color.Teal),
    };

    private static string Size(double? distance) => distance is not { } value ? "–" : double.IsPositiveInfinity(value) ? "∞" : value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Correlation(double? correlation) =>
        correlation is not { } value || double.IsNaN(value) ? "–" : value.ToString(value > 0.999 && value < 1 ? "0.000000" : "0.000", CultureInfo.InvariantCulture);

    private static string Share(double? share) => share is not { } value ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.#} %");
}
