using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments;
using Evenkeel.MeanField.TwoSided;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Schemes beside each other on a terminal, and the scales that a change of width can be given.</summary>
internal sealed class GrowthScreen(Shell shell, TheoryReading reading)
{
    /// <summary>The most changes of width that a terminal shows.</summary>
    private const int MostChanges = 3;

    /// <summary>The columns that four numbers leave for a name on a narrow terminal.</summary>
    private const int NarrowName = 16;

    private const int NumberColumns = 44;

    /// <summary>Writes the growth of both sides for each of several schemes.</summary>
    public void WriteSchemes()
    {
        if (reading.Schemes.Length < 2)
        {
            return;
        }

        Heading($"{reading.Schemes.Length} schemes over {reading.Depth} hidden {(reading.Depth == 1 ? "layer" : "layers")}, from inputs with mean x² = {TheoryText.Number(reading.Question.InputSecondMoment)}");
        Grid table = Table("scheme", "forward\nper layer", "over the\ndepth", "backward\nper layer", "over the\ndepth");
        int room = shell.OutIsTerminal ? Math.Max(NarrowName, shell.Width - NumberColumns) : int.MaxValue;
        foreach (SchemeGrowth scheme in reading.Schemes)
        {
            string name = scheme.Name.Length <= room ? scheme.Name : scheme.Name[..(room - 1)] + "…";
            AddRow(table, name, PerLayer(scheme.ForwardPerLayer), TheoryText.Factor(scheme.Growth.Forward), PerLayer(scheme.BackwardPerLayer), TheoryText.Factor(scheme.Growth.Backward));
        }

        shell.Results().Write(table);
        shell.Say("Forward: the second moment of z from the first hidden layer to the last. Backward: that of ∂C/∂z from the last to the first. Per layer: the geometric mean; --json has each layer.");
    }

    /// <summary>Writes what each scale of a layer does to both sides where the width changes.</summary>
    public void WriteWidthChanges()
    {
        ImmutableArray<(int Layer, int FanIn, int FanOut, ImmutableArray<WidthRule> Rules)> changes = [.. reading.WidthChanges];
        if (changes.IsEmpty)
        {
            return;
        }

        Heading("Where the width changes, at q = 1");
        foreach ((int layer, int fanIn, int fanOut, ImmutableArray<WidthRule> rules) in changes.Take(MostChanges))
        {
            Grid table = Table(string.Create(CultureInfo.InvariantCulture, $"layer {layer}: {fanIn} → {fanOut}"), "n_in·E w²", "forward", "backward");
            foreach (WidthRule rule in rules)
            {
                AddRow(table, rule.Name, TheoryText.Number(rule.WeightVariance * fanIn), TheoryText.Factor(rule.Forward), TheoryText.Factor(rule.Backward));
            }

            shell.Results().Write(table);
        }

        string more = changes.Length > MostChanges ? $" {MostChanges} of {changes.Length} changes are shown; --json has all." : "";
        shell.Say($"fan-in keeps the signal, fan-out the gradients, average the mean of both growths, geometric their product; glorot knows no activation.{more}");
    }

    private static string PerLayer(double? growth) => growth is { } known ? TheoryText.Factor(known) : "–";

    private static void AddRow(Grid table, params string[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);

    private Grid Table(params string[] headers)
    {
        Grid table = new();
        for (int i = 0; i < headers.Length; i++)
        {
            GridColumn column = new GridColumn().NoWrap().Padding(2, 0, 0, 0);
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        Style quiet = new(Color.Grey);
        return table.AddRow([.. headers.Select(header => new Text(shell.OutIsTerminal ? header : header.Replace('\n', ' '), quiet))]);
    }

    private void Heading(string text) => shell.Results().Write(new Text($"\n{text}\n", new Style(decoration: Decoration.Bold)));
}
