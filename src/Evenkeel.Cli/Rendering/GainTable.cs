using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>The three gains of activations, and how far PyTorch's <c>calculate_gain</c> is from each.</summary>
internal static class GainTable
{
    /// <summary>Columns that PyTorch's three differences need beside the gains.</summary>
    private const int WideTable = 79;

    private const char NoBreak = '\u00A0';

    /// <summary>Where the meaning of a single gain begins.</summary>
    private const int Hang = 32;

    /// <summary>Where it goes on in a terminal in which the longest word would not fit behind that.</summary>
    private const int NarrowHang = 4;

    private const int NarrowTerminal = 64;

    private static readonly (string Name, string Keeps)[] kept =
    [
        ("E φ²", "the second moment of the signal"), ("Var φ", "its variance over inputs"), ("gradients", "the second moment of gradients"),
    ];

    /// <summary>Writes one table of all.</summary>
    public static void Write(Shell shell, IReadOnlyList<Activation> activations)
    {
        bool isWide = !shell.OutIsTerminal || shell.Width >= WideTable;
        string[] headings = [.. kept.Select(gain => $"keeps\n{gain.Name}"), "\nPyTorch", .. isWide ? kept.Select(gain => $"against\n{gain.Name}") : []];
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("\nactivation").NoWrap().Padding(0, 0, 1, 0));
        for (int i = 0; i < headings.Length; i++)
        {
            string heading = shell.OutIsTerminal ? headings[i] : headings[i].TrimStart().Replace('\n', ' ');
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap().Padding(0, 0, i + 1 < headings.Length ? 1 : 0, 0));
        }

        foreach (Activation activation in activations)
        {
            double[] gains = Values(activation);
            TorchGain? torch = TorchGain.Of(activation);
            IEnumerable<Text> differences = torch is { } known ? Ratios(known).Select(ratio => new Text(Percent(ratio), new Style(Color.Olive))) : Enumerable.Repeat(new Text(""), kept.Length);
            Text own = torch is { } other ? Number(other.Value, 5) : new Text("–", new Style(Color.Grey));
            table.AddRow([new Text(activation.Name), .. gains.Select(gain => Number(gain, 5)), own, .. isWide ? differences : []]);
            if (!isWide && torch is not null)
            {
                table.AddRow([new Text("  PyTorch's is", new Style(Color.Grey)), .. differences, new Text("")]);
            }
        }

        shell.Results().Write(table);
        shell.Say($"With weights of deviation gain/√n_in, the first gain keeps {kept[0].Keeps} at q = 1 from layer to layer, the second {kept[1].Keeps}, the third {kept[2].Keeps}. PyTorch: torch.nn.init.calculate_gain, and how much larger it is than each of the three; – where it raises an error.");
    }

    /// <summary>Writes the gains of one below each other.</summary>
    public static void WriteOne(Shell shell, Activation activation)
    {
        double[] gains = Values(activation);
        TorchGain? torch = TorchGain.Of(activation);
        int hang = shell.Width < NarrowTerminal ? NarrowHang : Hang;
        shell.Say(activation.Name);
        for (int i = 0; i < gains.Length; i++)
        {
            shell.Say($"  {"keeps " + kept[i].Name,-17}{Text(gains[i], 7),11}  {kept[i].Keeps}", hang);
        }

        string differences = torch is { } known ? string.Join(", ", kept.Select((gain, i) => $"{Percent(Ratios(known)[i])} against {gain.Name.Replace(' ', NoBreak)}")) : "raises an error";
        shell.Say($"  {"PyTorch",-17}{(torch is { } value ? Text(value.Value, 7) : "–"),11}  torch.nn.init.calculate_gain: {differences}", hang);
        shell.Say("With weights of deviation gain/√n_in, each keeps at q = 1, from layer to layer, what stands beside it.");
    }

    private static double[] Values(Activation activation)
    {
        Gains gains = Gains.Of(activation);
        return [gains.SecondMoment, gains.Variance, gains.Gradient];
    }

    private static double[] Ratios(TorchGain torch) => [torch.OverSecondMoment, torch.OverVariance, torch.OverGradient];

    private static Text Number(double value, int digits) => new(Text(value, digits));

    private static string Text(double value, int digits) => double.IsFinite(value) ? value.ToString($"F{digits}", CultureInfo.InvariantCulture) : "∞";

    private static string Percent(double ratio)
    {
        double percent = TorchGain.Percent(ratio);
        return Math.Abs(percent) < 0.005 ? "same" : percent.ToString("+0.0;-0.0", CultureInfo.InvariantCulture) + " %";
    }
}
